"""A review in the window: threads beside the text, what is said in them, which of them are shown."""
