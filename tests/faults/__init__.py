"""What goes wrong around a person's records: each fault is made to happen, and nothing may be lost by it."""
