"""Files of other programs read into a project. Each reader is tolerant of what real files hold and says what it left out.

Knows nothing of windows and of our own file format; gives records and changes, which the caller runs. `reading.read` is the door;
`sketch` is what readers make, `drawing` turns it into records.
"""
