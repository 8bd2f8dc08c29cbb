"""Parts that every page is built from: cards, pills, tiles, fields, tables."""
