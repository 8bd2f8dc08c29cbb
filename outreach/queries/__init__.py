"""What the records say: read-only questions, answered in frozen dataclasses."""

import outreach.records  # noqa: F401 - first, so that it decides how the database library is loaded
