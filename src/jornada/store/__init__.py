"""The only writer of user data: journal, workflow files, snapshot."""
