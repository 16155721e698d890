"""What is computed from a journey: its graph, figures, findings and layout. Reads states, changes nothing, knows no
words.
"""
