"""What all projects together say about a vision, and what becomes of a vote on it. Pure; people and files come in."""
