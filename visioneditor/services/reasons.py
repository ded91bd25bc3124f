"""What the review of a change says about words that it brought: who voted how, and what was said about these words."""

from collections.abc import Callable, Iterator, Sequence

from visioneditor.core.document.model import Document
from visioneditor.core.provenance.suggested import find_suggested
from visioneditor.core.provenance.words import placed_words
from visioneditor.core.review.anchors import Span
from visioneditor.core.review.model import Change, Comment, Side, Thread
from visioneditor.core.review.porter import Placed, Ported
from visioneditor.core.review.standing import find_standing
from visioneditor.core.review.suggestions import find_suggestions, lines_of, span_of_lines
from visioneditor.core.review.trailers import split_message
from visioneditor.core.text import decode
from visioneditor.errors import VisionEditorError
from visioneditor.gerrit.naming import Approval, parse_approvals
from visioneditor.repository.history import REVIEW_NOTES
from visioneditor.repository.notes import read_note
from visioneditor.services.change_reviews import load_review_summary
from visioneditor.services.changes import ChangeFinder, find_patch_set
from visioneditor.services.comment_texts import comment_text
from visioneditor.services.explaining import ExplainedChange, Explanation
from visioneditor.services.model import LoadedDocument
from visioneditor.services.ported_texts import ported_texts
from visioneditor.services.porting import Porting
from visioneditor.services.reading import read_document
from visioneditor.services.workspace import Workspace
from visioneditor.values import dataclass

_ON_THE_WORDS = frozenset({Placed.EXACT, Placed.EDITED})


@dataclass(frozen=True, slots=True, kw_only=True)
class ThreadHeld:
    """A thread about the words; `suggested_by`: who suggested some of them in it, and they were taken."""

    thread: Thread
    suggested_by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """A change of a chain with what its review says. `patch_sets` is 0 where they are not here."""

    explained: ExplainedChange
    body: str  # of the commit message, without its subject and trailers
    change: Change
    patch_sets: int
    approvals: tuple[Approval, ...]
    threads: tuple[ThreadHeld, ...]
    thread_count: int  # of the whole review


def load_reasons(
    workspace: Workspace, explanation: Explanation, *, cancel: Callable[[], bool] = lambda: False
) -> Iterator[Reason]:
    """The changes of a chain, in its order; those found so far if cancelled."""
    finder = ChangeFinder(workspace, many=True)
    for one in explanation.changes:
        if cancel():
            return
        yield _reason(workspace, finder, one)


def _reason(workspace: Workspace, finder: ChangeFinder, one: ExplainedChange) -> Reason:
    commit = workspace.repository.commit(one.change.revision)
    change = finder.of_commit(commit)
    summary = load_review_summary(workspace, change)
    standing = find_standing(summary.votes, (), change.current.number)
    votes = (vote for label in standing for vote in label.standing)
    approvals = tuple(Approval(label=vote.label, value=vote.value, name=vote.account.shown) for vote in votes)
    return Reason(
        explained=one,
        body=split_message(commit.message)[1],
        change=change,
        patch_sets=len(change.patch_sets) if change.number is not None else 0,
        approvals=approvals or _noted(workspace, one),
        threads=tuple(_Holder(workspace, change, one).held(summary.threads)),
        thread_count=len(summary.threads),
    )


def _noted(workspace: Workspace, one: ExplainedChange) -> tuple[Approval, ...]:
    """What Gerrit's note on the commit tells of the votes, where the review itself is not here."""
    note = read_note(workspace.repository, REVIEW_NOTES, one.change.revision)
    return parse_approvals(note.decode("utf-8", "replace"))


class _Holder:
    """Finds the threads of one change that are about the words that it changed."""

    def __init__(self, workspace: Workspace, change: Change, one: ExplainedChange) -> None:
        self._workspace, self._change, self._one = workspace, change, one
        self._porting = Porting(workspace, change)
        self._new = _load(workspace, one.revision, one.path)
        self._old = _load(workspace, one.old_revision, one.old_path) if one.old_revision else None

    def held(self, threads: Sequence[Thread]) -> Iterator[ThreadHeld]:
        """Those about these words, in their order."""
        for thread in threads:
            is_old = thread.root.side is not Side.REVISION
            shown = self._old if is_old else self._new
            ported = self._port(thread.root, shown) if shown is not None else None
            if shown is None or ported is None:
                continue
            suggested_by = "" if is_old else self._suggested_by(thread, shown.document, ported)
            places = self._one.old_places if is_old else self._one.places
            is_about = ported.placed in _ON_THE_WORDS and ported.span is not None and _touch(places, ported.span)
            if is_about or suggested_by:
                yield ThreadHeld(thread=thread, suggested_by=suggested_by)

    def _port(self, root: Comment, shown: LoadedDocument) -> Ported | None:
        return self._porting.to_shown(root, shown, shown.revision) if root.line is not None else None

    def _suggested_by(self, thread: Thread, there: Document, ported: Ported) -> str:
        """Who suggested some of the words that came in, where the thread stands."""
        span = ported.span
        if span is None or ported.placed not in (*_ON_THE_WORDS, Placed.BLOCK):
            return ""
        homes = [(block.start, block.end) for block in there.blocks if block.start < span[1] and block.end > span[0]]
        here = [word for word in placed_words(there) if _touch(homes, (word.start, word.end))]
        for comment in thread.comments:
            for replaced, suggested in self._suggestions(comment):
                taken = find_suggested(replaced, suggested, [word.text for word in here])
                if any((here[at].start, here[at].end) in self._one.brought for at in taken):
                    return comment.author
        return ""

    def _suggestions(self, comment: Comment) -> Iterator[tuple[str, str]]:
        """The lines that a comment would replace, and what by."""
        lines, blocks = lines_of(comment), find_suggestions(comment.message)
        if lines is None or not blocks:
            return
        try:
            patch_set = find_patch_set(self._change, comment.patch_set)
            text = comment_text(self._workspace, patch_set, comment.side, comment.path)
        except VisionEditorError:
            return  # its text is not here
        start, end = span_of_lines(text, lines)
        yield from ((text[start:end], block.text) for block in blocks)


def _load(workspace: Workspace, revision: str, path: str) -> LoadedDocument | None:
    data = read_document(workspace, revision, path)
    if data is None:
        return None
    document = ported_texts(workspace.repository).document(path, decode(data))
    return LoadedDocument(revision=revision, path=path, data=data, document=document)


def _touch(places: Sequence[Span], span: Span) -> bool:
    return any(start < span[1] and end > span[0] for start, end in places)
