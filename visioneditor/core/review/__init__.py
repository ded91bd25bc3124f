"""Comments, threads and where they belong."""
