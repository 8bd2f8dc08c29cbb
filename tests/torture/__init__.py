"""Kills at random moments, a full disk, flipped bytes, wild input: ``python -m tests.torture``."""
