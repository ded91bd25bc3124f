"""Changes are fetched from a real Gerrit, by nobody in particular, from where `.gitreview` says."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.conftest import Git
from tests.gerrit.server.fixtures import Contribute
from tests.gerrit.server.rest import change_path
from tests.gerrit.server.shared import Gerrit
from visioneditor.errors import VisionEditorError
from visioneditor.services.fetching import fetch_changes
from visioneditor.services.opening import open_workspace
from visioneditor.services.workspace import Workspace


@pytest.fixture
def workspace(gerrit: Gerrit, tmp_path: Path, git: Git) -> Iterator[Workspace]:
    """A clone of somebody who has no account."""
    git(tmp_path, "clone", "-q", gerrit.git_url(), "clone")
    place = urlsplit(gerrit.url)
    told = f"[gerrit]\nscheme=http\nhost={place.hostname}\nport={place.port}\nproject=governance.git\n"
    (tmp_path / "clone" / ".gitreview").write_text(told)
    git(tmp_path / "clone", "add", "-A")
    git(tmp_path / "clone", "commit", "-q", "-m", "Say where changes are reviewed")
    with closing(open_workspace(tmp_path / "clone")) as opened:
        yield opened


def test_every_change_arrives_with_its_patch_sets_and_review_data(
    gerrit: Gerrit, workspace: Workspace, git: Git
) -> None:
    fetched = fetch_changes(workspace, gerrit.filled.all)
    assert fetched.address == gerrit.git_url() and fetched.missing == ()
    found = {one.number: one.patch_sets for one in fetched.changes}
    rest = gerrit.rest()
    for number in gerrit.filled.all:
        revisions = rest.get(change_path(number) + "?o=ALL_REVISIONS")["revisions"]
        assert {
            here: git(workspace.path, "rev-parse", f"refs/changes/{number:02}/{number}/{here}")
            for here in found[number]
        } == {revision["_number"]: oid for oid, revision in revisions.items()}
        assert git(workspace.path, "rev-parse", f"refs/changes/{number:02}/{number}/meta")


def test_a_new_patch_set_and_a_new_comment_are_told_apart(
    gerrit: Gerrit, workspace: Workspace, contribute: Contribute
) -> None:
    dana = contribute("dana")
    dana.commit("Fetch again", {"again.rst": "Again\n"})
    number = dana.push("refs/for/master")
    first = fetch_changes(workspace, [number]).changes[0]
    nothing = fetch_changes(workspace, [number]).changes[0]
    gerrit.rest("erik").post(f"{change_path(number)}/revisions/1/review", {"message": "Well."})
    comment = fetch_changes(workspace, [number]).changes[0]
    dana.amend({"again.rst": "Again and again\n"})
    dana.push("refs/for/master")
    second = fetch_changes(workspace, [number]).changes[0]
    told = [(one.patch_sets, one.new, one.is_updated) for one in (first, nothing, comment, second)]
    assert told == [((1,), 1, True), ((1,), 0, False), ((1,), 0, True), ((1, 2), 1, True)]


def test_a_change_that_is_not_there_or_private_is_missing(
    gerrit: Gerrit, workspace: Workspace, contribute: Contribute
) -> None:
    dana = contribute("dana")
    dana.commit("Whisper", {"secret.rst": "Secret\n"})
    number = dana.push("refs/for/master%private")
    fetched = fetch_changes(workspace, [number, 4711, gerrit.filled.waiting])
    assert (fetched.missing, [one.number for one in fetched.changes]) == ((number, 4711), [gerrit.filled.waiting])


def test_a_project_that_is_not_there_is_one_sentence(gerrit: Gerrit, workspace: Workspace) -> None:
    with pytest.raises(VisionEditorError) as caught:
        fetch_changes(workspace, [1], remote=f"{gerrit.url}/nothing")
    assert caught.value.summary == f"There is no repository at {gerrit.url}/nothing, or not for everybody."
