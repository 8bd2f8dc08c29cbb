"""The phrases of all reports in Spanish, by their English wording."""

from outreach.languages.spanish_paper import kinds, sections

PHRASES = {**sections.PHRASES, **kinds.PHRASES}
