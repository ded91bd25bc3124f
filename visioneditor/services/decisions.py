"""The decisions that touch a section, in one list: found through links, Change-Ids, topics, notes and dependencies."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime

from visioneditor.core.decisions import Decision, DecisionKind, Reason, change_ids_in, is_motion, merge_decisions
from visioneditor.core.document.model import Document
from visioneditor.core.review.change_numbers import find_number
from visioneditor.core.review.model import Change, Review
from visioneditor.core.review.trailers import split_message, trailers_of
from visioneditor.errors import VisionEditorError
from visioneditor.repository.history import REVIEW_NOTES, MainLine
from visioneditor.repository.model import ChangeOfMerge
from visioneditor.repository.notes import find_notes
from visioneditor.repository.touched import list_touched
from visioneditor.services.changes import ChangeFinder
from visioneditor.services.decision_documents import Subject, decision_paths, find_documents
from visioneditor.services.fetched_reviews import load_fetched_review
from visioneditor.services.reading import parse_data
from visioneditor.services.section_history import SectionRevision, load_section_history
from visioneditor.services.tracing import commit_of, load_line, read_revision, touched_sections
from visioneditor.services.workspace import Workspace
from visioneditor.values import dataclass

_MOST_IDS = 100  # asked of git at once
_MOST_TOUCHED = 8  # files: a change that touches more says nothing about each


@dataclass(frozen=True, slots=True, kw_only=True)
class _Known:
    """A change that was fetched: with its review, where that is here, too."""

    change: Change
    review: Review | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionPast:
    """What is known of how a section came to be: its revisions, and what was decided about it; both newest first."""

    revisions: tuple[SectionRevision, ...]
    decisions: tuple[Decision, ...]


def load_section_past(
    workspace: Workspace,
    revision: str | None,
    path: str,
    section_id: str,
    *,
    cancel: Callable[[], bool] = lambda: False,
) -> SectionPast:
    """A section's history and the decisions that touch it; raises "document.unknown", "section.unknown"."""
    tip = commit_of(workspace, revision)
    revisions = load_section_history(workspace, tip, path, section_id, cancel=cancel)
    if not revisions or cancel():
        return SectionPast(revisions=revisions, decisions=())
    finder = _DecisionFinder(workspace, tip, path, section_id, revisions, cancel)
    return SectionPast(revisions=revisions, decisions=merge_decisions(finder.find()))


class _DecisionFinder:
    """Looks at everything that may be a decision about one section."""

    def __init__(
        self,
        workspace: Workspace,
        tip: str,
        path: str,
        section_id: str,
        revisions: tuple[SectionRevision, ...],
        cancel: Callable[[], bool],
    ) -> None:
        self._workspace, self._repository, self._cancel = workspace, workspace.repository, cancel
        self._line: MainLine = load_line(workspace, tip)
        self._path, self._section_id, self._revisions = path, section_id, revisions
        self._changes = tuple({one.revision: one for each in revisions for one in each.entry.changes}.values())
        finder = ChangeFinder(workspace)
        self._known = [
            _Known(change=finder.of_number(number), review=load_fetched_review(self._repository, number))
            for number in finder.numbered
        ]
        self._by_id = {one.change.change_id: one for one in self._known if one.change.change_id}
        self._notes = find_notes(self._repository, REVIEW_NOTES)
        self._ids = frozenset(one.change_id for one in self._changes if one.change_id)
        self._numbers = frozenset(filter(None, map(self._number, self._changes)))

    def find(self) -> Iterator[Decision]:
        """All of them, some more than once."""
        yield from (self._of_change(one, Reason.CHANGED) for one in self._changes)
        for look in (self._documents, self._citing, self._needed, self._of_topics, self._proposed):
            if self._cancel():
                return
            yield from look()

    # Changes that touched it

    def _of_change(self, change: ChangeOfMerge, *reasons: Reason) -> Decision:
        known = self._by_id.get(change.change_id or "")
        return Decision(
            kind=self._kind(change, known),
            title=change.subject,
            date=change.date,
            author=change.author,
            revision=change.revision,
            reasons=reasons,
            change_id=change.change_id,
            number=self._number(change),
            review=change.review,
        )

    def _kind(self, change: ChangeOfMerge, known: _Known | None) -> DecisionKind:
        blob = self._notes.get(change.revision)
        note = self._repository.blob(blob).decode("utf-8", "replace") if blob else ""
        if is_motion((), (), note) or (known is not None and _is_motion(known)):
            return DecisionKind.MOTION
        return DecisionKind.REVIEW if change.change_id or change.review or known else DecisionKind.COMMIT

    def _number(self, change: ChangeOfMerge) -> int | None:
        known = self._by_id.get(change.change_id or "")
        return known.change.number if known is not None else find_number(change.review or "")

    # Documents

    def _documents(self) -> Iterator[Decision]:
        newest = self._revisions[0]
        document = read_revision(self._workspace, newest.entry)
        tip = self._repository.read(self._line.tip, self._path)
        document = parse_data(self._path, tip) if tip is not None else document
        section = document.section(self._section_id)
        if section is None:
            return
        paths = decision_paths(self._workspace, self._line.tip)
        subject = Subject(
            document=document,
            section=section,
            paths=frozenset({self._path, *(one.entry.path for one in self._revisions if one.entry.path not in paths)}),
            ids=frozenset(id for one in self._revisions if one.part.stretch is None for id in one.part.ids),
            titles=frozenset({section.title, *self._titles(document)}),
            numbers=self._numbers,
            change_ids=self._ids,
        )
        yield from find_documents(self._workspace, self._line, paths, subject, self._brought())

    def _titles(self, document: Document) -> Iterator[str]:
        """What the section was called; while it was part of the whole, or of another one, that was not its name."""
        for one in self._revisions:
            if one.part.stretch is None and len(one.titles) == 1 and one.titles[0] != document.title:
                yield one.titles[0]

    def _brought(self) -> frozenset[str]:
        """What the changes of the section brought beside it, and what they touched where that is not much."""
        commits = [self._repository.commit(one.revision) for one in self._changes]
        pairs = {commit.oid: commit.parents[0] for commit in commits if commit.parents}
        found: set[str] = set()
        for commit, touched in list_touched(self._repository.plumbing, list(pairs.items())).items():
            is_small = len(touched) <= _MOST_TOUCHED
            found |= {path for path in touched if is_small or self._repository.blob_at(pairs[commit], path) is None}
        return frozenset(found)

    # Other commits

    def _citing(self) -> Iterator[Decision]:
        """Commits that depend on a change of the section, or speak of it: that revert it, say."""
        own = {one.revision for one in self._changes}
        words = [*self._ids, *own, *(f"/{number}" for number in self._numbers)]
        for commit in self._log(words):
            change = self._as_change(commit)
            if commit in own or change.change_id in self._ids:
                continue
            message = self._repository.commit(commit).message
            if self._names_own(trailers_of(split_message(message)[2], "Depends-On")):
                yield self._of_change(change, Reason.DEPENDS)
            elif self._speaks_of(message, own):
                yield self._of_change(change, Reason.CITES)

    def _names_own(self, values: Iterable[str]) -> bool:
        return any(change_ids_in(value) & self._ids or find_number(value) in self._numbers for value in values)

    def _speaks_of(self, message: str, own: set[str]) -> bool:
        words = message.split()
        addresses = (find_number(word.strip("<>().,")) for word in words if word.startswith(("http", "<http", "(http")))
        return bool(
            change_ids_in(message) & self._ids
            or any(commit in message for commit in own)
            or self._numbers & {number for number in addresses if number}
        )

    def _needed(self) -> Iterator[Decision]:
        """Commits that a change of the section depends on."""
        values = [
            value
            for one in self._changes
            for value in trailers_of(split_message(self._repository.commit(one.revision).message)[2], "Depends-On")
        ]
        ids = {id for value in values for id in change_ids_in(value)}
        numbers = {find_number(value) for value in values}
        for commit in self._log([f"Change-Id: {id}" for id in ids]):
            change = self._as_change(commit)
            if change.change_id in ids:
                yield self._of_change(change, Reason.NEEDED)
        for one in self._known:
            if one.change.number in numbers or one.change.change_id in ids:
                yield self._of_known(one, Reason.NEEDED)

    def _log(self, words: Sequence[str]) -> Iterator[str]:
        """The commits that have one of these in their message, newest first; merges say nothing of their own."""
        for at in range(0, len(words), _MOST_IDS):
            asked = [f"--grep={word}" for word in words[at : at + _MOST_IDS]]
            arguments = ("log", "--format=%H", "--no-merges", "-F", *asked, self._line.tip, "--")
            yield from self._repository.plumbing.tell(*arguments).decode("ascii").split()

    def _as_change(self, oid: str) -> ChangeOfMerge:
        commit = self._repository.commit(oid)
        message = split_message(commit.message)
        ids = trailers_of(message[2], "Change-Id")
        return ChangeOfMerge(
            revision=oid,
            author=commit.author.name,
            date=commit.committed,
            subject=commit.subject,
            change_id=ids[-1] if ids else None,
            review=None,
        )

    # Fetched changes

    def _of_known(self, known: _Known, *reasons: Reason) -> Decision:
        change, review = known.change, known.review
        commit = self._repository.commit(change.current.revision)
        return Decision(
            kind=DecisionKind.MOTION if _is_motion(known) else DecisionKind.REVIEW,
            title=change.subject,
            date=_when(known, commit.committed),
            author=review.owner.name if review is not None and review.owner.name else commit.author.name,
            revision=change.current.revision,
            reasons=reasons,
            change_id=change.change_id,
            number=change.number,
        )

    def _is_own(self, known: _Known) -> bool:
        return known.change.number in self._numbers or known.change.change_id in self._ids

    def _of_topics(self) -> Iterator[Decision]:
        """Changes that stand under one topic with one that touched the section."""
        topics = {one.review.topic for one in self._known if one.review is not None and self._is_own(one)} - {""}
        for one in self._known:
            if one.review is not None and one.review.topic in topics and not self._is_own(one):
                yield self._of_known(one, Reason.SAME_TOPIC)

    def _proposed(self) -> Iterator[Decision]:
        """Changes that were never merged, or not yet, and would touch the section."""
        others = [one for one in self._known if not self._is_own(one) and one.change.current.parent]
        pairs = {one.change.current.revision: one.change.current.parent for one in others}
        touched = list_touched(self._repository.plumbing, list(pairs.items()))
        for one in others:
            current = one.change.current
            if self._path in touched.get(current.revision, ()) and self._touches(
                current.parent or "", current.revision
            ):
                yield self._of_known(one, Reason.PROPOSES)

    def _touches(self, old: str, new: str) -> bool:
        try:
            before, after = (self._repository.read(commit, self._path) or b"" for commit in (old, new))
        except VisionEditorError:
            return False  # not all of the change was fetched
        texts = parse_data(self._path, before), parse_data(self._path, after)
        return self._section_id in touched_sections(*texts)


def _is_motion(known: _Known) -> bool:
    review = known.review
    if review is None:
        return False
    return is_motion((vote.label for vote in review.votes), (review.topic, *review.hashtags), "")


def _when(known: _Known, committed: datetime) -> datetime:
    return known.review.updated if known.review is not None else committed
