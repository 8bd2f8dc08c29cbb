"""How fast the program is, each thing beside a floor that was measured in the same run: see ``__main__``."""
