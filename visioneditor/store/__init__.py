"""What is not in git yet, in one SQLite file."""
