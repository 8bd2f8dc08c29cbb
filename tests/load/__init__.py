"""A day's work of many desks on one server, with the server killed in between."""
