"""Items paint and report where they are; they decide nothing."""
