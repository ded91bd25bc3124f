"""Review and publish: the page that is read before a review leaves, what is sent exactly, and what became of it."""
