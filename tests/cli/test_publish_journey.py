"""A review from clone to published by the command line alone, on a real Gerrit; offline, and with others about."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Program, Ran
from tests.conftest import Absent, Git
from tests.gerrit.server.contributor import Contributor
from tests.gerrit.server.filling import TEXT, VISION
from tests.gerrit.server.fixtures import Contribute
from tests.gerrit.server.rest import change_path
from tests.gerrit.server.shared import Gerrit
from tests.gerrit.ssh_way import open_ssh
from visioneditor.cli import publish
from visioneditor.core.review.publication import Publication
from visioneditor.services.outbox import put_in_outbox
from visioneditor.services.workspace import Workspace

Keep = Callable[[str], Path]


@pytest.fixture
def keep(gerrit: Gerrit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Keep:
    """Lets git's helper keep a password of Erik's; the file it lies in."""
    kept, config = tmp_path / "kept", tmp_path / "gitconfig"
    config.write_text(
        f"[credential]\n\thelper = store --file={kept}\n[user]\n\tname = Erik\n\temail = erik@example.org\n"
    )
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(config))

    def write(password: str) -> Path:
        kept.write_text(gerrit.url.replace("//", f"//erik:{password}@").replace("1:", "1%3a") + "\n")
        return kept

    return write


@pytest.fixture
def dana(contribute: Contribute) -> Contributor:
    """Whose changes are reviewed."""
    return contribute("dana")


class Reviewer:
    """Erik at the command line, with a change before him."""

    def __init__(self, program: Program, clone: Path, number: int) -> None:
        self._program, self._clone, self.number = program, clone, number

    def __call__(self, command: str, *arguments: object) -> Ran:
        """A command on the change."""
        return self._program(command, self._clone, self.number, *arguments)

    def answer(self, command: str, *arguments: object) -> Any:
        """The same, answered with JSON whatever its status."""
        return json.loads(self(command, *arguments, "--format", "json").out)

    def comment(self, words: str, *place: object) -> str:
        """Write a comment; its id."""
        ran = self("review", "comment", *place, "--message", words)
        assert ran.status == 0, ran.err
        return ran.out.strip()

    def outbox(self, *arguments: object) -> Ran:
        """The outbox of everything."""
        return self._program("outbox", *arguments)

    def items(self) -> Any:
        """What is in it."""
        return self.outbox("--format", "json").answer["items"]


@pytest.fixture
def reviewer(gerrit: Gerrit, program: Program, dana: Contributor, tmp_path: Path, git: Git, keep: Keep) -> Reviewer:
    """Two patch sets, a thread on the first; all of it fetched into a clone."""
    keep("erik-secret")
    dana.commit(f"Publish {tmp_path.name}", {VISION: TEXT.replace("Users help", "Every user helps")})
    number = dana.push("refs/for/master")
    asked = {"line": 5, "message": "What for?", "unresolved": True}
    gerrit.rest("farah").post(f"{change_path(number)}/revisions/1/review", {"comments": {VISION: [asked]}})
    dana.amend({VISION: TEXT.replace("Users help", "Each user helps")})
    dana.push("refs/for/master")
    git(tmp_path, "clone", "-q", "-o", "gerrit", gerrit.git_url(), "clone")
    clone = tmp_path / "clone"
    assert program("change", "fetch", clone, number).status == 0
    return Reviewer(program, clone, number)


def words_on(gerrit: Gerrit, number: int) -> list[str]:
    """The words of every comment of the server's, sorted."""
    listed = gerrit.rest("dana").get(f"{change_path(number)}/comments").values()
    return sorted(one["message"] for comments in listed for one in comments)


def test_a_review_is_shown_then_published_and_its_drafts_are_comments(gerrit: Gerrit, reviewer: Reviewer) -> None:
    asked = next(one["uuid"] for one in reviewer.answer("comments")["comments"] if one["message"] == "What for?")
    reviewer.comment("For all", "--reply-to", asked, "--resolved")
    on_words = reviewer.comment("Who?", "--path", VISION, "--quote", "Each user")
    reviewer.comment("Read me, too", "--path", "README.rst", "--line", 1)
    reviewer("review", "vote", "rollcall-vote", 1)
    reviewer("review", "cover", "Nearly there.")

    shown = reviewer("publish", "--dry-run")
    assert shown.status == 0, shown.err
    for words in ("patch set 1", "patch set 2", "Rollcall-Vote +1", "Nearly there.", "For all", on_words, gerrit.url):
        assert words in shown.out
    older, newest = reviewer.answer("publish", "--dry-run")["reviews"]
    assert older["patch_set"] == 1 and newest["patch_set"] == 2
    assert older["review_input"]["comments"][VISION][0]["in_reply_to"] == asked
    assert newest["review_input"]["labels"] == {"Rollcall-Vote": 1}
    assert [one["path"] for one in newest["server_drafts"]] == ["README.rst"]
    assert words_on(gerrit, reviewer.number) == ["What for?"]

    sent = reviewer("publish")
    assert sent.status == 0, sent.err
    assert "patch set 2: 2 comments, Rollcall-Vote +1, message" in sent.out
    assert f"{gerrit.url}/c/governance/+/{reviewer.number}" in sent.out
    assert words_on(gerrit, reviewer.number) == ["For all", "Read me, too", "What for?", "Who?"]
    here = reviewer.answer("comments")["comments"]
    assert {one["message"]: one["draft"] for one in here} == dict.fromkeys(words_on(gerrit, reviewer.number), False)
    assert reviewer.answer("comments", "--drafts")["comments"] == []
    told = gerrit.rest("erik").get(f"{change_path(reviewer.number)}/detail")
    assert [one["value"] for one in told["labels"]["Rollcall-Vote"]["all"]] == [1]
    assert told["messages"][-1]["message"] == "Patch Set 2: Rollcall-Vote+1\n\n(2 comments)\n\nNearly there."

    nothing = {"schema": "visioneditor.publish/1", "posted": [], "waiting": [], "held": [], "refused": []}
    assert reviewer("publish", "--format", "json").answer == nothing
    assert reviewer("publish").out == reviewer("publish", "--dry-run").out == "Nothing is left to send.\n"
    assert reviewer.answer("publish", "--dry-run")["reviews"] == []


def test_offline_it_waits_and_goes_when_told(
    gerrit: Gerrit, reviewer: Reviewer, monkeypatch: pytest.MonkeyPatch
) -> None:
    reviewer.comment("Later", "--path", VISION, "--line", 1)
    with monkeypatch.context() as offline:
        offline.setenv("http_proxy", "http://127.0.0.1:9")
        left = reviewer("publish")
        assert left.status == 3 and left.out.startswith("waiting") and "hint: " in left.err
        (item,) = reviewer.items()
        assert (item["state"], item["comments"], item["change"]) == ("waiting", 1, reviewer.number)
        assert item["server"] == gerrit.url and "proxy" in item["reason"]
        assert len(reviewer.answer("comments", "--drafts")["comments"]) == 1
        assert reviewer.outbox("--send").status == 3
        assert reviewer.answer("publish")["waiting"][0]["reason"] == item["reason"]
    (item,) = reviewer.items()
    sent = reviewer.outbox("--send", "--format", "json").answer
    assert [(row["patch_set"], row["comments"], row["votes"]) for row in sent["posted"]] == [(2, 1, {})]
    assert reviewer.items() == [] and "empty" in reviewer.outbox().out
    assert words_on(gerrit, reviewer.number) == ["Later", "What for?"]
    assert reviewer.outbox("--send").status == 0


def test_what_has_changed_meanwhile_holds_it_until_it_is_released(
    gerrit: Gerrit, reviewer: Reviewer, dana: Contributor
) -> None:
    reviewer.comment("Too late?", "--path", VISION, "--line", 1)
    dana.amend({VISION: TEXT.replace("Users help", "People help")})
    dana.push("refs/for/master")
    ran = reviewer("publish")
    assert ran.status == 3 and ran.out.startswith("held") and "Patch set 3" in ran.out
    (item,) = reviewer.items()
    assert item["state"] == "held" and "Patch set 3" in item["reason"]
    assert reviewer.outbox("--send").status == 3
    assert words_on(gerrit, reviewer.number) == ["What for?"]
    released = reviewer.outbox("--release", item["id"])
    assert released.status == 0 and released.out.startswith("posted"), released.err
    assert words_on(gerrit, reviewer.number) == ["Too late?", "What for?"]


def test_what_is_dropped_stays_a_draft(reviewer: Reviewer, dana: Contributor) -> None:
    reviewer.comment("Never mind", "--path", VISION, "--line", 1)
    dana.amend({VISION: TEXT.replace("Users help", "Folks help")})
    dana.push("refs/for/master")
    (row,) = reviewer.answer("publish")["held"]
    assert reviewer.outbox("--drop", row["id"]).status == 0
    assert reviewer.items() == []
    assert [one["message"] for one in reviewer.answer("comments", "--drafts")["comments"]] == ["Never mind"]
    assert "There is nothing" in reviewer.outbox("--drop", row["id"]).err


def test_what_the_server_would_swallow_stays_here_and_the_rest_leaves(gerrit: Gerrit, reviewer: Reviewer) -> None:
    long = reviewer.comment("x" * 17_000, "--path", VISION, "--line", 1)
    reviewer.comment("Short", "--path", VISION, "--line", 1)
    reviewer("review", "vote", "Verified", 1)
    ran = reviewer("publish", "--format", "json")
    answer = json.loads(ran.out)
    assert ran.status == 3
    assert [row["id"] for row in answer["refused"]] == [long, "vote:Verified"]
    assert [row["comments"] for row in answer["posted"]] == [1] and answer["posted"][0]["votes"] == {}
    assert words_on(gerrit, reviewer.number) == ["Short", "What for?"]
    assert [one["id"] for one in reviewer.answer("comments", "--drafts")["comments"]] == [long]


def test_a_vote_that_would_be_swallowed_is_refused_when_it_is_sent_later(
    gerrit: Gerrit, reviewer: Reviewer, monkeypatch: pytest.MonkeyPatch
) -> None:
    reviewer("review", "vote", "Verified", 1)
    with monkeypatch.context() as offline:
        offline.setenv("http_proxy", "http://127.0.0.1:9")
        assert reviewer("publish").status == 3
    sent = reviewer.outbox("--send")
    assert sent.status == 3 and sent.out.startswith("refused") and "no label Verified" in sent.out
    (item,) = reviewer.items()
    assert reviewer.outbox("--release", item["id"]).status == 3
    assert "Verified" not in json.dumps(gerrit.rest("dana").get(f"{change_path(reviewer.number)}/messages"))
    assert reviewer("review", "vote", "Verified", "none").status == 0
    assert reviewer("publish").status == 0 and reviewer.items() == []


def test_two_who_publish_at_once_send_it_once(
    gerrit: Gerrit, reviewer: Reviewer, monkeypatch: pytest.MonkeyPatch
) -> None:
    reviewer.comment("Once", "--path", VISION, "--line", 1)

    def put_behind_another(workspace: Workspace, publication: Publication) -> object:
        monkeypatch.setattr(publish, "put_in_outbox", put_in_outbox)
        assert reviewer("publish").status == 0
        return put_in_outbox(workspace, publication)

    monkeypatch.setattr(publish, "put_in_outbox", put_behind_another)
    assert reviewer("publish").status == 0
    assert words_on(gerrit, reviewer.number) == ["Once", "What for?"] and reviewer.items() == []


def test_a_refused_password_is_said_in_one_sentence_and_what_was_written_waits(
    gerrit: Gerrit, reviewer: Reviewer, keep: Keep
) -> None:
    reviewer.comment("Mine", "--path", VISION, "--line", 1)
    kept = keep("mistyped")
    ran = reviewer("publish")
    assert ran.status == 3 and f"{gerrit.url} does not accept your name and password." in ran.out
    assert ran.err.count("hint: ") == 1 and "mistyped" not in ran.out + ran.err
    assert kept.read_text() == ""
    ran = reviewer("publish")
    assert ran.status == 3 and ran.out.count("\n") == 1 and "hint: " in ran.err
    keep("erik-secret")
    assert reviewer.outbox("--send").status == 0
    assert words_on(gerrit, reviewer.number) == ["Mine", "What for?"]


def test_a_wrong_server_is_said_and_nothing_is_lost(gerrit: Gerrit, reviewer: Reviewer) -> None:
    reviewer.comment("Where?", "--path", VISION, "--line", 1)
    nowhere = reviewer("publish", "--server", "http://127.0.0.1:9")
    assert nowhere.status == 3 and "http://127.0.0.1:9 cannot be reached." in nowhere.out
    for address in ("gerrit.example.org", "ftp://gerrit.example.org", "http://erik:secret@127.0.0.1:9"):
        wrong = reviewer("publish", "--server", address)
        assert wrong.status == 1 and wrong.err.startswith("error: ") and "\nhint: " in wrong.err, wrong.err
    assert reviewer("publish", "--server", f"{gerrit.url}/c/governance/+/{reviewer.number}/2").status == 0
    assert words_on(gerrit, reviewer.number) == ["What for?", "Where?"] and reviewer.items() == []


def test_the_notes_are_a_way_for_a_change_of_gerrits_too(reviewer: Reviewer, gerrit: Gerrit) -> None:
    reviewer.comment("Here", "--path", VISION, "--line", 1)
    reviewer("review", "vote", "Code-Review", -1)
    (row,) = reviewer.answer("publish", "--via", "notes")["posted"]
    assert (row["patch_set"], row["comments"], row["votes"]) == (2, 1, {"Code-Review": -1})
    assert reviewer.answer("comments", "--drafts")["comments"] == []
    assert "Here" in [one["message"] for one in reviewer.answer("comments")["comments"]]
    assert words_on(gerrit, reviewer.number) == ["What for?"]


def test_ssh_is_a_way_too_but_not_for_files_that_were_not_touched(
    gerrit: Gerrit, reviewer: Reviewer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, absent: Absent
) -> None:
    way = open_ssh(gerrit, "erik", tmp_path, monkeypatch, absent)
    reviewer.comment("By ssh", "--path", VISION, "--line", 1)
    untouched = reviewer.comment("Read me", "--path", "README.rst", "--line", 1)
    reviewer("review", "vote", "Code-Review", -1)
    ran = reviewer("publish", "--server", way.root, "--via", "ssh", "--format", "json")
    answer = json.loads(ran.out)
    assert ran.status == 3, ran.err
    assert [(row["comments"], row["votes"]) for row in answer["posted"]] == [(1, {"Code-Review": -1})]
    assert [row["id"] for row in answer["refused"]] == [untouched] and "by ssh" in answer["refused"][0]["reason"]
    assert words_on(gerrit, reviewer.number) == ["By ssh", "What for?"]
    assert [one["id"] for one in reviewer.answer("comments", "--drafts")["comments"]] == [untouched]


def test_a_clone_that_names_no_gerrit_publishes_to_the_one_that_is_named(
    gerrit: Gerrit, program: Program, reviewer: Reviewer, tmp_path: Path, git: Git
) -> None:
    git(tmp_path / "clone", "remote", "rename", "gerrit", "origin")
    assert program("change", "fetch", tmp_path / "clone", reviewer.number, "--remote", "origin").status == 0
    reviewer.comment("From a plain clone", "--path", VISION, "--line", 1)
    assert reviewer("publish").status == 1
    sent = reviewer("publish", "--server", gerrit.url)
    assert sent.status == 0, sent.out + sent.err
    assert f"{gerrit.url}/c/governance/+/{reviewer.number}" in sent.out
    assert words_on(gerrit, reviewer.number) == ["From a plain clone", "What for?"]
    assert reviewer.answer("comments", "--drafts")["comments"] == [] == reviewer.items()
