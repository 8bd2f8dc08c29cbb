"""Making Outreach into a folder that runs without Python, and for Windows into an installer.

``uv run python -m resources.packaging`` does all of it. It lies here and not in the program, because it is not shipped.
"""
