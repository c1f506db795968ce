"""The least that a full-screen program can cost: what Jornada is measured against."""
