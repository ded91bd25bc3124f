"""Consensus mode: the projects' answers as a matrix, with what belongs to a cell in the panel."""
