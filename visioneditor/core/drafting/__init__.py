"""What an author does to a text: wrap it, move its sections, go on with its lists. Pure; the editor itself is gui."""
