"""Every use of a private name of the toolkit, checked against the one version that it was written for."""
