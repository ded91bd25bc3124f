"""Names of accounts as a server told them once, or the user did, for those who have only the repository at hand."""

import contextlib
from collections.abc import Mapping
from weakref import WeakKeyDictionary

from visioneditor.errors import VisionEditorError
from visioneditor.repository.repository import Repository
from visioneditor.store.late_store import LateStore

_STORES: WeakKeyDictionary[Repository, LateStore] = WeakKeyDictionary()


def know_store(repository: Repository, store: LateStore) -> None:
    """Say where the names are kept."""
    _STORES[repository] = store


def told_names(repository: Repository) -> Mapping[int, str]:
    """The server's, by account number; none where the store cannot be read, which whoever needs it will be told."""
    with contextlib.suppress(VisionEditorError):
        return _STORES[repository].store.names(repository.key) if repository in _STORES else {}
    return {}


def said_names(repository: Repository) -> Mapping[int, str]:
    """The user's, in the same way."""
    with contextlib.suppress(VisionEditorError):
        return _STORES[repository].store.people(repository.key) if repository in _STORES else {}
    return {}
