"""Gerrit's formats and protocols."""
