"""What the program says without a window, in Spanish, by its English wording: answers, help, and what is not understood."""
