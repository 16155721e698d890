"""journeymap: citizen journeys as touchpoint graphs."""

__version__ = "0.1.0"
