"""The side panels: navigator on the left, inspector on the right, and the fields and rows that both are made of."""
