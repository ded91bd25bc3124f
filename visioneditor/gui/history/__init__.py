"""History of a section: its revisions one after the other, or beside each other."""
