"""The views of a project: one widget for each tab, and the start page."""
