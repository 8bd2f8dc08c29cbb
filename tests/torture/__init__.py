"""Kills at random moments, also of a server, a full disk, flipped bytes, wild input: ``python -m tests.torture``."""
