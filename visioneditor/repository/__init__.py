"""The governance git repository: objects, history, writing, cloning, watching."""
