"""Gerrit's search operators: what each takes, and whether a change has it."""

import re
from collections.abc import Callable, Iterable, Mapping
from difflib import get_close_matches

from visioneditor.core.review import query_people as people
from visioneditor.core.review.change_numbers import find_number
from visioneditor.core.review.listing import ListedChange, Viewer, searchable
from visioneditor.core.review.model import Account, ReviewerState, Status
from visioneditor.core.review.query_people import Test
from visioneditor.core.review.query_values import bad_value, parse_day, parse_relation, parse_span, parse_text
from visioneditor.errors import VisionEditorError
from visioneditor.values import dataclass

__all__ = ["OPERATORS", "Operator", "Test", "build_test", "check_value", "test_words"]

_CHANGE_ID = re.compile(r"I[0-9a-f]{4,40}", re.IGNORECASE)
_OID = re.compile(r"[0-9a-f]{7,40}")
_PERSON = "a name, a mail address, an account's number or self"

_IS: dict[str, Test] = {
    "open": lambda change, viewer: change.is_open,
    "closed": lambda change, viewer: not change.is_open,
    "merged": lambda change, viewer: change.status is Status.MERGED,
    "abandoned": lambda change, viewer: change.status is Status.ABANDONED,
    "wip": lambda change, viewer: change.is_open and change.is_work_in_progress,
    "private": lambda change, viewer: change.is_private,
    "reviewed": lambda change, viewer: change.is_reviewed,
    "owner": lambda change, viewer: change.is_mine,
    "mine": lambda change, viewer: change.is_mine,
    "reviewer": lambda change, viewer: _takes_part(change, viewer, ReviewerState.REVIEWER),
    "cc": lambda change, viewer: _takes_part(change, viewer, ReviewerState.CC),
    "uploader": lambda change, viewer: change.uploader is not None and change.uploader.number in viewer.accounts,
    "branch": lambda change, viewer: change.number is None and bool(change.ref),
}
_STATUS = {"open": "open", "pending": "open", "new": "open", "reviewed": "reviewed", "closed": "closed"}
_STATUS |= {"merged": "merged", "abandoned": "abandoned"}
_HAS: dict[str, Test] = {
    "draft": lambda change, viewer: change.has_drafts,
    "unresolved": lambda change, viewer: change.unresolved > 0,
    "comment": lambda change, viewer: change.threads > 0,
}
_ONLY_THERE = frozenset(
    "assigned assignee attention cherrypick conflicts destination edit ignored mergeable mergedafter mergedbefore "  # noqa: SIM905
    "ownerin pure-revert query reviewedby reviewerin rule star starred starredby stars started submissionid "
    "submittable unassigned uploaderin visibleto watched watchedby".split()
)


@dataclass(frozen=True, slots=True)
class Operator:
    """What an operator takes, in words; how its value becomes a test; values to choose from, where there are few."""

    name: str
    takes: str
    build: Callable[[str], Test]
    values: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()


def build_test(name: str, value: str) -> Test:
    """The test for an operator with its value; raises "query.…"."""
    return _known(name).build(value)


def check_value(name: str, written: str) -> None:
    """Raise where nothing at all is written behind an operator; an empty pair of quotes is something."""
    operator = _known(name)
    if not written:
        raise VisionEditorError("query.no-value", operator=operator.name, known=operator.takes)


def test_words(text: str) -> Test:
    """What bare words ask for: a change by number, address, Change-Id or commit, else by words anywhere in it."""
    if "/" in text and (number := find_number(text)) is not None:
        return _has_number(str(number))
    phrase = searchable([text]).rstrip()
    digits = text if text.isascii() and text.isdecimal() else ""
    change_id = text.lower() if _CHANGE_ID.fullmatch(text) else ""
    oid = text if _OID.fullmatch(text) else ""

    def test(change: ListedChange, viewer: Viewer) -> bool:
        return bool(
            (digits and change.number is not None and str(change.number).startswith(digits))
            or (change_id and (change.change_id or "").lower().startswith(change_id))
            or (oid and any(revision.startswith(oid) for revision in change.revisions))
            or any(phrase in part for part in (change.searched, change.searched_message, change.searched_comments))
        )

    return test


test_words.__test__ = False  # type: ignore[attr-defined]  # pytest takes the name for a test's


def _known(name: str) -> "Operator":
    if name in BY_NAME:
        return BY_NAME[name]
    if name in _ONLY_THERE:
        raise VisionEditorError("query.only-there", operator=f"{name}:")
    near = get_close_matches(name, BY_NAME, 1, 0.6)
    if near:
        raise VisionEditorError("query.misspelt-operator", operator=name, near=BY_NAME[near[0]].name)
    raise VisionEditorError("query.unknown-operator", operator=name)


# One word out of few


def _one_of(name: str, tests: Mapping[str, Test]) -> Callable[[str], Test]:
    def build(value: str) -> Test:
        word = value.lower()
        word = word if word in tests else word.removesuffix("s")
        if word in tests:
            return tests[word]
        if value.lower() in _ONLY_THERE:
            raise VisionEditorError("query.only-there", operator=f"{name}:{value}")
        raise bad_value(name, value, _listed(tests))

    return build


def _status(value: str) -> Test:
    """By the first letters as well, as in Gerrit."""
    fitting = {meant for word, meant in _STATUS.items() if value and word.startswith(value.lower())}
    if value.lower() in _STATUS:
        fitting = {_STATUS[value.lower()]}
    if len(fitting) != 1:
        raise bad_value("status", value, _listed(_STATUS))
    return _IS[fitting.pop()]


def _listed(words: Iterable[str]) -> str:
    *most, last = words
    return f"{', '.join(most)} or {last}"


def _takes_part(change: ListedChange, viewer: Viewer, state: ReviewerState) -> bool:
    return any(account.number in viewer.accounts and as_what is state for account, as_what in change.reviewers)


# Texts, people, places, times


def _text(name: str, parts: Callable[[ListedChange], Iterable[str]]) -> Callable[[str], Test]:
    def build(value: str) -> Test:
        fits = parse_text(name, value)
        return lambda change, viewer: any(map(fits, parts(change)))

    return build


def _beginning(parts: Callable[[ListedChange], Iterable[str]]) -> Callable[[str], Test]:
    return lambda value: (
        lambda change, viewer: any(part.casefold().startswith(value.casefold()) for part in parts(change))
    )


def _within(name: str, parts: Callable[[ListedChange], Iterable[str]]) -> Callable[[str], Test]:
    def build(value: str) -> Test:
        if value.startswith("^"):
            return _text(name, parts)(value)
        return lambda change, viewer: any(value.casefold() in part.casefold() for part in parts(change))

    return build


def _words(name: str, text: Callable[[ListedChange], str]) -> Callable[[str], Test]:
    """The words beside each other, as whole ones."""

    def build(value: str) -> Test:
        phrase = searchable([value])
        if value.startswith("^"):
            return _text(name, lambda change: text(change).split("\n"))(value)
        if not phrase.strip():
            raise bad_value(name, value, "words")
        return lambda change, viewer: phrase in text(change)

    return build


def _subject(value: str) -> Test:
    if value.startswith("^"):
        return _text("subject", lambda change: (change.subject,))(value)
    return _words("subject", lambda change: searchable([change.subject]))(value)


def _anybody(accounts: Callable[[ListedChange], Iterable[Account]]) -> Callable[[str], Test]:
    def build(value: str) -> Test:
        is_person = people.person(value)
        return lambda change, viewer: any(is_person(account, change, viewer) for account in accounts(change))

    return build


def _as(state: ReviewerState) -> Callable[[str], Test]:
    return _anybody(lambda change: [account for account, as_what in change.reviewers if as_what is state])


def _from(value: str) -> Test:
    is_owner, has_commented = people.owner(value), _COMMENTBY(value)
    return lambda change, viewer: is_owner(change, viewer) or has_commented(change, viewer)


def _file(value: str) -> Test:
    if value.startswith("^"):
        return _text("file", lambda change: change.paths)(value)
    return _text("file", lambda change: [part for path in change.paths for part in (path, *path.split("/"))])(value)


def _folder(value: str) -> Test:
    return _beginning(lambda change: change.paths)(value.strip("/") + "/")


def _ending(value: str) -> Test:
    return lambda change, viewer: any(
        path.rpartition("/")[2].lower().endswith(f".{value.lower().lstrip('.')}") for path in change.paths
    )


def _branch(value: str) -> Test:
    return _text("branch", lambda change: (change.branch,))(value.removeprefix("refs/heads/"))


def _change(value: str) -> Test:
    if value.isascii() and value.isdecimal():
        return _has_number(value)
    last = value.rpartition("~")[2]
    if last.isdecimal():
        return _has_number(last)
    if not _CHANGE_ID.fullmatch(last):
        raise bad_value("change", value, "a number or a Change-Id")
    return lambda change, viewer: (change.change_id or "").lower().startswith(last.lower())


def _has_number(digits: str) -> Test:
    return lambda change, viewer: change.number is not None and str(change.number) == digits.lstrip("0")


def _commit(value: str) -> Test:
    if not re.fullmatch(r"[0-9a-f]{4,64}", value.lower()):
        raise bad_value("commit", value, "the id of a commit, at least four letters of it")
    return lambda change, viewer: any(revision.startswith(value.lower()) for revision in change.revisions)


def _project(value: str) -> Test:
    fits = parse_text("project", value)
    return lambda change, viewer: any(map(fits, viewer.projects))


def _before(value: str) -> Test:
    day = parse_day("before", value)
    return lambda change, viewer: change.updated <= day


def _after(value: str) -> Test:
    day = parse_day("after", value)
    return lambda change, viewer: change.updated >= day


def _age(value: str) -> Test:
    span = parse_span("age", value)
    return lambda change, viewer: viewer.now - change.updated >= span


def _unresolved(value: str) -> Test:
    count = parse_relation("unresolved", value)
    return lambda change, viewer: count.admits(change.unresolved)


_COMMENTBY = _anybody(lambda change: change.commenters)
_DAYS = "a day like 2026-01-31, or 2026-01-31 18:00 in quotes"

OPERATORS: tuple[Operator, ...] = (
    Operator("status", _listed(_STATUS), _status, tuple(_STATUS)),
    Operator("is", _listed(_IS), _one_of("is", _IS), tuple(_IS)),
    Operator("has", _listed(_HAS), _one_of("has", _HAS), tuple(_HAS)),
    Operator("owner", _PERSON, people.owner, ("self",), ("o",)),
    Operator("reviewer", _PERSON, _as(ReviewerState.REVIEWER), ("self",), ("r",)),
    Operator("cc", _PERSON, _as(ReviewerState.CC), ("self",)),
    Operator("commentby", _PERSON, _COMMENTBY, ("self",)),
    Operator("from", _PERSON, _from, ("self",)),
    Operator("uploader", _PERSON, _anybody(lambda c: [c.uploader] if c.uploader else []), ("self",)),
    Operator("author", _PERSON, people.signature(lambda change: change.author), ("self",)),
    Operator("committer", _PERSON, people.signature(lambda change: change.committer), ("self",)),
    Operator("label", people.LABEL_TAKES, people.label, (), ("l",)),
    Operator("topic", "a topic", _text("topic", lambda change: (change.topic,)), (), ("t",)),
    Operator("intopic", "a part of a topic", _within("intopic", lambda change: (change.topic,))),
    Operator("prefixtopic", "what a topic begins with", _beginning(lambda change: (change.topic,))),
    Operator("hashtag", "a hashtag", lambda value: _text("hashtag", lambda c: c.hashtags)(value.lstrip("#"))),
    Operator("inhashtag", "a part of a hashtag", _within("inhashtag", lambda change: change.hashtags)),
    Operator("prefixhashtag", "what a hashtag begins with", _beginning(lambda change: change.hashtags)),
    Operator("branch", "a branch", _branch),
    Operator("ref", "a branch's full name", _text("ref", lambda change: (f"refs/heads/{change.branch}",))),
    Operator("project", "a project's name", _project, (), ("p", "repo", "repository")),
    Operator("projects", "what a project's name begins with", lambda value: _projects(value), (), ("repos",)),
    Operator("change", "a number or a Change-Id", _change, (), ("id", "changeid")),
    Operator("commit", "the id of a commit", _commit),
    Operator("subject", "words of the subject", _subject),
    Operator("prefixsubject", "what the subject begins with", _beginning(lambda change: (change.subject,))),
    Operator("message", "words of the commit message", _words("message", lambda c: c.searched_message), (), ("m",)),
    Operator("comment", "words of a comment", _words("comment", lambda change: change.searched_comments)),
    Operator("file", "a file's name, its path or a folder's name", _file, (), ("f",)),
    Operator("path", "a file's whole path", _text("path", lambda change: change.paths)),
    Operator("directory", "a folder", _folder, (), ("dir", "d")),
    Operator("extension", "how files' names end", _ending, (), ("ext",)),
    Operator("before", _DAYS, _before, (), ("until",)),
    Operator("after", _DAYS, _after, (), ("since",)),
    Operator("age", "a span of time like 2d, 3weeks or 1mon", _age),
    Operator("unresolved", "a number, also with <, <=, > or >= before it", _unresolved),
    Operator("limit", "a number from 1", lambda value: _everything),
)


def _projects(value: str) -> Test:
    return lambda change, viewer: any(project.startswith(value) for project in viewer.projects)


def _everything(change: ListedChange, viewer: Viewer) -> bool:
    return True


BY_NAME = {name: operator for operator in OPERATORS for name in (operator.name, *operator.aliases)}
