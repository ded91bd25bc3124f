"""The words of the three-way view."""

from PySide6.QtCore import QCoreApplication


def say(text: str) -> str:
    """A text of this view, translated."""
    return QCoreApplication.translate("Merging", text)
