"""Prose on the screen: rows of laid-out blocks, their marks, selection and accessible texts."""
