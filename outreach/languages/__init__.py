"""The languages that the program speaks: words, dates and numbers of each, and which of them is spoken here."""
