"""Names of accounts as a repository's server told them once, for those who have only the repository at hand."""

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
    """The names by account number; none where the store cannot be read, which whoever needs it will be told."""
    with contextlib.suppress(VisionEditorError):
        return _STORES[repository].store.names(repository.key) if repository in _STORES else {}
    return {}
