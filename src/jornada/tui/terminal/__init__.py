"""The way to the terminal: what the toolkit draws is kept as cells, and only what differs is sent.

Nothing in here knows the toolkit; it is joined to it in `jornada.tui.compat`.
"""
