"""The outbox: what waits to be sent, what is held back or was refused, and the ways out."""
