"""The texts that comments are ported between: parsed and compared once, however many comments stand on them.

Kept as long as the repository is open, for the command line and the window alike. Texts are known by their words, so
that patch sets which left a file alone share one comparison, and a draft that is typed on has another one.
"""

from collections import OrderedDict
from collections.abc import Callable, Mapping
from threading import Lock
from typing import Generic, TypeVar
from weakref import WeakKeyDictionary

from visioneditor.core.compare.comparing import compare
from visioneditor.core.document.model import Document
from visioneditor.core.document.parsing import parse_path
from visioneditor.core.review.porter import Porter
from visioneditor.repository.repository import Repository
from visioneditor.services.renamed_documents import find_renamed

# A change of 19 patch sets needs as many of a file on either side; a comparison of a long document is some megabytes.
_MOST_PORTERS, _MOST_DOCUMENTS, _MOST_RENAMES = 64, 96, 256

_Text = tuple[str, str]  # path and words
Key = TypeVar("Key")
Value = TypeVar("Value")


class _Kept(Generic[Key, Value]):
    """The values asked for last."""

    def __init__(self, most: int) -> None:
        self._most, self._lock = most, Lock()
        self._values: OrderedDict[Key, Value] = OrderedDict()

    def get(self, key: Key, make: Callable[[], Value]) -> Value:
        """The value of a key; two threads that need the same one at once both make it."""
        with self._lock:
            if key in self._values:
                self._values.move_to_end(key)
                return self._values[key]
        value = make()
        with self._lock:
            self._values[key] = value
            while len(self._values) > self._most:
                self._values.popitem(last=False)
        return value


class PortedTexts:
    """Documents, porters and renames of one repository."""

    def __init__(self) -> None:
        self._documents = _Kept[_Text, Document](_MOST_DOCUMENTS)
        self._porters = _Kept[tuple[_Text, _Text], Porter](_MOST_PORTERS)
        self._renames = _Kept[tuple[str, str], Mapping[str, str]](_MOST_RENAMES)

    def document(self, path: str, text: str) -> Document:
        """A text parsed as its path asks for; the commit message is plain."""
        return self._documents.get((path, text), lambda: parse_path(path, text))

    def porter(self, path: str, here: Document, path_there: str, there: Document) -> Porter | None:
        """What ports from one text to another; None where they are the same and nothing has to be found."""
        if here.text == there.text:
            return None
        key = (path, here.text), (path_there, there.text)
        return self._porters.get(key, lambda: Porter(compare(here, there)))

    def renames(self, repository: Repository, old: str, new: str) -> Mapping[str, str]:
        """The paths of files in a commit that have other ones in another commit."""
        return self._renames.get((old, new), lambda: find_renamed(repository, old, new))


_KEPT: WeakKeyDictionary[Repository, PortedTexts] = WeakKeyDictionary()


def ported_texts(repository: Repository) -> PortedTexts:
    """What is kept of a repository."""
    return _KEPT.setdefault(repository, PortedTexts())
