"""Projects are asked for what they owe, by whoever speaks for them."""

from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from visioneditor.core.consensus.participation import Heard
from visioneditor.exporters.consensus_shape import ConsensusReport
from visioneditor.services.annotating import load_annotations
from visioneditor.services.asking import Asked, LoadedAsking, load_asking
from visioneditor.services.change_in_view import change_in_view
from visioneditor.services.consensus import load_consensus
from visioneditor.services.consensus_reports import build_report, save_consensus
from visioneditor.services.model import LoadedDocument
from visioneditor.services.opening import open_workspace
from visioneditor.services.reading import load_document
from visioneditor.services.workspace import Workspace

VISION = "# Vision\n\n## Self-service\n\nNobody waits.\n\n## Scaling\n\nIt scales.\n"
TEAMS = """\
nova: {ptl: {name: Ann Able, email: ann@example.org}}
swift: {liaisons: {release: [{name: Bo Berg, irc: bo, email: bo@example.org}]}}
glance: {ptl: {name: Cy Clay, email: cy@example.org}}
"""
NOVA = """\
# Nova

## Self-service

<!-- stance: partial -->
<!-- written-against: {commit} -->

Some.
"""
GLANCE = "# Glance\n\n## Self-service\n\nYes.\n\n## Scaling\n\nNo.\n"


@pytest.fixture
def community(tmp_path: Path, git: Callable[..., str]) -> Iterator[Workspace]:
    """Three teams: one with a stale answer, one with all, one with none; and a project that is retired."""
    folder = tmp_path / "community"
    answers = folder / "vision-reflections"
    answers.mkdir(parents=True)
    git(folder, "init", "-q")
    (folder / "vision.md").write_text(VISION)
    (folder / "projects.yaml").write_text(TEAMS)
    (folder / "legacy.yaml").write_text("tricircle: {retired-on: 2021-02-03}\n")
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", "Vision")
    (answers / "nova.md").write_text(NOVA.format(commit=git(folder, "rev-parse", "HEAD").strip()))
    (answers / "glance.md").write_text(GLANCE)
    (answers / "tricircle.md").write_text("# Tricircle\n\n## Scaling\n\nOnce.\n")
    (folder / "vision.md").write_text(VISION.replace("Nobody waits.", "Nobody waits for anybody."))
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", "Say for whom nobody waits")
    with closing(open_workspace(folder)) as workspace:
        yield workspace


def read(workspace: Workspace) -> tuple[LoadedDocument, ConsensusReport]:
    loaded = load_document(workspace, None, "vision.md")
    return loaded, build_report(
        workspace, loaded, load_consensus(workspace, loaded, load_annotations(workspace, loaded))
    )


def asked(asking: LoadedAsking) -> dict[str, Asked]:
    return {one.project: one for one in asking.projects}


def test_each_project_is_asked_for_what_it_owes(community: Workspace) -> None:
    found = asked(load_asking(community, *read(community)))
    assert list(found) == ["swift", "nova", "tricircle", "glance"]
    swift, nova = found["swift"].mail, found["nova"].mail
    assert swift is not None and swift.to == ("Bo Berg <bo@example.org>",)
    assert "vision-reflections/swift.md" in swift.body
    assert nova is not None and "- Self-service: 2 words added since " in nova.body
    assert "> Nobody waits for anybody." in nova.body
    assert "no answer yet to 1 section:\n\n- Scaling\n" in nova.body
    assert found["glance"].mail is None


def test_retired_project_is_asked_for_nothing(community: Workspace) -> None:
    found = asked(load_asking(community, *read(community)))["tricircle"]
    assert found.missing == 1 and found.mail is None and found.contacts == ()


def test_without_a_change_nobody_is_called_silent(community: Workspace) -> None:
    assert all(one.heard is None for one in load_asking(community, *read(community)).projects)


def test_change_that_is_decided_asks_nobody_for_a_vote(community: Workspace) -> None:
    loaded, report = read(community)
    change = change_in_view(community, loaded, is_compared=False)
    found = asked(load_asking(community, loaded, report, change))
    assert found["glance"].heard is Heard.SILENT and found["glance"].mail is None


def test_matrix_is_saved_as_its_name_says(community: Workspace, tmp_path: Path) -> None:
    _, report = read(community)
    signs = {"a.html": b"<!DOCTYPE html>", "a.md": b"# Consensus", "a.csv": b"\xef\xbb\xbfproject,", "a": b"<!DOCTYPE"}
    for name, sign in signs.items():
        assert save_consensus(report, tmp_path / name).read_bytes().startswith(sign)
