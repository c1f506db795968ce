"""What Jornada costs beside the least there is and beside its peers: `python -m tests.bench`."""
