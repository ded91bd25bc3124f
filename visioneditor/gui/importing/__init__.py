"""Importing a reflection: where it comes from, and what its headings are taken to answer."""
