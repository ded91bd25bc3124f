"""Draft mode: source with highlighting, preview, problems."""
