"""Values the repository answers with."""

from datetime import datetime
from enum import StrEnum

from visioneditor.values import dataclass


class RefKind(StrEnum):
    """What a ref is to its reader."""

    BRANCH = "branch"
    REMOTE = "remote"
    TAG = "tag"
    PATCH_SET = "patch-set"
    NOTES = "notes"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ref:
    """A ref and the commit it stands for (a tag is peeled)."""

    name: str  # full: refs/heads/master
    short: str
    kind: RefKind
    commit: str
    date: datetime | None
    subject: str
    author: str
    parent: str = ""  # the commit's first one; a patch set's base


@dataclass(frozen=True, slots=True, kw_only=True)
class TreeEntry:
    """A file of a revision. `mode` is git's ("100644", "120000" for a symbolic link)."""

    path: str
    mode: str
    blob: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """Who writes a commit."""

    name: str
    mail: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeOfMerge:
    """A commit that a merge of the main line brought, or the main-line commit itself."""

    revision: str
    author: str
    date: datetime
    subject: str
    change_id: str | None
    review: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """A revision of a document on the first-parent chain; author, subject and Change-Id are of what it brought."""

    revision: str
    path: str
    author: str
    date: datetime
    subject: str
    change_id: str | None
    changes: tuple[ChangeOfMerge, ...]
    sections: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class GitReview:
    """Where changes are reviewed: a Gerrit server and its project, as `.gitreview` has them."""

    host: str
    port: int | None
    project: str
    branch: str
    scheme: str
