"""The labels one can vote on: from the server's own configuration where it was fetched, else from the votes given.

A server tells a label's values and their words in `refs/meta/config`. Where that is not here, the values are those that
were ever given on the changes that are, no less than from -1 to +1.
"""

import re
from collections import Counter
from collections.abc import Mapping

from visioneditor.repository.repository import Repository
from visioneditor.values import dataclass, field

_CONFIG = "refs/meta/config:project.config"
_VALUE = re.compile(r"label\.(?P<label>.+)\.value\n *(?P<value>[+-]?\d+) *(?P<words>[^\0]*)", re.DOTALL)
_GIVEN = re.compile(r"(?P<label>[^\s=,-][^\s=,]*)=(?P<value>[+-]\d+)\b.*")
_SUBMIT_RECORD = "SUBM"  # written like a vote, and none
_USUAL = "Code-Review"
_MOST = 6  # labels, where only votes tell which there are


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """A label with its values, the lowest first, and the server's words for them where these are known."""

    name: str
    values: tuple[int, ...] = (-1, 0, 1)
    words: Mapping[int, str] = field(default_factory=dict)


def load_labels(repository: Repository) -> tuple[Label, ...]:
    """The labels of a repository's reviews; Code-Review alone where nothing tells. It runs git."""
    return _configured(repository) or _voted(repository) or (Label(name=_USUAL),)


def list_known_labels(repository: Repository) -> tuple[Label, ...]:
    """Every label that was seen here: those configured, then those that were voted on alone, without words."""
    configured = _configured(repository)
    names = {label.name for label in configured}
    return (*configured, *(label for label in _voted(repository) if label.name not in names))


def _configured(repository: Repository) -> tuple[Label, ...]:
    pattern = r"^label\..*\.value$"
    answer = repository.plumbing.ask("config", "--blob", _CONFIG, "-z", "--get-regexp", pattern)
    words: dict[str, dict[int, str]] = {}
    for row in answer.out.decode("utf-8", "replace").split("\0") if answer.status == 0 else ():
        if found := _VALUE.fullmatch(row):
            words.setdefault(found["label"], {})[int(found["value"])] = " ".join(found["words"].split())
    return tuple(Label(name=name, values=tuple(sorted(told)), words=told) for name, told in words.items())


def _voted(repository: Repository) -> tuple[Label, ...]:
    """The labels that were voted on most, in the order of their names."""
    arguments = ("--glob=refs/changes/*/meta", "--grep=^Label: ", "--format=%(trailers:key=Label,valueonly)")
    answer = repository.plumbing.ask("log", *arguments)
    counts, values = Counter[str](), dict[str, set[int]]()
    for row in answer.out.decode("utf-8", "replace").splitlines():
        found = _GIVEN.fullmatch(row)
        if found and found["label"] != _SUBMIT_RECORD:
            counts[found["label"]] += 1
            values.setdefault(found["label"], set()).add(int(found["value"]))
    names = sorted(name for name, _ in counts.most_common(_MOST))
    return tuple(Label(name=name, values=_between(values[name])) for name in names)


def _between(given: set[int]) -> tuple[int, ...]:
    most = max(1, max(given), -min(given)) if max(map(abs, given)) < 10 else 1
    return tuple(range(-most, most + 1))
