"""Every change of a real history with Gerrit's refs is found by its number and by each of its patch sets."""

from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

import pytest

from visioneditor.services.changes import resolve_change
from visioneditor.services.workspace import Workspace

pytestmark = [pytest.mark.soak, pytest.mark.timeout(1800)]

SAMPLE = 10

PatchSets = dict[int, str]


@pytest.fixture
def workspace(real: Workspace) -> Workspace:
    return real


def changes_by_refs(git: Callable[..., str], repository: Path) -> dict[int, PatchSets]:
    """The revision of each patch set of each change, as the refs say."""
    found: dict[int, PatchSets] = defaultdict(dict)
    listing = git(repository, "for-each-ref", "--format=%(objectname) %(refname)", "refs/changes")
    for revision, ref in (line.split(" ") for line in listing.splitlines()):
        *_, number, last = ref.split("/")
        if last.isdecimal():
            found[int(number)][int(last)] = revision
    return dict(sorted(found.items()))


def is_found(workspace: Workspace, number: int, due: PatchSets) -> bool:
    """Whether the number, and every patch set's revision, lead to the change with all its patch sets in order."""
    specs = [str(number), *due.values()]
    found = [resolve_change(workspace, spec) for spec in specs]
    return all(
        one.number == number and [(p.number, p.revision) for p in one.patch_sets] == sorted(due.items())
        for one in found
    )


def test_every_change_is_found(
    workspace: Workspace,
    reviews: Path,
    git: Callable[..., str],
    in_soak: bool,
    record_property: Callable[[str, object], None],
) -> None:
    changes = changes_by_refs(git, reviews)
    step = 1 if in_soak else len(changes) // SAMPLE
    chosen = dict(list(changes.items())[::step])
    lost = [number for number, due in chosen.items() if not is_found(workspace, number, due)]
    sets = sum(map(len, chosen.values()))
    record_property("soak", f"{len(chosen) - len(lost)} of {len(chosen)} changes, {sets} patch sets, are found")
    assert lost == []
    assert len(changes) == 234
