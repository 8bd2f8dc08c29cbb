"""What the window says, in Spanish, by its English wording: a module for each part of the window."""
