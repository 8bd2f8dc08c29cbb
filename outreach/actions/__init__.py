"""What an officer does: one function is one user action, one transaction and one audit entry."""

import outreach.records  # noqa: F401 - first, so that it decides how the database library is loaded
