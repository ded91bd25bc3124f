"""Revisions and days in a few words, as bars, lists and cards name them."""

import os
import re
from collections.abc import Sequence
from datetime import datetime
from pathlib import PurePath

from PySide6.QtCore import QDate, QLocale

from visioneditor.core.document.model import COMMIT_MESSAGE_PATH
from visioneditor.repository.model import Ref, Revision

_ID = re.compile("[0-9a-f]{7,}")  # a commit's, maybe with `^` or `~2` behind it


def shown_date(moment: datetime) -> str:
    """The day in the reader's locale, in local time: "12 Feb 2019"."""
    day = moment.astimezone().date()
    return QLocale().toString(QDate(day.year, day.month, day.day), "d MMM yyyy")


def shown_document(path: str) -> str:
    """A document's name: its file's, without the folders."""
    return "Commit message" if path == COMMIT_MESSAGE_PATH else path.rsplit("/", 1)[-1]


def shown_file(file: PurePath) -> str:
    """A file's name; the null device stands for none."""
    return "no file" if str(file) == os.devnull else file.name


def shown_revision(
    revision: str, refs: Sequence[Ref], history: Sequence[Revision], date: datetime | None = None
) -> str:
    """A revision in a few words: "master · 31 Mar 2019"; `date` is its day where neither refs nor history know it."""
    if revision == "WORKTREE":
        return "Working file"
    if revision.startswith("DRAFT"):
        name = revision.removeprefix("DRAFT").removeprefix(":")
        return "Your draft" + (f" ({name})" if name not in ("", "draft") else "")
    if revision.startswith("FILE:"):
        return PurePath(revision.removeprefix("FILE:")).name
    if (place := _patch_set(revision)) is not None:
        return place
    for ref in refs:
        if revision in (ref.name, ref.short):
            return f"{ref.short} · {shown_date(ref.date)}" if ref.date else ref.short
    for known in history:
        if known.revision.startswith(revision) and len(revision) >= 7:
            return f"{shown_date(known.date)} · {known.revision[:8]}"
    name = revision[:8] if len(revision) == 40 else revision.removeprefix("refs/heads/")
    if date is None:
        return name
    return f"{shown_date(date)} · {name}" if _ID.match(name) else f"{name} · {shown_date(date)}"


def _patch_set(revision: str) -> str | None:
    """A patch set, or its base, as people speak of it: "239032, patch set 13"."""
    number, slash, rest = revision.partition("/")
    patch_set, caret, more = rest.partition("^")
    if not (slash and number.isdecimal() and patch_set.isdecimal()) or more:
        return None
    return f"{number}, base of patch set {patch_set}" if caret else f"{number}, patch set {patch_set}"
