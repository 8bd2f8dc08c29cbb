"""Where records are kept: in a file, or on a server. Nothing is loaded to tell it."""

SERVER_SCHEMES = ("postgresql://", "postgres://")


def is_server(location: object) -> bool:
    """Whether a location is the URL of a server rather than a file."""
    return str(location).lower().startswith(SERVER_SCHEMES)
