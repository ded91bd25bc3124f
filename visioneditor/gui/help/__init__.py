"""Help inside the window: keys and pages."""
