"""Commit one's unsent review into the repository as notes: the drafts stay drafts, or become comments there.

Posting to a server is another matter.
"""

from collections.abc import Collection, Iterator, Mapping
from datetime import UTC, datetime

import msgspec

from visioneditor.core.review.model import PATCH_SET_PATH, Change, Comment, build_threads
from visioneditor.errors import VisionEditorError
from visioneditor.exporters.review_appraise import (
    COMMENTS_REF,
    REQUESTS_REF,
    NoteComment,
    NoteRequest,
    note_content,
    note_hash,
    render_note,
    render_request,
)
from visioneditor.exporters.review_appraise_writing import build_cover, build_note
from visioneditor.repository.model import Signature
from visioneditor.repository.notes import append_notes
from visioneditor.services.changes import commits_of_change
from visioneditor.services.comment_texts import comment_place, comment_text
from visioneditor.services.published import notes_of_change, review_commits
from visioneditor.services.review_notes import load_review_notes
from visioneditor.services.reviewing import (
    cover_item,
    identity,
    load_comments,
    load_cover,
    load_votes,
    set_cover,
    set_vote,
)
from visioneditor.services.workspace import Workspace
from visioneditor.store.model import Export
from visioneditor.values import dataclass, field, replace


@dataclass(frozen=True, slots=True, kw_only=True)
class NotesWritten:
    """Where a review stands in the repository's notes, and how many comments were added just now."""

    refs: tuple[str, ...]
    written: int


@dataclass(frozen=True, slots=True, kw_only=True)
class NotesPublished:
    """What became comments of the repository: they are no drafts any more."""

    refs: tuple[str, ...]
    comments: tuple[Comment, ...] = ()
    votes: Mapping[str, int] = field(default_factory=dict)
    cover: str = ""
    patch_set: int  # that the votes and the cover message speak of


def commit_notes(workspace: Workspace, change: Change, now: datetime | None = None) -> NotesWritten:
    """Commit the unsent review into the repository: what is new as comments, what was edited since as its edit.

    A second run writes nothing twice, also where the first was killed before it could be remembered.
    """
    return _notes(workspace, change, now, None).write()


def preview_notes(workspace: Workspace, change: Change, now: datetime | None = None) -> tuple[str, ...]:
    """The lines that would be committed now."""
    return _notes(workspace, change, now, None).lines()


def publish_notes(
    workspace: Workspace, change: Change, now: datetime | None = None, *, chosen: Collection[str] | None = None
) -> NotesPublished:
    """Commit the unsent review, or only the `chosen` drafts of it, and let it be published: it is unsent no more.

    Words that somebody changes meanwhile stay a draft, which goes out as an edit the next time. A run that is killed
    in between is ended by the next one.
    """
    votes, cover = load_votes(workspace, change), load_cover(workspace, change)
    notes = _notes(workspace, change, now, chosen)
    refs = notes.write().refs
    retired = workspace.store.retire_drafts(workspace.repository.key, notes.committed)
    workspace.store.forget_exports(workspace.repository.key, [cover_item(change)])
    if load_cover(workspace, change) == cover:
        set_cover(workspace, change, "")
    for label, value in load_votes(workspace, change).items():
        if votes.get(label) == value:
            set_vote(workspace, change, label, None)
    number = change.current.number
    return NotesPublished(refs=refs, comments=retired, votes=votes, cover=cover, patch_set=number)


def _notes(workspace: Workspace, change: Change, now: datetime | None, chosen: Collection[str] | None) -> "_Notes":
    person = identity(workspace)
    if person is None:
        raise VisionEditorError("identity.unknown")
    return _Notes(workspace, change, person, now or datetime.now(UTC), chosen)


class _Notes:
    """One run of committing."""

    def __init__(
        self, workspace: Workspace, change: Change, person: Signature, now: datetime, chosen: Collection[str] | None
    ) -> None:
        self._workspace, self._change, self._person, self._now = workspace, change, person, now
        self._chosen = chosen
        self._repository = workspace.repository
        self._known = load_review_notes(self._repository)
        self._found = notes_of_change(self._repository, self._known, change)
        self._exports: dict[str, Export] = dict(workspace.store.exports(self._repository.key))
        self._new: dict[str, Export] = {}
        self._drafts: list[Comment] = []
        self._lines: list[str] = []

    def lines(self) -> tuple[str, ...]:
        """What is new, as it would be written."""
        for item, note in self._items():
            self._add(item, note)
        return tuple(self._lines)

    def write(self) -> NotesWritten:
        """Commit what is new, and remember what was committed."""
        written = self._append() if self.lines() else 0
        self._workspace.store.put_exports(self._repository.key, self._new.values())
        return NotesWritten(refs=(REQUESTS_REF, COMMENTS_REF), written=written)

    @property
    def committed(self) -> list[tuple[Comment, str]]:
        """The drafts that stand in the notes, each as it was written down, with the name of its comment."""
        return [(draft, self._exports[draft.id or ""].original) for draft in self._drafts]

    def _goes(self, draft: Comment) -> bool:
        """Whether it is to leave; an answer to a draft that stays here stays, too."""
        if self._chosen is None:
            return True
        answers_draft = (draft.parent or "").startswith("draft-")
        return draft.id in self._chosen and (not answers_draft or draft.parent in self._exports)

    def _items(self) -> Iterator[tuple[str, NoteComment]]:
        """Drafts with what they answer before them, then the cover message and votes."""
        drafts = load_comments(self._workspace, self._change, drafts_only=True)
        for thread in build_threads(draft for draft in drafts if draft.message.strip()):
            for draft in thread.comments:
                if self._goes(draft):
                    self._drafts.append(draft)
                    yield draft.id or "", self._note(draft)
        votes, cover = load_votes(self._workspace, self._change), load_cover(self._workspace, self._change)
        if votes or cover:
            yield cover_item(self._change), self._cover(cover, votes)

    def _note(self, draft: Comment) -> NoteComment:
        patch_set = next((one for one in self._change.patch_sets if one.revision == draft.revision), None)
        commit, path, text = draft.revision, draft.path, None
        if patch_set is not None:
            commit, path = comment_place(self._workspace, patch_set, draft.side, draft.path)
            if path != PATCH_SET_PATH:
                text = comment_text(self._workspace, patch_set, draft.side, path)
        return build_note(
            replace(draft, path=path), mail=self._person.mail, parent=self._parent(draft), commit=commit, text=text
        )

    def _parent(self, draft: Comment) -> str | None:
        """The hash of what a draft answers; None where that is none of the notes."""
        if draft.parent in self._exports:
            return self._exports[draft.parent].original
        return draft.parent if draft.parent in self._found else None

    def _cover(self, cover: str, votes: Mapping[str, int]) -> NoteComment:
        return build_cover(
            cover,
            votes,
            timestamp=self._stamp(),
            author=self._person.name,
            mail=self._person.mail,
            commit=self._change.current.revision,
            patch_set=self._change.current.number,
        )

    def _stamp(self, after: str = "") -> str:
        earliest = int(after) + 1 if after.isdecimal() else 0
        return f"{max(int(self._now.timestamp()), earliest):010}"

    def _add(self, item: str, note: NoteComment) -> None:
        """Take up what is not in the notes yet, as a new comment or as an edit of what was written before."""
        before = self._exports.get(item)
        content = note_content(note)
        if before and before.hash in self._found:
            if before.content == content:
                return
            last = self._found[before.hash].timestamp
            note = msgspec.structs.replace(note, original=before.original, timestamp=self._stamp(last))
        may_stand = bool(note.original) or item == cover_item(self._change)
        hash = (self._already(note, content) if may_stand else None) or note_hash(note)
        if hash not in self._found:
            self._lines.append(render_note(note))
            self._found[hash] = note
        done = Export(item=item, hash=hash, original=note.original or hash, content=content)
        self._exports[item] = self._new[item] = done

    def _already(self, note: NoteComment, content: str) -> str | None:
        """The hash of an edit or a cover that a killed run has left in the notes, under another time."""
        same = (hash for hash, one in self._found.items() if one.original == note.original)
        return next((hash for hash in same if note_content(self._found[hash]) == content), None)

    def _append(self) -> int:
        reviews = review_commits(self._repository, self._known, self._change)
        requested = [commit for commit in reviews if commit in self._known.requests]
        first = (requested or list(reviews) or list(commits_of_change(self._repository, self._change)))[0]
        if not requested:
            line = render_request(self._request())
            append_notes(self._repository, REQUESTS_REF, first, [line], self._person, self._now)
        return append_notes(self._repository, COMMENTS_REF, first, self._lines, self._person, self._now)

    def _request(self) -> NoteRequest:
        number, current = self._change.number, self._change.current
        fetched = f"refs/changes/{number % 100:02}/{number}/{current.number}" if number is not None else ""
        return NoteRequest(
            timestamp=self._stamp(),
            review_ref=self._change.ref or fetched,
            target_ref=f"refs/heads/{self._change.branch}",
            requester=self._person.mail,
            description=self._repository.commit(current.revision).message.strip(),
            base_commit=self._change.patch_sets[0].parent or "",
        )
