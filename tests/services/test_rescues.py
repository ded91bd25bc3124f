"""A damaged file of drafts is never passed over in silence."""

from contextlib import closing
from pathlib import Path

import pytest

from tests.services.review_world import PATH, build_world
from visioneditor.__main__ import main
from visioneditor.services.diagnosing import diagnose
from visioneditor.services.opening import STORE_NAME, open_workspace
from visioneditor.services.reviewing import add_comment, resolve_change
from visioneditor.settings import data_folder


def test_a_command_says_that_the_drafts_were_damaged_and_goes_on(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    world = build_world(tmp_path / "repository")
    with closing(open_workspace(world.folder)) as workspace:
        add_comment(workspace, resolve_change(workspace, "main"), path=PATH, line=4, message="Still here?")
    store = data_folder() / STORE_NAME
    store.write_bytes(b"x" * 100 + store.read_bytes()[100:])
    assert main(["comments", str(world.folder), "main"]) == 0
    told = capfd.readouterr()
    assert "Still here?" in told.out
    assert told.err.startswith("warning: The file with your drafts was damaged")
    assert main(["comments", str(world.folder), "main"]) == 0
    assert capfd.readouterr().err == ""
    assert any("store-damaged-1" in problem for problem in diagnose().problems)
