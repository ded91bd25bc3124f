"""Who is meant in a search, by name, number, mail or `self`; and the votes that somebody gave."""

import re
from collections.abc import Callable

from visioneditor.core.review.listing import ListedChange, Viewer
from visioneditor.core.review.model import Account, Vote
from visioneditor.core.review.query_values import Relation, bad_value, parse_relation
from visioneditor.core.text import fold

Test = Callable[[ListedChange, Viewer], bool]
IsPerson = Callable[[Account, ListedChange, Viewer], bool]

SELF = frozenset({"self", "me"})
_ACCOUNT = re.compile(r"(?:account )?(\d{1,10})")
_PARTS = re.compile(r"[^\s<>@.,()]+")
_LABEL = re.compile(r"(?P<label>[^\s=<>+,]*?[^\s=<>+,\-])(?:(?P<value>(?:>=|<=|=|>|<)?[+-]?\d+)|=(?P<word>[A-Za-z]+))?")
_VOTERS = "self, owner, uploader, non_uploader, user=NAME or count>=2"
LABEL_TAKES = "a label with a value: Code-Review+1, Verified>=1, Code-Review=ANY"


def is_self(value: str) -> bool:
    """Whether the searcher is meant."""
    return value.lower() in SELF


def named(value: str) -> Callable[[str], bool]:
    """Whether each word of the value begins a word of a name or mail."""
    wanted = _words(value)
    return lambda name: bool(wanted) and _begin(wanted, _words(name))


def person(value: str) -> IsPerson:
    """Whether an account is the one meant."""
    if is_self(value):
        return lambda account, change, viewer: account.number is not None and account.number in viewer.accounts
    if (found := _ACCOUNT.fullmatch(value.lower())) is not None:
        number = int(found[1])
        return lambda account, change, viewer: account.number == number
    is_named = named(value)
    return lambda account, change, viewer: is_named(f"{account.name} {viewer.mails.get(account.number or 0, '')}")


def owner(value: str) -> Test:
    """The change's owner; of a branch who made its newest commit."""
    if is_self(value):
        return lambda change, viewer: change.is_mine
    is_person, is_named = person(value), named(value)
    return lambda change, viewer: (
        is_person(change.owner, change, viewer) or (change.owner.number is None and is_named(change.author))
    )


def signature(part: Callable[[ListedChange], str]) -> Callable[[str], Test]:
    """Who stands in a commit as its author or committer."""

    def build(value: str) -> Test:
        if is_self(value):
            return lambda change, viewer: bool(viewer.mail) and f"<{viewer.mail}>".lower() in part(change).lower()
        is_named = named(value)
        return lambda change, viewer: is_named(part(change))

    return build


def label(value: str) -> Test:
    """`Code-Review+1`, `Verified>=1`, `Code-Review=ANY`, with `,self` or `,count>=2` behind it; 0 is no vote, too."""
    head, *tail = (part.strip() for part in value.split(","))
    found = _LABEL.fullmatch(head)
    if found is None:
        raise bad_value("label", value, LABEL_TAKES)
    is_label, is_value = _is_label(found["label"]), _is_value(found["value"], found["word"], value)
    is_counted, count = _voters(tail, value)

    def test(change: ListedChange, viewer: Viewer) -> bool:
        votes = [vote for vote in change.votes if is_label(vote.label) and vote.value]
        if not votes and not tail:
            return is_value(0)
        fitting = sum(is_value(vote.value) and is_counted(vote, change, viewer) for vote in votes)
        return count.admits(fitting)

    return test


def _is_label(name: str) -> Callable[[str], bool]:
    """By its name, or by the first letters of its words: CR, V."""
    folded = name.lower()
    return lambda known: folded in (known.lower(), "".join(part[:1] for part in known.lower().split("-")))


def _is_value(number: str | None, word: str | None, value: str) -> Callable[[int], bool]:
    if number is not None:
        return parse_relation("label", number).admits
    if word is None:
        return lambda given: given == 1  # as Gerrit reads a label alone
    if word.upper() == "ANY":
        return lambda given: given != 0
    raise bad_value("label", value, LABEL_TAKES)


def _voters(tail: list[str], value: str) -> tuple[Callable[[Vote, ListedChange, Viewer], bool], Relation]:
    tests: list[Callable[[Vote, ListedChange, Viewer], bool]] = []
    count = parse_relation("label", ">=1")
    for part in tail:
        if part.startswith("count"):
            count = parse_relation("label", part.removeprefix("count"))
        else:
            tests.append(_voter(part.removeprefix("user="), value))
    return lambda vote, change, viewer: all(test(vote, change, viewer) for test in tests), count


def _voter(word: str, value: str) -> Callable[[Vote, ListedChange, Viewer], bool]:
    if not word or word.startswith("group="):
        raise bad_value("label", value, f"behind the comma {_VOTERS}")
    if word == "owner":
        return lambda vote, change, viewer: vote.account == change.owner
    if word in ("uploader", "non_uploader"):
        return lambda vote, change, viewer: (vote.account == change.uploader) is (word == "uploader")
    is_person = person(word)
    return lambda vote, change, viewer: is_person(vote.account, change, viewer)


def _words(text: str) -> list[str]:
    return _PARTS.findall(fold(text))


def _begin(wanted: list[str], known: list[str]) -> bool:
    return all(any(word.startswith(part) for word in known) for part in wanted)
