"""The list of changes: the page that is searched, its table, fetching more."""
