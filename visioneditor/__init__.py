"""Vision Editor: draft, compare and argue out the vision documents of a community."""

__version__ = "0.1.0"
