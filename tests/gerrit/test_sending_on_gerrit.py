"""A review goes to a real Gerrit once, whatever the network does, and comes back in the place of the drafts."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest

from tests.conftest import Absent, Git
from tests.gerrit.faults import Choose, Fault, FaultyProxy, faulty, on_review
from tests.gerrit.server.contributor import Contributor
from tests.gerrit.server.filling import ACCOUNTS, PROJECT, TEXT, VISION
from tests.gerrit.server.fixtures import Contribute
from tests.gerrit.server.rest import Rest, change_path
from tests.gerrit.server.shared import Gerrit
from tests.gerrit.ssh_way import open_ssh
from visioneditor.core.review.model import Change, Range, Side
from visioneditor.core.review.publication import ItemState, OutboxItem, Problem, Route, Sent, Server
from visioneditor.gerrit.client import Limits
from visioneditor.services.accounts import Accounts, Login
from visioneditor.services.fetching import fetch_changes
from visioneditor.services.opening import open_workspace
from visioneditor.services.outbox import list_outbox, put_in_outbox, release_item
from visioneditor.services.planning import plan_publication
from visioneditor.services.reviewing import (
    add_comment,
    count_waiting,
    load_comments,
    load_cover,
    load_votes,
    resolve_change,
    set_cover,
    set_vote,
)
from visioneditor.services.sending import send
from visioneditor.services.workspace import Workspace
from visioneditor.values import replace

LIMITS = Limits(silence_s=30, answer_s=60)
LATER = timedelta(minutes=5)


class Erik:
    """A reviewer with a clone, who publishes through `root`."""

    def __init__(self, gerrit: Gerrit, workspace: Workspace, dana: Contributor) -> None:
        self.gerrit, self.workspace, self.dana = gerrit, workspace, dana
        self.root, self.route = gerrit.url, Route.REST
        self.rest: Rest = gerrit.rest("erik")
        self.number = 0
        self.accounts = Accounts(lambda question: Login(user="erik", password=ACCOUNTS["erik"].password))

    def push(self, name: str) -> None:
        """Two patch sets of the test's own change; a comment of Gus on the first."""
        self.dana.commit(f"Send {name}", {VISION: TEXT.replace("Users help", "Every user helps")})
        self.number = self.dana.push("refs/for/master")
        asked = {"comments": {VISION: [{"line": 13, "message": "Who?", "unresolved": True}]}}
        self.gerrit.rest("gus").post(f"{change_path(self.number)}/revisions/1/review", asked)
        self.amend("Each user helps")
        fetch_changes(self.workspace, [self.number], remote=self.gerrit.git_url())

    def amend(self, words: str) -> None:
        self.dana.amend({VISION: TEXT.replace("Users help", words)})
        self.dana.push("refs/for/master")

    @property
    def change(self) -> Change:
        return resolve_change(self.workspace, str(self.number))

    def publish(self) -> None:
        server = Server(root=self.root, project=PROJECT, route=self.route)
        put_in_outbox(self.workspace, plan_publication(self.workspace, self.change, server=server))

    def send(self, after: timedelta = timedelta()) -> Sent:
        now: Callable[[], datetime] = lambda: datetime.now(UTC) + after  # noqa: E731 - time passes in no test
        return send(self.workspace, accounts=self.accounts, may_ask=True, limits=LIMITS, now=now)

    def state(self) -> tuple[ItemState, str]:
        """How the only item of the outbox stands, and why."""
        (item,) = list_outbox(self.workspace.store)
        return item.state, item.reason.message if item.reason else ""

    def posted(self) -> list[str]:
        """The words of Erik's comments on the server."""
        found: dict[str, list[dict[str, Any]]] = self.rest.get(f"{change_path(self.number)}/comments")
        every = [row for rows in found.values() for row in rows]
        return sorted(row["message"] for row in every if row["author"]["_account_id"] == self.account)

    def messages(self) -> list[str]:
        found = self.rest.get(f"{change_path(self.number)}/messages")
        return [row["message"] for row in found if row["author"]["_account_id"] == self.account]

    @property
    def account(self) -> int:
        return int(self.rest.get("/accounts/self")["_account_id"])


@pytest.fixture
def erik(
    gerrit: Gerrit, contribute: Contribute, tmp_path: Path, git: Git, request: pytest.FixtureRequest
) -> Iterator[Erik]:
    git(tmp_path, "clone", "-q", gerrit.git_url(), "clone")
    with closing(open_workspace(tmp_path / "clone")) as opened:
        found = Erik(gerrit, opened, contribute("dana"))
        found.push(request.node.name)
        yield found


@pytest.fixture
def through(erik: Erik) -> Iterator[Callable[[Choose], FaultyProxy]]:
    """Lets Erik reach the server through a network with faults."""
    opened: list[FaultyProxy] = []

    def open_way(choose: Choose) -> FaultyProxy:
        proxy = FaultyProxy(erik.gerrit.url, choose)
        erik.root = proxy.url
        opened.append(proxy)
        return proxy

    yield open_way
    for proxy in opened:
        proxy.close()


def test_a_whole_review_arrives_and_takes_the_place_of_the_drafts(erik: Erik) -> None:
    half_written = {"path": VISION, "line": 3, "message": "Half wri"}
    erik.rest.put(f"{change_path(erik.number)}/revisions/2/drafts", half_written)
    workspace, change = erik.workspace, erik.change
    (asked,) = load_comments(workspace, change)
    add_comment(workspace, change, message="Everybody.", reply_to=asked.uuid, unresolved=False)
    first = add_comment(workspace, change, path=VISION, quote="nobody has to ask anybody 🚀", message="Really?")
    add_comment(workspace, change, message="I mean it.", reply_to=first.id)
    add_comment(workspace, change, path="README.rst", line=1, message="This, too?")
    set_vote(workspace, change, "rollcall-vote", 1)
    set_cover(workspace, change, "Good as a whole.")
    erik.publish()
    assert [item.post.patch_set for item in erik.send().posted] == [1, 2]
    assert erik.posted() == ["Everybody.", "Really?\n\nI mean it.", "This, too?"]
    assert [
        row["message"] for rows in erik.rest.get(f"{change_path(erik.number)}/drafts").values() for row in rows
    ] == ["Half wri"]
    older, newer = erik.messages()
    assert older == "Patch Set 1:\n\n(1 comment)"
    assert newer.startswith("Patch Set 2: Rollcall-Vote+1\n") and newer.endswith("\n\nGood as a whole.")
    assert workspace.store.outbox() == ()
    assert load_comments(workspace, erik.change, drafts_only=True) == ()
    assert (load_votes(workspace, erik.change), load_cover(workspace, erik.change)) == ({}, "")
    assert count_waiting(workspace, erik.change) == 0
    here = load_comments(workspace, erik.change)
    assert sorted(one.message for one in here if one.account == erik.account) == erik.posted()
    assert plan_publication(workspace, erik.change).posts == ()


@pytest.mark.parametrize("fault", [Fault.ANSWER_LOST, Fault.LOST_GATEWAY, Fault.GARBLED])
def test_what_arrived_without_an_answer_is_found_at_once(
    erik: Erik, through: Callable[[Choose], FaultyProxy], fault: Fault
) -> None:
    through(on_review(fault))
    add_comment(erik.workspace, erik.change, path=VISION, line=13, message="Which?")
    set_vote(erik.workspace, erik.change, "Code-Review", -1)
    erik.publish()
    assert len(erik.send().posted) == 1
    assert erik.posted() == ["Which?"] and len(erik.messages()) == 1
    assert erik.workspace.store.outbox() == ()


def test_what_may_come_late_is_not_sent_again_before_it_must_be_there(
    erik: Erik, through: Callable[[Choose], FaultyProxy]
) -> None:
    proxy = through(on_review(Fault.BODY_CUT))
    add_comment(erik.workspace, erik.change, path=VISION, line=13, message="Which?")
    erik.publish()
    for after in (timedelta(), timedelta(seconds=5)):
        assert len(erik.send(after).waiting) == 1
        assert erik.state() == (ItemState.WAITING, "server.answer-lost")
    assert sum(request.is_review for request in proxy.requests) == 1 and erik.posted() == []
    assert plan_publication(erik.workspace, erik.change).posts == (), "nor is it planned a second time"
    assert len(erik.send(LATER).posted) == 1
    assert erik.posted() == ["Which?"] and len(erik.messages()) == 1


def test_offline_it_waits_and_goes_when_the_server_is_there_again(erik: Erik) -> None:
    with faulty(erik.gerrit.url, lambda request: Fault.NONE) as proxy:
        erik.root = proxy.url
    add_comment(erik.workspace, erik.change, path=VISION, line=13, message="Which?")
    erik.publish()
    (item,) = erik.send().waiting
    assert item.reason is not None and item.reason.message == "server.unreachable"
    assert item.next_try is not None and item.tries == 1
    assert send(erik.workspace, is_due_only=True).waiting == (item,)
    erik.root = erik.gerrit.url
    erik.publish()
    assert len(erik.send().posted) == 1 and erik.posted() == ["Which?"]


def test_a_new_patch_set_or_a_vote_against_it_holds_a_review(erik: Erik) -> None:
    add_comment(erik.workspace, erik.change, path=VISION, line=13, message="Which?")
    erik.publish()
    against = {"labels": {"Code-Review": -1}, "message": "Wait."}
    erik.gerrit.rest("gus").post(f"{change_path(erik.number)}/revisions/2/review", against)
    assert len(erik.send().held) == 1
    assert erik.state() == (ItemState.HELD, "outbox.negative-vote")
    erik.amend("The users help")
    erik.publish()
    assert len(erik.send().held) == 1
    assert erik.state() == (ItemState.HELD, "outbox.new-patch-set")
    (item,) = list_outbox(erik.workspace.store)
    assert erik.send() == Sent(held=(item,)), "it stays so"
    release_item(erik.workspace.store, item.id)
    assert len(erik.send().posted) == 1 and erik.posted() == ["Which?"]


def test_a_thread_that_somebody_resolved_holds_the_answer_to_it(erik: Erik) -> None:
    (asked,) = load_comments(erik.workspace, erik.change)
    add_comment(erik.workspace, erik.change, message="Everybody.", reply_to=asked.uuid)
    erik.publish()
    done = {"line": 13, "message": "Never mind.", "in_reply_to": asked.uuid, "unresolved": False}
    erik.gerrit.rest("gus").post(f"{change_path(erik.number)}/revisions/1/review", {"comments": {VISION: [done]}})
    assert len(erik.send().held) == 1
    assert erik.state() == (ItemState.HELD, "outbox.resolved")


def test_what_the_server_refuses_says_why_and_leaves_no_draft_there(erik: Erik) -> None:
    add_comment(erik.workspace, erik.change, path="README.rst", line=1, message="This, too?")
    erik.publish()
    (item,) = list_outbox(erik.workspace.store)
    spoilt = item.post.body.replace(b'"tag"', b'"labels":{},"comments":{"gone.rst":[{"message":"x"}]},"tag"')
    erik.workspace.store.write("UPDATE outbox SET content = replace(content, ?, ?)", *_base64(item.post.body, spoilt))
    (refused,) = erik.send().refused
    assert refused.reason is not None and "file gone.rst not found in revision" in refused.reason.summary
    assert erik.rest.get(f"{change_path(erik.number)}/drafts") == {}
    assert erik.posted() == [] and erik.state()[0] is ItemState.REFUSED


def test_by_ssh_it_arrives_once_and_is_found_by_what_git_fetches(
    erik: Erik, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, absent: Absent
) -> None:
    server = open_ssh(erik.gerrit, "erik", tmp_path, monkeypatch, absent)
    erik.root, erik.route = server.root, server.route
    (asked,) = load_comments(erik.workspace, erik.change)
    add_comment(erik.workspace, erik.change, message="Everybody.", reply_to=asked.uuid, unresolved=False)
    add_comment(erik.workspace, erik.change, path=VISION, quote="nobody has to ask anybody 🚀", message="Really?")
    set_vote(erik.workspace, erik.change, "Code-Review", 1)
    erik.publish()
    items = list_outbox(erik.workspace.store)
    assert len(erik.send().posted) == 2
    assert erik.posted() == ["Everybody.", "Really?"] and len(erik.messages()) == 2
    assert erik.workspace.store.outbox() == ()
    assert load_comments(erik.workspace, erik.change, drafts_only=True) == ()
    _put_again(erik, items, Problem(message="server.answer-lost"))
    assert len(erik.send().posted) == 2, "it is looked for by its tag, not sent again"
    assert len(erik.messages()) == 2


def _put_again(erik: Erik, items: Iterable[OutboxItem], why: Problem) -> None:
    """As if the program had been killed before it noted the answers."""
    with erik.workspace.store.writing() as connection:
        for item in items:
            doubtful = replace(item, state=ItemState.SENDING, unsure_until=item.since, reason=why)
            content = msgspec.json.encode(doubtful).decode()
            row = (item.id, item.repository, item.change_key, "sending", item.since.isoformat(), content)
            connection.execute(
                "INSERT INTO outbox (id, repository, change_key, state, since, content) VALUES (?, ?, ?, ?, ?, ?)", row
            )


def _base64(*texts: bytes) -> list[str]:
    from base64 import b64encode

    return [b64encode(text).decode() for text in texts]


ODD_WORDS = (
    "  white space around \t\n",
    "lines\r\nof two\rkinds\u2028and\x0ba\x0cthird\x85",
    "nothing \x00 and \x1b bells \x07",
    "\ufeffa mark before, \u202eturned, e\u0301 combined, 🚀👩‍🚀",
    "a broken \ud83d half",
    "<script>alert('&amp;')</script> \\u0041 \\n %s {0}",
    "```suggestion\nOne client, many clouds.\n```",
    "\u00a0no-break\u3000",
    "x" * 15_000,
)


def test_whatever_the_words_are_each_comment_is_known_again(erik: Erik) -> None:
    workspace, change = erik.workspace, erik.change
    for words in ODD_WORDS:
        add_comment(workspace, change, path=VISION, line=13, message=words)
        add_comment(workspace, change, path="README.rst", line=1, message=words)
    places: tuple[dict[str, Any], ...] = (
        {"path": VISION, "side": Side.PARENT, "quote": "Users help"},
        {"path": VISION, "range": Range(start_line=13, start_character=3, end_line=15, end_character=0)},
        {"path": VISION},
        {"path": "/COMMIT_MSG", "line": 7},
        {},
    )
    for place in places * 2:
        add_comment(workspace, change, message="Done", unresolved=False, **place)
    erik.publish()
    assert len(erik.send().posted) == 1
    assert len(erik.posted()) == 2 * len(ODD_WORDS) + 2 * len(places)
    assert workspace.store.outbox() == ()
    left = load_comments(workspace, erik.change, drafts_only=True)
    assert [one.message for one in left] == []


def test_comments_on_a_merge_and_on_its_parents_are_known_again(erik: Erik, contribute: Contribute) -> None:
    admin = contribute("admin")
    admin.start("master")
    words = "Glossary\n========\n\nCloud: many machines.\n"
    admin.merge("glossary", {"reference/glossary.rst": words}, subject="Comment on the parents by sending")
    erik.number = admin.push("refs/for/master")
    fetch_changes(erik.workspace, [erik.number], remote=erik.gerrit.git_url())
    places: tuple[dict[str, Any], ...] = (
        {"path": "reference/glossary.rst", "line": 4},
        {"path": "reference/glossary.rst", "line": 1, "side": Side.PARENT_2},
        {"path": VISION, "line": 5, "side": Side.PARENT},
        {"path": VISION, "line": 5},
        {"path": "/COMMIT_MSG", "line": 8},
    )
    for number, place in enumerate(places):
        add_comment(erik.workspace, erik.change, message=f"Comment {number}", **place)
    erik.publish()
    assert len(erik.send().posted) == 1
    assert len(erik.posted()) == len(places)
    assert erik.workspace.store.outbox() == ()
    assert load_comments(erik.workspace, erik.change, drafts_only=True) == ()
