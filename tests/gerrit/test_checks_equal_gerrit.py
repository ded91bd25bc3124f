"""What is said beforehand of a review is what a real Gerrit does: refused or swallowed, or taken as it was written."""

import json
import random
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Git
from tests.gerrit.server.contributor import Contributor
from tests.gerrit.server.filling import ACCOUNTS, TEXT, VISION
from tests.gerrit.server.fixtures import Contribute
from tests.gerrit.server.rest import Rest, RestError, change_path
from tests.gerrit.server.shared import Gerrit
from visioneditor.core.review.checks import COMMENT_LIMIT, Known, check_cover, check_planned, check_votes, comment_size
from visioneditor.core.review.model import COMMIT_MESSAGE_PATH, PATCH_SET_PATH, Change, Comment, Range, Side
from visioneditor.core.review.publication import PlannedComment, Server
from visioneditor.gerrit.client import GerritClient
from visioneditor.gerrit.posting import read_account
from visioneditor.services.accounts import Accounts, Login
from visioneditor.services.checking import check_online, learn_from_server
from visioneditor.services.fetching import fetch_changes
from visioneditor.services.knowledge import ask_known, load_known
from visioneditor.services.opening import open_workspace
from visioneditor.services.planning import build_post, plan_publication
from visioneditor.services.reviewing import add_comment, resolve_change, set_cover, set_vote
from visioneditor.services.workspace import Workspace
from visioneditor.values import replace

TAG = "visioneditor-0123456789ab"
OLD = "old name.rst"
LINES = TEXT.count("\n")


@pytest.fixture
def workspace(gerrit: Gerrit, tmp_path: Path, git: Git) -> Iterator[Workspace]:
    """Erik's clone."""
    git(tmp_path, "clone", "-q", "-o", "gerrit", gerrit.git_url(), "clone")
    with closing(open_workspace(tmp_path / "clone")) as opened:
        yield opened


@pytest.fixture
def client(gerrit: Gerrit) -> Iterator[GerritClient]:
    """Erik at the server."""
    with closing(GerritClient(gerrit.url, login=("erik", "erik-secret"))) as opened:
        yield opened


def push_change(contribute: Contribute, subject: str) -> int:
    """A change of two patch sets: the vision edited in both, a file renamed in the second."""
    dana = contribute("dana")
    dana.commit(subject, {VISION: TEXT.replace("Users help", "Every user helps"), OLD: "Words\nof a file.\n" * 9})
    number = dana.push("refs/for/master")
    dana.amend({VISION: TEXT.replace("Users help", "Each user helps")})
    dana.push("refs/for/master")
    return number


class Judge:
    """Asks the server about one thing at a time."""

    def __init__(self, rest: Rest, number: int) -> None:
        self._rest, self._path = rest, change_path(number)

    def refusal(self, patch_set: int, body: bytes) -> str:
        """What it says against a review; empty where it takes it."""
        try:
            self._rest.post(f"{self._path}/revisions/{patch_set}/review", json.loads(body))
        except RestError as error:
            return f"{error.status} {error.text}"
        return ""

    def stored(self, words: str) -> list[dict[str, Any]]:
        """The comments that it has with these words."""
        listed = self._rest.get(f"{self._path}/comments").items()
        return [
            one | {"path": path} for path, comments in listed for one in comments if one["message"] == words.strip()
        ]

    def put_draft(self, patch_set: int, body: dict[str, Any]) -> None:
        """The way of a comment that a review may not bring."""
        draft = self._rest.put(f"{self._path}/revisions/{patch_set}/drafts", body)
        input = {"drafts": "PUBLISH", "draft_ids_to_publish": [draft["id"]]}
        self._rest.post(f"{self._path}/revisions/{patch_set}/review", input)


def known_of(workspace: Workspace, change: Change, comments: list[Comment], client: GerritClient, url: str) -> Known:
    """What is known of the change once the server was asked."""
    assert change.number is not None
    here = load_known(workspace, change, comments)
    server = Server(root=url, project="governance")
    return ask_known(here, server, change.number, [1, 2], client, read_account(client))


def random_comment(chance: random.Random, blank: Comment, number: int) -> Comment:
    """A comment on a place that may be none."""
    path = chance.choice([VISION, VISION, VISION, "README.rst", OLD, COMMIT_MESSAGE_PATH, PATCH_SET_PATH])
    side = chance.choice([Side.REVISION, Side.REVISION, Side.PARENT])
    line, range = None, None
    if path != PATCH_SET_PATH and chance.random() < 0.8:
        line = chance.randint(0, LINES + 2)
        if chance.random() < 0.6:
            start, spread = max(0, line - chance.randint(-1, 2)), (0, 0, 3, 10, 60)
            range = Range(
                start_line=start,
                start_character=chance.choice(spread),
                end_line=line,
                end_character=chance.choice(spread),
            )
    line = line if line or range else None  # line 0 alone means the file, and is never written here
    words = f"Words {number} 🚀" if chance.random() < 0.9 else " \n "
    size = comment_size(replace(blank, message=words, path=path), TAG)
    if words.strip() and chance.random() < 0.2:
        words += "y" * (COMMENT_LIMIT - size + chance.randint(-1, 1))
    return replace(blank, path=path, side=side, line=line, range=range, message=words)


@pytest.mark.soak
def test_what_stays_here_would_be_refused_or_lost_and_what_leaves_arrives_as_written(
    gerrit: Gerrit, workspace: Workspace, contribute: Contribute, client: GerritClient, in_soak: bool
) -> None:
    number = push_change(contribute, "Judge comments")
    fetch_changes(workspace, [number], remote=gerrit.git_url())
    change = resolve_change(workspace, str(number))
    judge, chance = Judge(gerrit.rest("erik"), number), random.Random(None if in_soak else 0)
    blank = add_comment(workspace, change, message="Blank", patch_set=1)
    comments = [random_comment(chance, blank, at) for at in range(200 if in_soak else 40)]
    known = known_of(workspace, change, comments, client, gerrit.url)
    verdicts = set()
    for comment in comments:
        planned = check_planned(PlannedComment(drafts=(comment,), comment=comment), known, tag=TAG)
        sent = replace(planned, is_server_draft=False)
        post = build_post(1, "", [sent], {}, votes={}, cover="")
        refusal = judge.refusal(1, post.body)
        stored = judge.stored(comment.message) if comment.message.strip() else []
        verdicts.add(tuple(one.message for one in planned.problems) or ("draft" if planned.is_server_draft else "ok"))
        if planned.is_blocked:
            is_outside = [one.message for one in planned.problems] == ["publish.outside"]
            assert bool(refusal) or not stored or is_outside, comment
        elif planned.is_server_draft:
            assert "not found in revision" in refusal, comment
            (inputs,) = json.loads(build_post(1, "", [sent], {}, votes={}, cover="").body)["comments"].values()
            judge.put_draft(1, inputs[0] | {"path": comment.path})
            assert judge.stored(comment.message)[-1]["path"] == comment.path
        else:
            assert not refusal, (comment, refusal)
            assert (stored[-1]["path"], stored[-1].get("line")) == (comment.path, comment.line)
    assert len(verdicts) >= 5  # of each kind there was some


def test_a_renamed_files_old_path_is_commented_on_as_its_new_one(
    gerrit: Gerrit, workspace: Workspace, contribute: Contribute, client: GerritClient
) -> None:
    admin, dana = contribute("admin"), contribute("dana")
    admin.commit("Add what is renamed", {"reference/before.rst": "Words\nof a file.\n" * 9})
    admin.push("refs/heads/master")
    dana.start("master")
    dana.git("mv", "reference/before.rst", "reference/after.rst")
    dana.commit("Rename it", {})
    number = dana.push("refs/for/master")
    fetch_changes(workspace, [number], remote=gerrit.git_url())
    change = resolve_change(workspace, str(number))
    old = add_comment(workspace, change, path="reference/before.rst", side=Side.PARENT, line=1, message="Before")
    new = add_comment(workspace, change, path="reference/after.rst", line=1, message="After")
    plan = check_online(workspace, plan_publication(workspace, change), client, read_account(client))
    assert [one.is_server_draft for one in plan.posts[0].comments] == [False, False]
    judge = Judge(gerrit.rest("erik"), number)
    assert judge.refusal(1, plan.posts[0].body) == ""
    assert [judge.stored(one.message)[0]["path"] for one in (old, new)] == [old.path, new.path]


def test_a_merge_takes_comments_on_either_parent(
    gerrit: Gerrit, workspace: Workspace, contribute: Contribute, client: GerritClient
) -> None:
    dana = contribute("dana")
    words = "Glossary\n========\n\nCloud: a vision of ours.\n"
    dana.merge("glossary", {"reference/glossary.rst": words}, subject="Comment on either parent")
    number = dana.push("refs/for/master")
    fetch_changes(workspace, [number], remote=gerrit.git_url())
    change = resolve_change(workspace, str(number))
    path = "reference/glossary.rst"
    add_comment(workspace, change, path=path, side=Side.PARENT_2, line=1, message="In the second parent")
    add_comment(workspace, change, path=path, line=4, message="In the merge")
    here = plan_publication(workspace, change)
    assert all(one.is_server_draft for one in here.posts[0].comments)  # nobody here knows what the server shows of it
    plan = check_online(workspace, here, client, read_account(client))
    assert not any(one.is_server_draft for one in plan.posts[0].comments)
    judge = Judge(gerrit.rest("erik"), number)
    assert judge.refusal(1, plan.posts[0].body) == ""
    (stored,) = judge.stored("In the second parent")
    assert (stored["side"], stored["parent"]) == ("PARENT", 2)


VOTES = (
    {"Code-Review": 1},
    {"rollcall-vote": -1},
    {"Rollcall-Vote": 0},
    {"Code-Review": 2},
    {"Verified": 1},
    {"code-review": 1, "Code-Review": -1},
)


def test_votes_that_leave_are_stored_and_those_that_stay_here_are_swallowed_or_refused(
    gerrit: Gerrit, workspace: Workspace, contribute: Contribute, client: GerritClient
) -> None:
    number = push_change(contribute, "Judge votes")
    rest = gerrit.rest("erik")

    def stands() -> dict[str, int]:
        told = rest.get(f"{change_path(number)}/detail")["labels"]
        mine = rest.get("/accounts/self")["_account_id"]
        rows = ((name, one) for name, label in told.items() for one in label.get("all", []))
        return {name: one["value"] for name, one in rows if one["_account_id"] == mine and one.get("value")}

    fetch_changes(workspace, [number], remote=gerrit.git_url())
    change = resolve_change(workspace, str(number))
    for votes in VOTES:
        known = known_of(workspace, change, [], client, gerrit.url)
        kept, problems = check_votes(votes, known)
        before = stands()
        rest.post(f"{change_path(number)}/revisions/2/review", {"labels": kept})
        assert stands() == {name: value for name, value in (before | kept).items() if value}
        for problem in problems:
            if problem.message != "publish.voted-twice":
                swallowed = rest.post(f"{change_path(number)}/revisions/2/review", {"labels": dict(votes)})
                assert not swallowed.get("labels")
    rest_of_dana = gerrit.rest("dana")
    rest_of_dana.post(f"{change_path(number)}/abandon")
    known = known_of(workspace, change, [], client, gerrit.url)
    kept, (problem,) = check_votes({"Code-Review": 1}, known)
    assert not kept and problem.message == "publish.closed-vote"
    with pytest.raises(RestError, match="409 change is closed"):
        rest.post(f"{change_path(number)}/revisions/2/review", {"labels": {"Code-Review": 1}})
    assert Judge(rest, number).refusal(2, b'{"message": "Comments are taken"}') == ""


def test_a_reply_to_nothing_and_too_long_a_cover_are_refused(
    gerrit: Gerrit, workspace: Workspace, contribute: Contribute, client: GerritClient
) -> None:
    number = push_change(contribute, "Judge the rest")
    fetch_changes(workspace, [number], remote=gerrit.git_url())
    change = resolve_change(workspace, str(number))
    judge = Judge(gerrit.rest("erik"), number)
    reply = add_comment(workspace, change, path=VISION, line=1, message="To nobody", reply_to="00000000_00000000")
    set_vote(workspace, change, "Verified", 1)
    here = plan_publication(workspace, change)
    assert not here.blocked and here.posts[0].votes
    plan = check_online(workspace, here, client, read_account(client))
    assert [one.id for one in plan.blocked] == [reply.id] and plan.posts == ()
    assert [one.message for one in plan.problems] == ["publish.unknown-label"]
    assert "Invalid inReplyTo" in judge.refusal(2, here.posts[0].body)
    set_cover(workspace, change, "x" * COMMENT_LIMIT)
    assert not check_cover("x" * COMMENT_LIMIT) and check_cover("x" * (COMMENT_LIMIT + 1))
    longest = json.dumps({"message": "x" * COMMENT_LIMIT}).encode()
    assert judge.refusal(2, longest) == "" and "size exceeds" in judge.refusal(2, longest.replace(b"xx", b"xxx", 1))


def test_a_value_that_one_may_not_give_is_known_and_refused(
    gerrit: Gerrit, workspace: Workspace, contribute: Contribute, client: GerritClient
) -> None:
    label = "Workflow"
    admin, project = gerrit.rest("admin"), "restricted"
    admin.put(f"/projects/{project}", {"create_empty_commit": True, "branches": ["master"]})
    values = {"-1": "Not yet", " 0": "Ready", "+1": "Approved"}
    admin.put(f"/projects/{project}/labels/{label}", {"commit_message": label, "values": values})
    few = {"label": label, "rules": {"global:Registered-Users": {"action": "ALLOW", "min": -1, "max": 0}}}
    admin.post(f"/projects/{project}/access", {"add": {"refs/heads/*": {"permissions": {f"label-{label}": few}}}})
    pushed = Contributor(ACCOUNTS["admin"], gerrit.url, project, workspace.path.parent / project)
    pushed.start("master")
    pushed.commit("Restrict", {"vision.rst": "Vision\n"})
    number = pushed.push("refs/for/master")
    server = Server(root=gerrit.url, project=project)
    known = ask_known(Known(), server, number, [1], client, read_account(client))
    assert check_votes({label: -1}, known) == ({label: -1}, ())
    kept, (problem,) = check_votes({label: 1}, known)
    assert not kept and problem.message == "publish.vote-not-permitted"
    with pytest.raises(RestError, match="403 Applying label"):
        gerrit.rest("erik").post(f"{change_path(number, project)}/revisions/1/review", {"labels": {label: 1}})
    gerrit.rest("erik").post(f"{change_path(number, project)}/revisions/1/review", {"labels": {label: -1}})


def test_what_a_server_told_counts_for_all_that_is_planned_after_that(
    gerrit: Gerrit, workspace: Workspace, contribute: Contribute
) -> None:
    number = push_change(contribute, "Judge from memory")
    fetch_changes(workspace, [number], remote=gerrit.git_url())
    change = resolve_change(workspace, str(number))
    add_comment(workspace, change, path=VISION, line=1, message="Fine")
    set_vote(workspace, change, "Verified", 1)
    accounts = Accounts(lambda _: Login(user="erik", password="erik-secret"))
    with closing(accounts.sign_in(gerrit.url).client):
        planned = plan_publication(workspace, change)
        assert planned.posts[0].votes == {"Verified": 1}
        assert learn_from_server(workspace, planned, accounts)
        assert not learn_from_server(workspace, planned, accounts)
    again = plan_publication(workspace, change)
    assert [one.message for one in again.problems] == ["publish.unknown-label"]
    assert again.posts[0].votes == {} and len(again.posts[0].comments) == 1
