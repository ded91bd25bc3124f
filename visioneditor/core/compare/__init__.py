"""Comparing two documents as prose: sections, blocks, words."""
