"""NoteDb read: what Gerrit keeps of a change's review in `refs/changes/NN/NUMBER/meta`.

Pure: commits and blobs in, values out; whatever is not understood is passed over, as a newer server may write what an
older reader does not know. The meta ref is a line of commits, each with a subject, a message where there is one, and
footers; its tip's tree is a notes map of the comments. Footers are read from the newest to the oldest, and what is said
first counts. The grammar is that of Gerrit's own ChangeNotesParser and ChangeNoteFooters.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from visioneditor.core.review.model import (
    Account,
    Review,
    ReviewerState,
    ReviewMessage,
    Status,
    Upload,
    Vote,
)
from visioneditor.gerrit.note_comments import parse_comments
from visioneditor.values import dataclass

_FOOTER = re.compile(r"([A-Za-z][A-Za-z0-9-]*):(?: (.*))?")
_PERSON = re.compile(r"<(\d+)@[^<>]*>")
_PATCH_SET = re.compile(r"(\d+)(?: \((\w+)\))?")
_VOTE = re.compile(r"(?P<gone>-)?(?P<label>[^\s=,]+)(?:=(?P<value>[+-]?\d+))?(?:, *[0-9a-f]{40})?(?P<rest> .*)?")
_SUBMIT_RECORD = "SUBM"  # written like a vote, and none


@dataclass(frozen=True, slots=True, kw_only=True)
class MetaCommit:
    """One commit of a meta ref; `account` is its author's number, None for the server itself."""

    account: int | None
    written: datetime
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Entry:
    """A meta commit taken apart."""

    account: Account
    written: datetime
    text: str
    footers: tuple[tuple[str, str], ...]
    patch_set: int
    is_deleted: bool

    def values(self, name: str) -> list[str]:
        return [value for footer, value in self.footers if footer == name]


def account_number(mail: str) -> int | None:
    """The account in a NoteDb identity's mail (`1003873@server-id`); None where it holds none."""
    number = mail.partition("@")[0]
    return int(number) if number.isascii() and number.isdecimal() else None


def parse_review(commits: Sequence[MetaCommit], notes: Iterable[bytes], *, key: str) -> Review | None:
    """A change's review from its meta commits, newest first, and the blobs of its tip; None where it has no commits.

    `key` is the contract's `change_key`, which comments carry.
    """
    entries = [_take_apart(commit) for commit in commits]
    if not entries:
        return None
    deleted = {entry.patch_set for entry in entries if entry.is_deleted}
    kept = [entry for entry in entries if entry.patch_set not in deleted]
    uploads = _uploads(kept)
    people = _reviewers(entries)
    votes, withdrawn = _votes(kept, {account for account, state in people.items() if state is None})
    return Review(
        change_id=_first(entries, "change-id") or None,
        subject=_first(entries, "subject"),
        branch=_first(entries, "branch").removeprefix("refs/heads/"),
        owner=entries[-1].account,
        status=_status(_first(entries, "status")),
        topic=_first(entries, "topic"),
        hashtags=tuple(tag for part in _first(entries, "hashtags").split(",") if (tag := part.strip())),
        is_work_in_progress=_first(entries, "work-in-progress").lower() == "true",
        is_private=_first(entries, "private").lower() == "true",
        created=entries[-1].written,
        updated=entries[0].written,
        uploads=uploads,
        reviewers=tuple(sorted(_present(people), key=lambda row: (row[0].number or 0, row[0].name))),
        votes=votes,
        messages=tuple(reversed([message for entry in kept if (message := _message(entry))])),
        comments=parse_comments(notes, {upload.number: upload.revision for upload in uploads}, key=key),
        withdrawn=withdrawn,
    )


def _take_apart(commit: MetaCommit) -> _Entry:
    head, _, last = commit.message.strip("\n").rpartition("\n\n")
    found = [match for line in last.split("\n") if (match := _FOOTER.fullmatch(line.rstrip("\r")))]
    footers = tuple((match[1].lower(), (match[2] or "").strip()) for match in found)
    place = next((match for name, value in footers if name == "patch-set" and (match := _PATCH_SET.match(value))), None)
    return _Entry(
        account=Account(number=commit.account),
        written=commit.written,
        text=head.partition("\n\n")[2].strip("\n"),
        footers=footers,
        patch_set=int(place[1]) if place else 0,
        is_deleted=place is not None and (place[2] or "").upper() == "DELETED",
    )


def _first(entries: Iterable[_Entry], name: str) -> str:
    """What the newest entry that speaks of it says; an emptied topic is said, too."""
    return next((value for entry in entries for value in entry.values(name)[-1:]), "")


def _status(word: str) -> Status:
    known = {"merged": Status.MERGED, "abandoned": Status.ABANDONED}
    return known.get(word.lower(), Status.NEW)


def _uploads(entries: Iterable[_Entry]) -> tuple[Upload, ...]:
    """The patch sets by their numbers; a description may be given later, and of two the newest is read first."""
    found: dict[int, Upload] = {}
    described: dict[int, str] = {}
    for entry in entries:
        for description in entry.values("patch-set-description"):
            described.setdefault(entry.patch_set, description)
        for revision in entry.values("commit"):
            upload = Upload(
                number=entry.patch_set,
                revision=revision,
                uploader=entry.account,
                uploaded=entry.written,
                description=described.get(entry.patch_set, ""),
            )
            found.setdefault(entry.patch_set, upload)
    return tuple(found[number] for number in sorted(found) if number)


def _reviewers(entries: Iterable[_Entry]) -> dict[Account, ReviewerState | None]:
    """What everybody is who was ever asked, also those without an account, by name and mail; None: removed."""
    states = {"reviewer": ReviewerState.REVIEWER, "cc": ReviewerState.CC, "removed": None}
    found: dict[Account, ReviewerState | None] = {}
    for entry in entries:
        for name, value in entry.footers:
            word, _, by_mail = name.partition("-")
            person = _PERSON.search(value)
            if word in states and by_mail == "email" and value:
                found.setdefault(Account(number=None, name=value), states[word])
            elif name in states and person:
                found.setdefault(Account(number=int(person[1])), states[name])
    return found


def _present(people: Mapping[Account, ReviewerState | None]) -> Iterable[tuple[Account, ReviewerState]]:
    return [(account, state) for account, state in people.items() if state is not None]


def _votes(entries: Iterable[_Entry], removed: set[Account]) -> tuple[tuple[Vote, ...], tuple[Vote, ...]]:
    """The votes that stand and those that were taken back, in the order given; who was removed has none."""
    found: dict[tuple[int, int | None, str], Vote | None] = {}
    gone: dict[tuple[int, int | None, str], Vote] = {}
    for entry in entries:
        for name, value in entry.footers:
            match = _VOTE.fullmatch(value) if name in ("label", "copied-label") else None
            if match is None or match["label"] == _SUBMIT_RECORD or not entry.patch_set:
                continue
            person = _PERSON.search(match["rest"] or "")
            account = Account(number=int(person[1])) if person else entry.account
            vote = _vote(entry, match, account, is_copied=name == "copied-label")
            key = (entry.patch_set, account.number, match["label"].lower())
            if found.setdefault(key, vote) is None and vote is not None:
                gone.setdefault(key, vote)
    given = [vote for vote in found.values() if vote is not None]
    gone |= {key: vote for key, vote in found.items() if vote is not None and vote.account in removed}
    return _ordered(vote for vote in given if vote.account not in removed), _ordered(gone.values())


def _ordered(votes: Iterable[Vote]) -> tuple[Vote, ...]:
    return tuple(sorted(votes, key=lambda vote: (vote.written, vote.patch_set, vote.label, vote.account.number or 0)))


def _vote(entry: _Entry, match: re.Match[str], account: Account, *, is_copied: bool) -> Vote | None:
    """A vote, or None where it was taken back."""
    if match["gone"] or match["value"] is None:
        return None
    return Vote(
        patch_set=entry.patch_set,
        label=match["label"],
        value=int(match["value"]),
        account=account,
        written=entry.written,
        is_copied=is_copied,
    )


def _message(entry: _Entry) -> ReviewMessage | None:
    if not entry.text.strip():
        return None
    tag = next(iter(entry.values("tag")), "")
    return ReviewMessage(
        patch_set=entry.patch_set, author=entry.account, written=entry.written, text=entry.text, tag=tag
    )
