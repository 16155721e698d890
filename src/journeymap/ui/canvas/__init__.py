"""The map on screen: a scene that shows one journey, items that paint, tools that turn gestures into wishes."""
