"""What the records say: read-only questions, answered in frozen dataclasses."""
