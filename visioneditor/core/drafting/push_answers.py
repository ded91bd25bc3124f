"""What git and Gerrit said of a push for review, as values: the changes it became, or why it was refused."""

import re
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from itertools import takewhile

from visioneditor.values import dataclass


class Refusal(StrEnum):
    """Why Gerrit takes nothing; `upload.` and the word is the sentence for it."""

    NO_CHANGE_ID = "no-change-id"
    SEVERAL_CHANGE_IDS = "several-change-ids"
    BAD_CHANGE_ID = "bad-change-id"
    CHANGE_ID_ELSEWHERE = "change-id-elsewhere"
    NO_SUBJECT = "no-subject"
    NOT_SIGNED_OFF = "not-signed-off"
    NOTHING_NEW = "nothing-new"
    SAME_CHANGE_ID = "same-change-id"
    CLOSED = "closed"
    NO_PATCH_SET = "no-patch-set"
    NO_BRANCH = "no-branch"
    NO_ANCESTRY = "no-ancestry"
    IMPLICIT_MERGE = "implicit-merge"
    FOREIGN_MAIL = "foreign-mail"
    NO_SUCH_PERSON = "no-such-person"
    WIP_AND_READY = "wip-and-ready"
    BAD_OPTION = "bad-option"
    PROHIBITED = "prohibited"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class UploadedChange:
    """A change that a push made, or gave a patch set."""

    number: int
    address: str
    subject: str
    is_new: bool
    is_work_in_progress: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """Gerrit took nothing; `reason` is its own sentence, `what` the commit or change that it speaks of."""

    refusal: Refusal
    reason: str
    what: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PushAnswer:
    """All that was said; `remarks` is what the server wants read although it took everything, `said` each line."""

    changes: tuple[UploadedChange, ...] = ()
    remarks: tuple[str, ...] = ()
    refused: Refused | None = None
    said: tuple[str, ...] = ()


_REASONS = (
    (r"commit (?P<what>\w+): missing Change-Id", Refusal.NO_CHANGE_ID),
    (r"commit (?P<what>\w+): multiple Change-Id", Refusal.SEVERAL_CHANGE_IDS),
    (r"commit (?P<what>\w+): invalid Change-Id", Refusal.BAD_CHANGE_ID),
    (r"commit (?P<what>\w+): missing subject", Refusal.NO_SUBJECT),
    (r"commit (?P<what>\w+): Change-Id must be in", Refusal.CHANGE_ID_ELSEWHERE),
    (r"commit (?P<what>\w+): not Signed-off-by|not Signed-off-by", Refusal.NOT_SIGNED_OFF),
    (r"no new changes|no changes made|commit\(?s?\)? already exists", Refusal.NOTHING_NEW),
    (r"same Change-Id in multiple changes|(?P<what>I[0-9a-f]{40}) has duplicates", Refusal.SAME_CHANGE_ID),
    (r"change (?P<what>\S+) (?:is )?closed", Refusal.CLOSED),
    (r"cannot add patch set to (?P<what>\d+)", Refusal.NO_PATCH_SET),
    (r"branch (?P<what>\S+) not found", Refusal.NO_BRANCH),
    (r"no common ancestry", Refusal.NO_ANCESTRY),
    (r"implicit merges? detected", Refusal.IMPLICIT_MERGE),
    (
        r"(?:commit (?P<what>\w+): )?(?:invalid (?:author|committer)|email address \S+ is not registered)",
        Refusal.FOREIGN_MAIL,
    ),
    (r"the options 'wip' and 'ready'", Refusal.WIP_AND_READY),
    (r"(?P<what>\S+) is not a valid user identifier|account '?(?P<who>\S+?)'? not found", Refusal.NO_SUCH_PERSON),
    (r"is not a (?:valid option|configured label)|topic length|hashtags? may not", Refusal.BAD_OPTION),
    (r"prohibited by Gerrit", Refusal.PROHIBITED),
)
_PATTERNS = tuple((re.compile(pattern, re.IGNORECASE), refusal) for pattern, refusal in _REASONS)
_REFUSED = re.compile(r" ! \[(?:remote )?(?:rejected|failure)\].*? -> \S+ \((.+?)\)?\s*")  # a reason may go on below
_REMOTE = re.compile(r"remote: ?")
_CHANGE = re.compile(r"\s+(?P<address>https?://\S+?/(?P<number>\d+)) (?P<subject>.*?)(?P<marks>(?: \[[A-Z]+\])*)")
_REMARK = re.compile(r"warning: (\S.*)", re.IGNORECASE)
_ERROR = re.compile(r"ERROR: (?:commit \w+: )?(\S.*)")
_LONGEST = 300


def parse_answer(lines: Iterable[str]) -> PushAnswer:
    """The values in what git showed, standard error line by line."""
    told = [line.rstrip() for line in lines]
    said = [_REMOTE.sub("", line, count=1) for line in told if line.startswith("remote:")]
    refusals = [found[1] for line in told if (found := _REFUSED.fullmatch(line))]
    errors = [found[1] for line in said if (found := _ERROR.fullmatch(line))]
    return PushAnswer(
        changes=tuple(_changes(said)),
        remarks=tuple(dict.fromkeys(_remarks(said))),
        refused=_judge(refusals[0], errors[0] if errors else refusals[0]) if refusals else None,
        said=tuple(told),
    )


def _remarks(said: Sequence[str]) -> Iterator[str]:
    """Warnings, and sentences that end in a list."""
    for at, line in enumerate(said):
        if found := _REMARK.fullmatch(line.strip()):
            yield _plain(found[1])
        elif line.endswith(":"):
            listed = list(takewhile(lambda one: one.startswith("* "), said[at + 1 :]))
            if listed:
                yield _plain(f"{line} {', '.join(one[2:] for one in listed)}")


def _changes(said: Iterable[str]) -> Iterator[UploadedChange]:
    for line in said:
        if found := _CHANGE.fullmatch(line):
            yield UploadedChange(
                number=int(found["number"]),
                address=found["address"],
                subject=_plain(found["subject"]),
                is_new="[NEW]" in found["marks"],
                is_work_in_progress="[WIP]" in found["marks"],
            )


def _judge(reason: str, told: str) -> Refused:
    for pattern, refusal in _PATTERNS:
        if found := pattern.search(reason):
            return Refused(refusal=refusal, reason=_plain(told), what=found.groupdict().get("what") or "")
    return Refused(refusal=Refusal.OTHER, reason=_plain(told))


def _plain(text: str) -> str:
    """A stranger's words, printable and in one line."""
    return "".join(sign if sign.isprintable() else " " for sign in text)[:_LONGEST].strip().rstrip(".")
