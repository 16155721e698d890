"""Records of a project, the change sets that alter them, the document that holds them and its history.

Nothing here knows of Qt, files, clocks or words on screen. Read `records` for what a journey consists of, `changes` and
`document` for the one way in which it changes, `queries` for the questions asked of it most.
"""
