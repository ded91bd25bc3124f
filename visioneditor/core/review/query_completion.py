"""How a search that is being typed may go on: operators, and the values that the changes here have."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from visioneditor.core.review.listing import ListedChange
from visioneditor.core.review.model import Account
from visioneditor.core.review.query_operators import BY_NAME, OPERATORS
from visioneditor.values import dataclass

_WORD = re.compile(r'(?:[^\s"()]|"[^"]*(?:"|$))+')
_LEAST = 2  # letters of an operator; one alone begins too many
_PLAIN = re.compile(r'[^\s"(){}]+')

Values = Callable[[ListedChange], Iterable[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Completion:
    """What the word in front of the cursor may become: it stands from `start` on."""

    start: int
    text: str
    shown: str


def complete(text: str, changes: Sequence[ListedChange], most: int = 8) -> tuple[Completion, ...]:
    """The likeliest first; none where nothing is begun, or nothing is left to add."""
    word = _last_word(text)
    name, colon, value = word.partition(":")
    start = len(text) - len(value)
    if not colon:
        names = [each.name for each in OPERATORS if len(name) >= _LEAST and each.name.startswith(name.lower())]
        return tuple(Completion(start=start - len(name), text=f"{each}:", shown=f"{each}:") for each in names[:most])
    begun = value.strip('"').casefold()
    return tuple(
        Completion(start=start, text=_quoted(each), shown=each)
        for each in _values(name.lower(), begun, changes)[:most]
        if _quoted(each).casefold() != value.casefold()
    )


def explain(text: str) -> str:
    """What the operator takes that stands in front of the cursor; empty where none does."""
    name, colon, _ = _last_word(text).partition(":")
    operator = BY_NAME.get(name.lower()) if colon else None
    return f"{operator.name}: {operator.takes}" if operator else ""


def _last_word(text: str) -> str:
    """The word that ends with the text, without the sign that turns it round."""
    last = [found for found in _WORD.finditer(text) if found.end() == len(text)]
    return last[-1][0].removeprefix("-") if last else ""


def _values(name: str, begun: str, changes: Sequence[ListedChange]) -> list[str]:
    operator = BY_NAME.get(name)
    if operator is None:
        return []
    counted = Counter(value for change in changes for value in dict.fromkeys(_KNOWN.get(operator.name, _none)(change)))
    known = [value for value, _ in counted.most_common() if value]
    return [value for value in dict.fromkeys((*operator.values, *known)) if _begins(value.casefold(), begun)]


def _begins(value: str, begun: str) -> bool:
    """The whole value, or one of its words; a name is also looked for by its last part."""
    return value.startswith(begun) or any(part.startswith(begun) for part in re.split(r"[\s/]", value) if begun)


def _quoted(value: str) -> str:
    return value if _PLAIN.fullmatch(value) else '"' + value.replace('"', '\\"') + '"'


def _name(account: Account) -> str:
    return account.name or str(account.number or "")


def _none(_: ListedChange) -> Iterable[str]:
    return ()


def _of_owner(change: ListedChange) -> Iterable[str]:
    return (_name(change.owner),)


def _of_reviewers(change: ListedChange) -> Iterable[str]:
    return [_name(account) for account, _ in change.reviewers]


def _of_votes(change: ListedChange) -> Iterable[str]:
    return [f"{vote.label}{vote.value:+d}" for vote in change.votes if vote.value]


def _of_paths(change: ListedChange) -> Iterable[str]:
    return change.paths


_KNOWN: dict[str, Values] = {
    "owner": _of_owner,
    "from": _of_owner,
    "author": lambda change: (change.author.partition(" <")[0],),
    "committer": lambda change: (change.committer.partition(" <")[0],),
    "uploader": lambda change: [_name(change.uploader)] if change.uploader else [],
    "reviewer": _of_reviewers,
    "cc": _of_reviewers,
    "commentby": lambda change: map(_name, change.commenters),
    "label": _of_votes,
    "topic": lambda change: (change.topic,),
    "hashtag": lambda change: change.hashtags,
    "branch": lambda change: (change.branch,),
    "file": _of_paths,
    "path": _of_paths,
    "directory": lambda change: [path.rpartition("/")[0] for path in change.paths],
    "extension": lambda change: [path.rpartition(".")[2] for path in change.paths if "." in path],
}
