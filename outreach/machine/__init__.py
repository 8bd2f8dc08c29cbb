"""This PC: what its administrator has set, and the log that is kept of the program."""
