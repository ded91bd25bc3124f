"""Two drafts of one text brought together by hand: what stood there, theirs and mine, side by side."""
