"""Desks carry wishes from the window's parts to the services, and facts back; one for each kind of work."""
