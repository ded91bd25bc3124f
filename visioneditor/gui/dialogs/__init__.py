"""Dialogs: for what needs a decision or a place on disk."""
