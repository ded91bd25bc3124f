"""The first page, while nothing is open."""
