"""A server of the tests' own that keeps Gerrit's rules for one change, in memory; any request to it may fail.

Only what matters when a review is sent: a review is taken whole or not at all, taken again when it comes again, and a
draft is published under its own id.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, TypeVar

import msgspec

from visioneditor.core.review.model import Status
from visioneditor.core.review.publication import OutboxItem
from visioneditor.errors import VisionEditorError
from visioneditor.gerrit.posting import AccountInfo, Circumstances, PostedComment, PostedMessage

Value = TypeVar("Value")

ME = 1
_DEADLINE_S = 29.0  # within what a server is given for what is written
TOUCHED = frozenset({"vision.rst", "/PATCHSET_LEVEL"})


class Fault(StrEnum):
    """What happens to a request."""

    NONE = "none"
    UNREACHABLE = "unreachable"  # it never left
    BUSY = "busy"  # the server wants it later
    LOST_BEFORE = "lost before"  # the connection is cut, it never arrived, and nobody knows
    SILENT = "silent"  # it never arrived, and nothing was heard of it
    LOST_AFTER = "lost after"  # it arrived, the answer did not
    CUT_LATE = "cut late"  # the connection is cut while the server is at it, which it is until its deadline
    LATE = "late"  # it arrives after its asker gave up, within the time that is allowed
    KILL_BEFORE = "kill before"  # the program ends before it is sent
    KILL_AFTER = "kill after"  # it arrived, and the program ended


class KilledError(BaseException):
    """The program is no more; nothing of it runs on."""


@dataclass
class PureServer:
    """One change. `seconds` is the time, which tests let pass."""

    seconds: float = 0.0
    current: int = 2
    status: Status = Status.NEW
    votes: dict[tuple[str, int], int] = field(default_factory=dict)
    messages: list[PostedMessage] = field(default_factory=list)
    comments: list[PostedComment] = field(default_factory=list)
    drafts: list[PostedComment] = field(default_factory=list)
    underway: list[tuple[float, Callable[[], object]]] = field(default_factory=list)
    made: int = 0

    def pass_time(self, seconds: float) -> None:
        """Let time pass; what is under way arrives in it."""
        ends = self.seconds + seconds
        for at, arrive in sorted(self.underway, key=lambda late: late[0]):
            if at <= ends:
                self.seconds = at
                self._arrive(arrive)
        self.underway = [late for late in self.underway if late[0] > ends]
        self.seconds = ends

    def circumstances(self) -> Circumstances:
        """What holds now."""
        return Circumstances(
            account=ME,
            status=self.status,
            is_work_in_progress=False,
            current=self.current,
            revisions={},
            labels={},
            permitted={},
            votes={key: value for key, value in self.votes.items() if value},
            messages=tuple(self.messages),
            comments=tuple(self.comments),
        )

    def put_draft(self, patch_set: int, body: bytes) -> PostedComment:
        """As PUT drafts does."""
        draft = self._comment(patch_set, json.loads(body), "", None)
        self.drafts.append(draft)
        return draft

    def review(self, patch_set: int, body: bytes) -> None:
        """As POST review does."""
        said = json.loads(body)
        rows = [(path, row) for path, listed in said.get("comments", {}).items() for row in listed]
        if outside := [path for path, _ in rows if path not in TOUCHED]:
            raise self.refusal(f"file {outside[0]} not found in revision 7,{patch_set}")
        unknown = [row for _, row in rows if row.get("in_reply_to") not in (None, *self._uuids())]
        wanted = said.get("draft_ids_to_publish") or []
        published = [draft for draft in self.drafts if draft.uuid in wanted and draft.patch_set == patch_set]
        if unknown or len(published) != len(wanted):
            raise self.refusal("Invalid inReplyTo" if unknown else "Non-existing draft IDs")
        tag, author = said.get("tag", ""), AccountInfo(number=ME)
        before = set(map(_same, self.comments))
        for path, row in rows:
            comment = self._comment(patch_set, row | {"path": path}, tag, author)
            if not said.get("omit_duplicate_comments") or _same(comment) not in before:
                self.comments.append(comment)
        for draft in published:
            self.drafts.remove(draft)
            self.comments.append(msgspec.structs.replace(draft, tag=tag, author=author))
        self._vote(said.get("labels", {}))
        text = said.get("message", "")
        self.messages.append(PostedMessage(id=self._id(), tag=tag, patch_set=patch_set, author=author, message=text))

    def refusal(self, reason: str) -> VisionEditorError:
        """A sentence that is final."""
        return VisionEditorError("server.said-no", place="pure", reason=reason, status=400)

    def _vote(self, labels: dict[str, int]) -> None:
        for label, value in labels.items():
            self.votes[label, ME] = value

    def _uuids(self) -> set[str]:
        return {comment.uuid for comment in self.comments}

    def _id(self) -> str:
        self.made += 1
        return f"{self.made:08x}_{self.made:08x}"

    def _comment(self, patch_set: int, row: dict[str, Any], tag: str, author: AccountInfo | None) -> PostedComment:
        given = row | {"id": self._id(), "patch_set": patch_set, "tag": tag, "updated": f"{self.seconds:012.1f}"}
        comment = msgspec.convert(given, PostedComment)
        return msgspec.structs.replace(comment, author=author, message=comment.message.strip())

    @staticmethod
    def _arrive(arrive: Callable[[], object]) -> None:
        try:
            arrive()
        except VisionEditorError:
            return  # refused, and nobody hears it


def _same(comment: PostedComment) -> tuple[object, ...]:
    return comment.path, comment.patch_set, comment.line, comment.side, comment.message, comment.range


@dataclass
class PureWire:
    """The way there. `choose` says what happens to each request, `meanwhile` is done while one is under way."""

    server: PureServer
    choose: Callable[[str], Fault]
    late_by: float = 30.0
    takes: float = 1.0
    meanwhile: Callable[[], object] = lambda: None

    def look(self, item: OutboxItem) -> Circumstances:
        return self._ask("look", self.server.circumstances)

    def drafts(self, item: OutboxItem) -> tuple[PostedComment, ...]:
        return self._ask("drafts", lambda: tuple(self.server.drafts))

    def put_draft(self, item: OutboxItem, body: bytes) -> PostedComment:
        return self._write("put", lambda: self.server.put_draft(item.post.patch_set, body))

    def delete_draft(self, item: OutboxItem, draft: PostedComment) -> None:
        def delete() -> None:
            self.server.drafts = [one for one in self.server.drafts if one.uuid != draft.uuid]

        self._write("delete", delete)

    def post(self, item: OutboxItem, body: bytes) -> None:
        self._write("post", lambda: self.server.review(item.post.patch_set, body))

    def close(self) -> None:
        pass

    def _ask(self, what: str, ask: Callable[[], Value]) -> Value:
        fault = self._begin(what)
        if fault in (Fault.KILL_BEFORE, Fault.KILL_AFTER):
            raise KilledError
        if fault is not Fault.NONE:
            raise VisionEditorError("server.unreachable", place="pure")
        return ask()

    def _write(self, what: str, write: Callable[[], Value]) -> Value:
        fault = self._begin(what)
        if fault is Fault.KILL_BEFORE:
            raise KilledError
        if fault is Fault.UNREACHABLE:
            raise VisionEditorError("server.unreachable", place="pure")
        if fault is Fault.BUSY:
            raise VisionEditorError("server.busy", place="pure", reason="later", status=429)
        if fault is Fault.LATE:
            self.server.underway.append((self.server.seconds + self.late_by, write))
        if fault is Fault.CUT_LATE:
            self.server.underway.append((self.server.seconds + _DEADLINE_S, write))
            raise _lost(is_over=True)
        if fault in (Fault.LATE, Fault.SILENT):
            raise _lost(is_over=False)
        if fault is Fault.LOST_BEFORE:
            raise _lost(is_over=True)
        try:
            done = write()
        except VisionEditorError:
            if fault is Fault.NONE:
                raise
            done = None
        if fault is Fault.KILL_AFTER:
            raise KilledError
        if fault is Fault.LOST_AFTER or (done is None and fault is not Fault.NONE):
            raise _lost(is_over=True)
        return done  # type: ignore[return-value]  # None only where it was refused, and then it was raised

    def _begin(self, what: str) -> Fault:
        self.server.pass_time(self.takes)
        self.meanwhile()
        return self.choose(what)


def _lost(*, is_over: bool) -> VisionEditorError:
    return VisionEditorError("server.answer-lost", reason="the connection broke off", is_over=is_over)
