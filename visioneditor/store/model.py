"""Values that only the store knows; comments and their kin are the core's."""

from datetime import datetime

from visioneditor.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredText:
    """The unsaved draft of a document."""

    path: str
    name: str
    base_revision: str  # the full commit id it was begun on
    text: str
    version: int  # counts its savings; who saves over another one's version is refused
    updated: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredMerge:
    """A merge that is under way: what the draft is brought together with, and what was decided, as it was handed in."""

    onto: str
    decided: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Export:
    """What of a draft has been committed into the repository: the newest hash, the first, and what was written."""

    item: str  # a draft's id, or another name for what is none
    hash: str
    original: str  # the first hash; other comments answer to it
    content: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """How far a change was looked at: its newest patch set then, and the newest that had been said."""

    patch_set: int
    revision: str
    until: datetime
