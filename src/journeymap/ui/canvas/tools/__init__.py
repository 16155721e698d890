"""Tools: one class for one gesture. They show ghosts while the mouse moves and ask for changes when it is let go."""
