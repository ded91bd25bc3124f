"""Parts of the window that several modes share; each shows a value and announces a wish."""
