"""Everything Qt: the window, its views, panels and dialogs, the canvas with its items and tools.

The window shows a session and changes it through `session.run`; it decides nothing about journeys itself.
"""
