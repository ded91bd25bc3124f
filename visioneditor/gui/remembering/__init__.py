"""Where words come from, as the window shows it."""
