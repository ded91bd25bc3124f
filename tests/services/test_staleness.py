"""Staleness on the real history: which sections each merged revision of the vision made stale, and what makes none."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from visioneditor.core.compare.model import Comparison
from visioneditor.core.staleness import WordsChanged, changed_sections, count_changed
from visioneditor.services.opening import open_workspace
from visioneditor.services.reading import load_document
from visioneditor.services.staleness import compare_since
from visioneditor.services.workspace import Workspace

VISION = "reference/technical-vision.rst"
REFLECTIONS = "Project team reflections on this vision"
MERGED = (
    ("e884b733", "7e4adc75", "Interoperability", 41, 0),
    ("7e4adc75", "0fd7bdfc", "Design Goals", 12, 6),
    ("0fd7bdfc", "b12b1ba9", "Bidirectional Compatibility", 25, 0),
    ("b12b1ba9", "d974c648", REFLECTIONS, 40, 0),
    ("d974c648", "c1ae2393", REFLECTIONS, 1, 0),
    ("c1ae2393", "9ea19f94", REFLECTIONS, 1, 0),
    ("9ea19f94", "fa7c6695", REFLECTIONS, 1, 0),
)


@pytest.fixture(scope="module")
def workspace(governance: Path) -> Iterator[Workspace]:
    with closing(open_workspace(governance)) as opened:
        yield opened


def since(workspace: Workspace, old: str, new: str, path: str = VISION) -> Comparison:
    loaded = load_document(workspace, new, path)
    found = compare_since(workspace, loaded, workspace.repository.resolve(old))
    assert found is not None
    return found


def stale(comparison: Comparison) -> dict[str, WordsChanged]:
    numbers = changed_sections(comparison)
    sections = [section for section in comparison.new.sections if section.number in numbers]
    return {section.title: count_changed(comparison, section.number) for section in sections}


@pytest.mark.parametrize(("old", "new", "title", "added", "removed"), MERGED)
def test_each_merged_revision_makes_one_section_stale(
    workspace: Workspace, old: str, new: str, title: str, added: int, removed: int
) -> None:
    assert stale(since(workspace, old, new)) == {title: WordsChanged(added=added, removed=removed)}


def test_an_answer_to_the_first_text_is_stale_in_every_section_that_any_revision_changed(workspace: Workspace) -> None:
    assert set(stale(since(workspace, MERGED[0][0], MERGED[-1][1]))) == {title for _, _, title, _, _ in MERGED}


def test_a_charter_that_was_wrapped_anew_makes_nothing_stale(workspace: Workspace) -> None:
    assert not stale(since(workspace, "be9fc6e4125fb471951018091b62e32a1b5a9e6b", "46a1b3f7", "reference/charter"))


def test_principles_that_were_put_in_another_order_make_nothing_stale(workspace: Workspace) -> None:
    found = since(workspace, "1a26669f21b302164b665626bd344d68bd016c8e", "bfcdcebd", "reference/principles.rst")
    assert not stale(found)


def test_a_commit_that_is_not_here_is_not_known(workspace: Workspace) -> None:
    loaded = load_document(workspace, "fa7c6695", VISION)
    assert compare_since(workspace, loaded, "0123456789" * 4) is None
    assert compare_since(workspace, loaded, "--upload-pack=x") is None
