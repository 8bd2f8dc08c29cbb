"""Files in and out: what the officer already has, and what others want to have."""
