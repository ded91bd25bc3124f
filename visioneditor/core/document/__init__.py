"""Prose documents: text in, a Document with exact source spans out."""
