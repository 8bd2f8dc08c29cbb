"""The frame of the window: signing in, the rail, messages, undoing, printing, repairing."""

PHRASES: dict[str, str] = {}
