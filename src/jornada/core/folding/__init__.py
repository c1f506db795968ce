"""What each kind of record changes in the state: a file for each thing that is recorded."""
