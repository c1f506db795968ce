"""A community manager's working day, in the terminal."""

__version__ = "0.1.0"
