"""Spans of a text that move along when it is edited, each with a value; quick to ask for what is on the screen."""

from bisect import bisect_left
from collections.abc import Iterable
from itertools import islice
from typing import NamedTuple

from PySide6.QtGui import QTextCursor, QTextDocument


class FollowedSpan(NamedTuple):
    """From where to where in Qt's units; empty once all that stood there is gone."""

    start: int
    end: int
    value: str


class FollowedSpans:
    """Qt moves cursors with each edit, at a cost that is not felt for thousands of them."""

    def __init__(self, document: QTextDocument) -> None:
        self._document = document
        self._spans: list[tuple[QTextCursor, str]] = []

    def show(self, spans: Iterable[tuple[int, int, str]]) -> None:
        """Follow these instead, in Qt's units; they may come in any order, and lie in one another."""
        last = self._document.characterCount() - 1
        self._spans = [
            (self._cursor(min(start, last), min(end, last)), value) for start, end, value in sorted(spans, key=_place)
        ]

    def _cursor(self, start: int, end: int) -> QTextCursor:
        cursor = QTextCursor(self._document)
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        cursor.setKeepPositionOnInsert(True)  # what is typed behind a span is no part of it
        return cursor

    def within(self, start: int, end: int, longest: int = 0) -> list[FollowedSpan]:
        """Those that begin there, or up to `longest` before it, in the order of their starts."""
        found = []
        for cursor, value in islice(self._spans, bisect_left(self._spans, start - longest, key=_start), None):
            at = cursor.anchor()
            if at > end:
                break
            found.append(FollowedSpan(at, cursor.position(), value))
        return found

    def all(self) -> list[FollowedSpan]:
        """Each of them, where it stands now."""
        return self.within(0, self._document.characterCount())


def _place(span: tuple[int, int, str]) -> tuple[int, int]:
    return span[0], span[1]


def _start(span: tuple[QTextCursor, str]) -> int:
    return span[0].anchor()
