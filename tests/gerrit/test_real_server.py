"""A real Gerrit answers, holds what the tests put into it, and refuses what governance's refuses."""

from typing import Any

import pytest

from tests.gerrit.server.contributor import PushRefusedError
from tests.gerrit.server.daemon import Daemon
from tests.gerrit.server.filling import VISION
from tests.gerrit.server.fixtures import Contribute
from tests.gerrit.server.rest import Rest, RestError, change_path
from tests.gerrit.server.shared import Gerrit

EVERYTHING = "/detail?o=ALL_REVISIONS"


@pytest.fixture
def argued(gerrit: Gerrit) -> Any:
    """The change that was argued about, as REST has it."""
    return gerrit.rest("erik").get(change_path(gerrit.filled.argued) + EVERYTHING)


@pytest.fixture
def comments(gerrit: Gerrit) -> list[Any]:
    """Its comments, each with its path."""
    found = gerrit.rest().get(change_path(gerrit.filled.argued) + "/comments")
    return [{**comment, "path": path} for path, listed in found.items() for comment in listed]


def votes_of(change: Any, label: str) -> dict[str, int]:
    """What everybody says on the newest patch set, those who do not vote left out."""
    cast = change["labels"][label].get("all", [])
    return {vote["username"]: vote["value"] for vote in cast if vote.get("value")}


def test_the_server_answers(gerrit: Gerrit) -> None:
    assert gerrit.rest().get("/config/server/version")
    assert gerrit.rest("dana").get("/accounts/self")["name"] == "Dana Dune"


def test_the_project_has_governances_labels(gerrit: Gerrit) -> None:
    labels = {label["name"]: label for label in gerrit.rest("admin").get("/projects/governance/labels/")}
    assert labels["Rollcall-Vote"]["values"] == {"-1": "No", " 0": "Abstain", "+1": "Yes"}
    assert {label["copy_condition"] for label in labels.values()} == {
        "changekind:NO_CODE_CHANGE OR changekind:TRIVIAL_REBASE"
    }


def test_a_change_was_rebased_and_reworded(argued: Any) -> None:
    kinds = {revision["_number"]: revision["kind"] for revision in argued["revisions"].values()}
    assert kinds == {1: "REWORK", 2: "TRIVIAL_REBASE", 3: "REWORK"}
    assert (argued["topic"], sorted(argued["hashtags"])) == ("vision-2028", ["charter-change", "formal-vote"])


def test_its_votes_were_carried_on_removed_and_cast_anew(gerrit: Gerrit, argued: Any) -> None:
    assert votes_of(argued, "Rollcall-Vote") == {"erik": 1}
    assert votes_of(argued, "Code-Review") == {}
    reviewers = {state: {one["username"] for one in people} for state, people in argued["reviewers"].items()}
    assert reviewers == {"REVIEWER": {"erik", "farah"}, "CC": {"admin"}}
    carried = gerrit.rest("erik").get(change_path(gerrit.filled.carried) + "/detail")
    assert votes_of(carried, "Rollcall-Vote") == {"erik": 1}
    assert votes_of(carried, "Code-Review") == {"erik": -1, "farah": -1, "gus": 1}


def test_its_comments_stand_on_every_kind_of_place(comments: list[Any]) -> None:
    places = {
        (comment["path"], comment.get("side", "REVISION"), "line" in comment, "range" in comment)
        for comment in comments
    }
    assert places == {
        (VISION, "REVISION", True, True),
        (VISION, "REVISION", True, False),
        (VISION, "REVISION", False, False),
        (VISION, "PARENT", True, True),
        ("/COMMIT_MSG", "REVISION", True, True),
        ("/PATCHSET_LEVEL", "REVISION", False, False),
    }


def test_its_threads_were_resolved_and_opened_again(comments: list[Any]) -> None:
    answers = [
        (comment["author"]["username"], comment["unresolved"]) for comment in comments if "in_reply_to" in comment
    ]
    assert sorted(answers) == [("dana", False)] * 3 + [("dana", True), ("farah", True)]


def test_the_other_changes_wait_are_abandoned_merged_or_merge(gerrit: Gerrit) -> None:
    rest, filled = gerrit.rest(), gerrit.filled
    assert rest.get(change_path(filled.waiting))["work_in_progress"] is True
    assert rest.get(change_path(filled.abandoned))["status"] == "ABANDONED"
    assert rest.get(change_path(filled.merged))["status"] == "MERGED"
    on_merge = rest.get(change_path(filled.merge) + "/comments")["reference/glossary.rst"]
    assert {(comment.get("parent"), comment["line"]) for comment in on_merge} == {(2, 1), (None, 2)}


@pytest.mark.parametrize(
    ("change_id", "sign_off", "reason"),
    [
        (False, True, "missing Change-Id in message footer"),
        (True, False, "not Signed-off-by author/committer/uploader in message footer"),
    ],
)
def test_a_push_without_a_footer_is_refused(
    contribute: Contribute, change_id: bool, sign_off: bool, reason: str
) -> None:
    dana = contribute("dana")
    commit = dana.commit("Forget something", {"x.rst": "X\n"}, change_id=change_id, sign_off=sign_off)
    with pytest.raises(PushRefusedError) as caught:
        dana.push("refs/for/master")
    assert f"! [remote rejected] HEAD -> refs/for/master (commit {commit[:7]}: {reason})" in str(caught.value)


def test_the_same_commit_is_pushed_once(gerrit: Gerrit, contribute: Contribute) -> None:
    dana = contribute("dana")
    dana.commit("Push twice", {"twice.rst": "Twice\n"})
    number = dana.push("refs/for/master")
    assert gerrit.rest().get(change_path(number))["subject"] == "Push twice"
    with pytest.raises(PushRefusedError, match="no new changes"):
        dana.push("refs/for/master")


def test_only_who_is_known_may_write(gerrit: Gerrit) -> None:
    path = change_path(gerrit.filled.argued) + "/revisions/1/review"
    for rest, status, text in (
        (Rest(gerrit.url, "dana", "wrong"), 401, "Unauthorized"),
        (gerrit.rest(), 403, "Authentication required"),
    ):
        with pytest.raises(RestError) as caught:
            rest.post(path, {"message": "Hello"})
        assert (caught.value.status, caught.value.text) == (status, text)


def test_a_server_of_ones_own_can_be_killed(own_gerrit: Daemon) -> None:
    rest = Rest(own_gerrit.url, "admin", "secret")
    assert rest.get("/accounts/self")["_account_id"] == 1000000
    own_gerrit.kill()
    with pytest.raises(OSError, match="refused"):
        rest.get("/accounts/self")
