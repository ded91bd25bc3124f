"""Compare mode: two revisions of a document beside each other or in one text."""
