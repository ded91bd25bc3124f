"""Values and pure functions: documents, comparing, review, annotations. No I/O, no clock, no git."""
