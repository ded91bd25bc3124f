"""Where words come from: each word of a document followed through all its revisions."""
