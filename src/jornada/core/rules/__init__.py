"""What may be done, by what it is done to: one module an entity, one function an intent.

A rule takes the state, the intent and the setting, and returns the intent complete or raises a refusal.
`decide` has the table of them.
"""
