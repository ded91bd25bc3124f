"""Replace words in all documents: found as they stand or are drafted, written into drafts, taken back as a whole.

A regular expression is looked for in a process of its own, which is ended where it takes too long: one that was meant
badly could run for years, and nothing could stop it here.
"""

import time
from collections.abc import Callable, Iterator, Mapping, Sequence

from visioneditor.core.drafting.replacing import Match, Query, find_in_all, prove_replacement
from visioneditor.core.drafting.text_change import TextChange, apply_changes
from visioneditor.core.text import decode
from visioneditor.errors import VisionEditorError
from visioneditor.services.aside import AsideError, work_aside
from visioneditor.services.drafting import discard_draft, load_draft, save_draft
from visioneditor.services.surroundings import RepositorySurroundings
from visioneditor.services.workspace import Workspace
from visioneditor.values import dataclass

MOST = 2000  # places that are shown at once
PATIENCE_S = 10.0  # with an expression
DRAFT_NAME = "replaced"  # one draft for all that has none yet, so that one commit can take it


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundDocument:
    """A document with its places, and its text as it stood."""

    path: str
    text: str
    matches: tuple[Match, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplacedDocument:
    """A draft in which words were replaced: its version since, and what it said before; None: it was begun for it."""

    path: str
    name: str
    version: int
    base_revision: str
    before: str | None


def find_everywhere(
    around: RepositorySurroundings,
    query: Query,
    *,
    now: Mapping[str, str] | None = None,
    cancel: Callable[[], bool] = lambda: False,
    patience_s: float = PATIENCE_S,
) -> tuple[FoundDocument, ...]:
    """The places in all documents, MOST at the most; `now` has what is being written, by path.

    Raises "replace.not-an-expression", "replace.not-a-replacement" or "replace.too-slow".
    """
    if not query.words:
        return ()
    prove_replacement(query)
    texts = {path: decode(data) for path in around.documents if (data := around.read(path)) is not None} | dict(
        now or {}
    )
    pairs = tuple(texts.items())
    if query.is_expression:
        found: Iterator[tuple[str, tuple[Match, ...]]] = _find_aside(pairs, query, cancel, patience_s)
    else:
        found = find_in_all(pairs, query, MOST)
    return tuple(FoundDocument(path=path, text=texts[path], matches=matches) for path, matches in found)


def _find_aside(
    texts: tuple[tuple[str, str], ...], query: Query, cancel: Callable[[], bool], patience_s: float
) -> Iterator[tuple[str, tuple[Match, ...]]]:
    until = time.monotonic() + patience_s
    try:
        yield from work_aside(_answer, texts, query, cancel=lambda: cancel() or time.monotonic() > until)
    except AsideError as error:
        if cancel():
            return
        raise VisionEditorError("replace.too-slow", seconds=round(patience_s)) from error


def _answer(
    texts: tuple[tuple[str, str], ...], query: Query
) -> Iterator[tuple[str, tuple[Match, ...]]]:  # in the other process
    yield from find_in_all(texts, query, MOST)


def replace_in(
    workspace: Workspace,
    revision: str,
    chosen: Sequence[tuple[FoundDocument, Sequence[Match]]],
    names: Mapping[str, str] | None = None,
) -> tuple[ReplacedDocument, ...]:
    """Write drafts in which the chosen places say something else; a document that has changed since is left alone.

    `names` has the draft that is meant where it need not be the one written last, by path.
    """
    done: list[ReplacedDocument] = []
    for document, matches in chosen:
        wanted = (names or {}).get(document.path)
        stored = load_draft(workspace, document.path, wanted)
        if not matches or (stored is not None and stored.text != document.text):
            continue
        changes = [TextChange(one.start, one.end, one.new) for one in matches]
        name, base = (stored.name, stored.base_revision) if stored else (wanted or DRAFT_NAME, revision)
        saved = save_draft(
            workspace,
            document.path,
            apply_changes(document.text, changes),
            base_revision=base,
            name=name,
            seen=stored.version if stored else 0,
        )
        done.append(
            ReplacedDocument(
                path=document.path,
                name=name,
                version=saved.version,
                base_revision=base,
                before=document.text if stored else None,
            )
        )
    return tuple(done)


def take_back(workspace: Workspace, replaced: Sequence[ReplacedDocument]) -> tuple[str, ...]:
    """Bring drafts back to what they said; the paths of those in which somebody has written since are handed back."""
    kept: list[str] = []
    for one in replaced:
        stored = load_draft(workspace, one.path, one.name)
        if stored is None or stored.version != one.version:
            kept.append(one.path)
        elif one.before is None:
            discard_draft(workspace, one.path, one.name)
        else:
            save_draft(
                workspace, one.path, one.before, base_revision=one.base_revision, name=one.name, seen=one.version
            )
    return tuple(kept)
