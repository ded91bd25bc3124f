"""Which files of a commit have another name in another commit: as git takes it, and of documents by their words.

Git compares lines: of a document that is wrapped anew while it gets another name it knows none.
"""

from collections.abc import Iterator, Mapping

from visioneditor.core.compare.tracing import runs_of_words, share_of_words
from visioneditor.core.document.prose import is_prose_name
from visioneditor.core.text import decode
from visioneditor.repository.renames import list_touched
from visioneditor.repository.repository import Repository

_STILL_ITS_WORDS = 0.5  # of the words of the one that is gone
_MOST = 60  # documents on either side; of more, between two states of a main line, no one is worth the reading


def find_renamed(repository: Repository, old: str, new: str) -> Mapping[str, str]:
    """The new paths by the old ones."""
    touched = list_touched(repository, old, new)
    found = {one.old_path: one.path for one in touched if one.letter == "R" and one.old_path is not None}
    gone = [one.path for one in touched if one.letter == "D" and is_prose_name(one.path)]
    come = [one.path for one in touched if one.letter == "A" and is_prose_name(one.path)]
    if not gone or not come or max(len(gone), len(come)) > _MOST:
        return found
    return found | dict(_by_words(repository, old, gone, new, come))


def _by_words(
    repository: Repository, old: str, gone: list[str], new: str, come: list[str]
) -> Iterator[tuple[str, str]]:
    """Each that is gone with the new one that has most of its words, where these are enough."""
    runs = {path: runs_of_words(decode(repository.read(new, path) or b"")) for path in come}
    for path in gone:
        text = decode(repository.read(old, path) or b"")
        shares = {other: share_of_words(text, known) for other, known in runs.items()}
        best = max(shares, key=lambda other: shares[other])
        if shares[best] >= _STILL_ITS_WORDS:
            yield path, best
