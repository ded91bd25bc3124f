"""Look through a draft for what is wrong with it: its own text, and what its links lead to in the repository."""

import time
from collections.abc import Callable

from visioneditor.core.document.model import Document, Markup
from visioneditor.core.drafting.findings import Finding
from visioneditor.core.drafting.markup_findings import find_in_markup
from visioneditor.core.drafting.problems import find_problems
from visioneditor.core.drafting.second_opinion import add_opinion, ask_docutils
from visioneditor.core.text import Lines
from visioneditor.services.aside import AsideError, work_aside
from visioneditor.services.reading import DRAFT, is_no_commit, resolve_revision
from visioneditor.services.reflection_paths import answered_document
from visioneditor.services.surroundings import RepositorySurroundings
from visioneditor.services.workspace import Workspace
from visioneditor.values import dataclass, replace

_PATIENCE_S = 60.0  # with docutils


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftInHand:
    """A draft as it is looked through: its text, what it was begun on, and the line that is being written."""

    path: str
    document: Document
    base: str
    base_revision: str
    line: int = 0


def proofread(
    workspace: Workspace, draft: DraftInHand, *, width: int, around: RepositorySurroundings | None = None
) -> tuple[tuple[Finding, ...], RepositorySurroundings | None]:
    """What is to be said of a draft, and its surroundings, to be handed in again: they are made anew where needed.

    Where nothing is committed yet there are none, and links are not looked at.
    """
    around = surroundings_of(workspace, draft.base_revision, draft.path, around)
    if around is None:
        found = find_problems(draft.document, draft.path, base=draft.base, width=width, line_in_hand=draft.line)
        return found, None
    answered = answered_document(workspace, around.revision, draft.path)
    found = find_problems(
        draft.document,
        draft.path,
        base=draft.base,
        width=width,
        around=around,
        vision=around.document(answered) if answered is not None else None,
        line_in_hand=draft.line,
    )
    return found, around


def surroundings_of(
    workspace: Workspace, base_revision: str, path: str, known: RepositorySurroundings | None = None
) -> RepositorySurroundings | None:
    """What stands around a draft: what is known already where it still holds; None where nothing is committed yet."""
    if workspace.repository.is_empty:
        return None
    revision = _commit_of(workspace, base_revision)
    if known is not None and known.revision == revision and known.is_still_so(besides=path):
        return known
    return RepositorySurroundings(workspace, revision)


def _commit_of(workspace: Workspace, revision: str) -> str:
    """Where the other files are looked for: a draft is begun on a commit, or on none yet."""
    if is_no_commit(revision) or revision == DRAFT or workspace.repository.find_commit(revision) is None:
        return resolve_revision(workspace, None)
    return revision


def hear_docutils(document: Document, cancel: Callable[[], bool] = lambda: False) -> tuple[Finding, ...]:
    """What docutils says of a draft in RST beyond what was found: worked out in a process of its own, in a second.

    Nothing where that process does not come to its end, or takes longer than anybody waits.
    """
    if document.markup is not Markup.RST or cancel():
        return ()
    until = time.monotonic() + _PATIENCE_S
    try:
        (said,) = work_aside(ask_docutils, document.text, cancel=lambda: cancel() or time.monotonic() > until)
    except AsideError:
        return ()
    heard = replace(document, problems=add_opinion(document, said))
    return tuple(find_in_markup(heard, Lines(document.text)))
