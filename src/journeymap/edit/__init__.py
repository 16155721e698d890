"""Wishes turned into changes: one module for each noun, functions that take a state and a wish and return changes.

They decide what belongs together (a touchpoint that goes takes its place in the order along); they never touch the document.
Run their result with `session.run(label, changes)`.
"""
