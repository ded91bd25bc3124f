"""What can go wrong, in English: a sentence for each, and what to do about it. Read when something first does."""
