"""What is handed out as JSON a real Gerrit takes whole: by REST, and by ssh."""

import json
import os
import shlex
import subprocess
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Absent, Git
from tests.gerrit.server.filling import PROJECT, TEXT, VISION
from tests.gerrit.server.fixtures import Contribute
from tests.gerrit.server.rest import change_path
from tests.gerrit.server.shared import Gerrit
from tests.gerrit.ssh_way import open_ssh
from visioneditor.core.review.model import PATCH_SET_PATH, Change
from visioneditor.services.exporting import export_to_gerrit
from visioneditor.services.fetching import fetch_changes
from visioneditor.services.opening import open_workspace
from visioneditor.services.reviewing import add_comment, load_comments, resolve_change, set_cover, set_vote
from visioneditor.services.workspace import Workspace

UNTOUCHED = "README.rst"


@pytest.fixture
def workspace(gerrit: Gerrit, tmp_path: Path, git: Git) -> Iterator[Workspace]:
    git(tmp_path, "clone", "-q", gerrit.git_url(), "clone")
    with closing(open_workspace(tmp_path / "clone")) as opened:
        yield opened


@pytest.fixture
def change(gerrit: Gerrit, workspace: Workspace, contribute: Contribute, request: pytest.FixtureRequest) -> Change:
    """Two patch sets, a comment of Gus on the first; of each kind of draft one."""
    dana = contribute("dana")
    dana.commit(f"Export {request.node.name}", {VISION: TEXT.replace("Users help", "Every user helps")})
    number = dana.push("refs/for/master")
    asked = {"comments": {VISION: [{"line": 13, "message": "Who?", "unresolved": True}]}}
    gerrit.rest("gus").post(f"{change_path(number)}/revisions/1/review", asked)
    dana.amend({VISION: TEXT.replace("Users help", "Each user helps")})
    dana.push("refs/for/master")
    fetch_changes(workspace, [number], remote=gerrit.git_url())
    change = resolve_change(workspace, str(number))
    (seen,) = load_comments(workspace, change)
    add_comment(workspace, change, reply_to=seen.uuid, message="All.", unresolved=False)
    add_comment(workspace, change, path=VISION, quote="nobody has to ask anybody 🚀", message="Really?")
    add_comment(workspace, change, path=UNTOUCHED, line=1, message="This, too?")
    set_vote(workspace, change, "rollcall-vote", 1)
    set_cover(workspace, change, "Good as a whole.")
    return change


def comments_of(gerrit: Gerrit, change: Change) -> dict[str, dict[str, Any]]:
    """Erik's comments on the server, by their words."""
    assert change.number is not None
    found = gerrit.rest("erik").get(f"{change_path(change.number)}/comments")
    rows = [row | {"path": path} for path, rows in found.items() for row in rows]
    return {row["message"]: row for row in rows if row["author"].get("name", "").startswith("Erik")}


def check(gerrit: Gerrit, workspace: Workspace, change: Change) -> None:
    """All of it is there, the comment on the untouched file where a server takes it."""
    there = comments_of(gerrit, change)
    (moved,) = [words for words in there if words.endswith("This, too?")]
    line = workspace.repository.read(change.current.revision, UNTOUCHED) or b""
    assert moved == f"{UNTOUCHED}, line 1, “{line.decode().splitlines()[0]}”:\n\nThis, too?"
    assert set(there) == {"All.", "Really?", moved}
    assert (there[moved]["path"], there["All."]["patch_set"], there["Really?"]["patch_set"]) == (PATCH_SET_PATH, 1, 2)
    assert there["All."]["in_reply_to"]
    assert change.number is not None
    detail = gerrit.rest("erik").get(f"{change_path(change.number)}/detail")
    votes = {vote["name"]: vote["value"] for vote in detail["labels"]["Rollcall-Vote"]["all"] if vote.get("value")}
    assert list(votes.values()) == [1]
    assert any("Good as a whole." in message["message"] for message in detail["messages"])


def test_the_json_is_taken_whole_by_rest(gerrit: Gerrit, workspace: Workspace, change: Change) -> None:
    exported = export_to_gerrit(workspace, change, wrapped=True)
    assert [problem.message for problem in exported.told()] == ["export.moved"]
    for review in json.loads(exported.data)["reviews"]:
        path = f"{change_path(review['change'])}/revisions/{review['patch_set']}/review"
        gerrit.rest("erik").post(path, review["review_input"])
    check(gerrit, workspace, change)


def test_the_json_is_taken_whole_by_ssh(
    gerrit: Gerrit,
    workspace: Workspace,
    change: Change,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    absent: Absent,
) -> None:

    open_ssh(gerrit, "erik", tmp_path, monkeypatch, absent)
    ssh = shlex.split(os.environ["GIT_SSH_COMMAND"])
    for review in json.loads(export_to_gerrit(workspace, change, wrapped=True).data)["reviews"]:
        asked = f"gerrit review --json --project {PROJECT} {review['change']},{review['patch_set']}"
        done = subprocess.run(
            [*ssh, "-p", str(gerrit.ssh_port), "erik@127.0.0.1", asked],
            input=json.dumps(review["review_input"]).encode(),
            capture_output=True,
            check=False,
        )
        assert (done.returncode, done.stderr) == (0, b"")
    check(gerrit, workspace, change)


def test_a_reply_in_a_thread_on_an_untouched_file_is_taken(
    gerrit: Gerrit, workspace: Workspace, change: Change
) -> None:
    gus = gerrit.rest("gus")
    path = change_path(change.number or 0)
    made = gus.put(f"{path}/revisions/2/drafts", {"path": UNTOUCHED, "line": 1, "message": "And this?"})
    gus.post(f"{path}/revisions/2/review", {"drafts": "PUBLISH", "draft_ids_to_publish": [made["id"]]})
    fetch_changes(workspace, [change.number or 0], remote=gerrit.git_url())
    seen = next(one for one in load_comments(workspace, change) if one.message == "And this?")
    add_comment(workspace, change, reply_to=seen.uuid, message="No.", unresolved=False)
    for review in json.loads(export_to_gerrit(workspace, change, wrapped=True).data)["reviews"]:
        gerrit.rest("erik").post(f"{path}/revisions/{review['patch_set']}/review", review["review_input"])
    (answer,) = [row for words, row in comments_of(gerrit, change).items() if words.endswith("No.")]
    assert (answer["in_reply_to"], answer["unresolved"]) == (seen.uuid, False)
