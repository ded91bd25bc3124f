"""The verbs: open, read, draft, compare, review, publish."""
