"""One random run of publishing: what is written, what goes wrong on the way, and what must have come of it."""

import contextlib
import random
import signal
import threading
from collections import Counter
from typing import Any

from tests.gerrit.faults import Fault, Request
from tests.gerrit.publish_world import LIMITS, PATIENT, UNTOUCHED, Place, World, place_of_draft
from tests.gerrit.server.filling import VISION
from tests.gerrit.server.rest import change_path
from visioneditor.core.review.model import COMMIT_MESSAGE_PATH, PATCH_SET_PATH, Change, Comment
from visioneditor.core.review.publication import ItemState, Sent
from visioneditor.errors import VisionEditorError
from visioneditor.services.outbox import drop_item, list_outbox, put_in_outbox, release_item
from visioneditor.services.planning import plan_publication
from visioneditor.services.reviewing import (
    add_comment,
    delete_comment,
    edit_comment,
    load_comments,
    load_cover,
    load_votes,
    resolve_change,
    set_cover,
    set_vote,
)
from visioneditor.services.sending import send
from visioneditor.values import replace

MOST_ATTEMPTS = 60
_STOPPED_SHARE = 0.05  # of the moments at which it can be told to stop
_KINDS_BY_SSH = ("line", "line", "quote", "file", "message", "whole", "reply", "reply")
_KINDS = (*_KINDS_BY_SSH, "untouched")  # which goes by way of a draft on the server
_FAULTS = [fault for fault in Fault if fault is not Fault.NONE]
_WEIGHTS = [1 if fault in (Fault.LATE, Fault.SLOW) else 3 for fault in _FAULTS]


class Run:
    """One random run: a review is written, published through faults until nothing waits, and looked for."""

    def __init__(self, world: World, seed: str) -> None:
        self.world, self.random = world, random.Random(seed)
        self.workspace, self._seed = world.workspace, seed
        self.expected, self.votes = world.own_comments(), world.own_votes()
        self.perhaps: set[Place] = set()  # words edited or deleted when they may have been on their way
        self.covers: list[str] = []
        self._voted: dict[str, int] = {}
        self.messages = Counter(world.own_messages())
        self.half_written, self._cuts = self._write_half(), world.cuts()
        self.faults_left = self.random.randint(0, 4)
        self.posts = 0

    @property
    def change(self) -> Change:
        """The change as it is known here now."""
        return resolve_change(self.workspace, str(self.world.number))

    def go(self) -> None:
        """Do all of it, and check what came of it."""
        self.write()
        if self.random.random() < 0.2:
            self._hold()
        self.world.choose = self._choose
        self.publish()
        for _ in range(self.random.choice((0, 0, 0, 1, 2))):
            self.random.choice((self._write_comment, self._edit, self._delete, self._drop))()
        self.finish()

    def write(self) -> None:
        """Write a review."""
        self.world.fetch()
        for _ in range(self.random.choice((1, 2, 3, 5))):
            self._write_comment()
        self._write_words()

    def publish(self) -> None:
        """Write it down and send it, by this program or by one that may be killed."""
        if self.random.random() < 0.4:
            way = ["--server", self.world.by_ssh.root] if self.world.by_ssh else []
            self._run_program("publish", str(self.workspace.path), str(self.world.number), *way)
            return
        self._write_down()
        self._send()

    def finish(self) -> None:
        """Send until nothing waits, and check what the server has."""
        self._send_all()
        self.world.choose = lambda request: Fault.NONE
        self.world.proxy.settle()
        self._check()

    # What is written

    def _write_half(self) -> list[str]:
        """What Erik has begun to write in the web page stays there."""
        if self.random.random() < 0.3:
            words = f"Half {self.random.randrange(10**9)}"
            body = {"path": self.random.choice((VISION, UNTOUCHED)), "line": 1, "message": words}
            self.world.rest[self.world.user].put(f"{change_path(self.world.number)}/revisions/2/drafts", body)
        return sorted(self.world.own_drafts())

    def _write_comment(self) -> None:
        change = self.change
        words = self.random.choice(("Done", "Größe 🚀", f"Words {self.random.randrange(10**9)}.\n\nMore."))
        unresolved = self.random.random() < 0.5
        kind = self.random.choice(_KINDS if self.world.by_ssh is None else _KINDS_BY_SSH)
        if kind == "reply":
            there = [one for one in load_comments(self.workspace, change) if not one.draft and one.uuid]
            at = self.random.choice(there)
            draft = add_comment(self.workspace, change, message=words, reply_to=at.uuid, unresolved=unresolved)
        else:
            patch_set = self.random.choice(change.patch_sets).number
            path, place = self._place(kind)
            draft = add_comment(
                self.workspace, change, message=words, path=path, patch_set=patch_set, unresolved=unresolved, **place
            )
        self.expected[place_of_draft(draft)] += 1

    def _place(self, kind: str) -> tuple[str, dict[str, Any]]:
        line = self.random.randint(1, 14)
        places: dict[str, tuple[str, dict[str, Any]]] = {
            "line": (VISION, {"line": line}),
            "quote": (VISION, {"quote": "nobody has to ask anybody 🚀"}),
            "file": (VISION, {}),
            "message": (COMMIT_MESSAGE_PATH, {"line": 7}),
            "whole": (PATCH_SET_PATH, {}),
            "untouched": (UNTOUCHED, {"line": 1}),
        }
        return places[kind]

    def _write_words(self) -> None:
        change = self.change
        if self.random.random() < 0.5:
            words = f"Cover of {self._seed}"
            set_cover(self.workspace, change, words)
            self.covers.append(words)
        for label in ("Code-Review", "Rollcall-Vote"):
            if self.random.random() < 0.4:
                value = self.random.choice((-1, 0, 1))
                set_vote(self.workspace, change, label, value)
                self._voted[label] = value
                self.votes.pop(label, None)
                self.votes |= {label: value} if value else {}

    # What is done while it waits

    def _edit(self) -> None:
        if drafts := load_comments(self.workspace, self.change, drafts_only=True):
            draft = self.random.choice(drafts)
            self._doubt(draft)
            words = f"Better words {self.random.randrange(10**9)}"
            edit_comment(self.workspace, self.change, draft.id or "", message=words)
            self.expected[place_of_draft(replace(draft, message=words))] += 1

    def _delete(self) -> None:
        if drafts := load_comments(self.workspace, self.change, drafts_only=True):
            draft = self.random.choice(drafts)
            self._doubt(draft)
            delete_comment(self.workspace, self.change, draft.id or "")

    def _doubt(self, draft: Comment) -> None:
        """These words may have left already, or not."""
        place = place_of_draft(draft)
        self.expected[place] -= 1
        self.perhaps.add(place)

    def _drop(self) -> None:
        for item in list_outbox(self.workspace.store):
            with contextlib.suppress(VisionEditorError):  # it is being sent
                drop_item(self.workspace.store, item.id)

    def _hold(self) -> None:
        """Something happens on the server between writing down and sending: nothing leaves until it is released."""
        before = self.world.own_comments(), self.world.own_messages()
        self._write_down()
        happened = self.random.choice((self.world.push, self.world.vote_against, self.world.abandon))
        happened()
        for _ in range(MOST_ATTEMPTS):  # by ssh not every look gets through
            told = send(self.workspace, limits=PATIENT, now=self.world.now)
            assert not told.posted and not told.refused, told
            if told.held:
                break
        assert told.held, told
        assert all(item.reason is not None for item in list_outbox(self.workspace.store))
        assert (self.world.own_comments(), self.world.own_messages()) == before
        if happened == self.world.push:  # which leaves no vote standing; what is written down again is for the newest
            self.votes = {label: value for label, value in self._voted.items() if value}
            self._write_down()
            return
        self.world.calm()
        for item in told.held:
            release_item(self.workspace.store, item.id)

    # How it leaves

    def _choose(self, request: Request) -> Fault:
        if not self.faults_left or self.random.random() > 0.3:
            return Fault.NONE
        self.faults_left -= 1
        return self.random.choices(_FAULTS, _WEIGHTS)[0]

    def _send(self) -> None:
        kind = self.random.choice(("here", "here", "here", "program", "both"))
        if kind == "program":
            self._run_program("outbox", "--send")
            return
        if kind == "both":
            self.world.hand.start("outbox", "--send")
        self._send_here()
        if kind == "both":
            self.world.hand.wait()

    def _send_here(self) -> Sent:
        if not self.faults_left:
            return send(self.workspace, limits=PATIENT, now=self.world.now)
        return send(
            self.workspace,
            limits=LIMITS,
            now=self.world.now,
            cancelled=lambda: self.random.random() < _STOPPED_SHARE,
        )

    def _run_program(self, *arguments: str) -> None:
        self.world.hand.start(*arguments)
        moment = threading.Timer(self.random.uniform(0.05, 0.8), self.world.hand.kill)
        if self.random.random() < 0.5:
            moment.start()
        status = self.world.hand.wait()
        moment.cancel()
        assert status in (0, 1, 3, -signal.SIGKILL), self.world.said()
        self.world.proxy.settle()  # its clock is not ours

    def _send_all(self) -> None:
        """Publish what is there and send what waits until nothing is left of either."""
        for attempt in range(MOST_ATTEMPTS):
            if attempt > 6:
                self.faults_left = 0
            if self._is_done():
                return
            if not list_outbox(self.workspace.store) or self.random.random() < 0.2:
                self._write_down()
            self._send()
            self._check_reasons()
            if self.random.random() < 0.7:
                self.world.let_time_pass()
        left = [(item.state, item.reason, item.tries, item.unsure_until) for item in self.workspace.store.outbox()]
        raise AssertionError(f"never sent: {left}")

    def _write_down(self) -> None:
        """Publish once more, knowing what the server has by now."""
        self.world.fetch()
        publication = plan_publication(self.workspace, self.change, server=self.world.by_ssh)
        assert publication.blocked == ()
        if publication.posts:
            put_in_outbox(self.workspace, publication)

    def _is_done(self) -> bool:
        change = self.change
        is_empty = not self.workspace.store.outbox(self.workspace.repository.key)
        return is_empty and not plan_publication(self.workspace, change).posts

    def _check_reasons(self) -> None:
        """What is left says why; what is held is let go, or all is written down anew."""
        for item in list_outbox(self.workspace.store):
            is_fresh = item.is_released or not item.tries  # nobody has come to it since
            assert item.reason is not None or item.state is ItemState.SENDING or is_fresh, item
            assert item.state is not ItemState.REFUSED, item
            if item.state is ItemState.HELD:
                if self.random.random() < 0.5:
                    self._write_down()
                    return
                release_item(self.workspace.store, item.id)

    # What came of it

    def _check(self) -> None:
        left = load_comments(self.workspace, self.change, drafts_only=True)
        assert left == (), plan_publication(self.workspace, self.change).blocked
        assert (dict(load_votes(self.workspace, self.change)), load_cover(self.workspace, self.change)) == ({}, "")
        there = self.world.own_comments()
        assert self.expected <= there, self.expected - there
        published = self._half_published(there)
        for place, count in (there - self.expected).items():
            assert (place in self.perhaps or place[-1] in published) and count == 1, place
        comments = load_comments(self.workspace, self.change)
        assert Counter(place_of_draft(one) for one in comments if one.account == self.world.account) == there
        assert self.world.own_votes() == self.votes
        assert sorted([*self.world.own_drafts(), *published]) == self.half_written
        self._check_messages(Counter(self.world.own_messages()) - self.messages)
        assert "inside Vision Editor" not in self.world.said(), self.world.said()

    def _half_published(self, there: "Counter[Place]") -> list[str]:
        """Gerrit publishes all drafts for a review by ssh of which nothing arrived: see test_ssh_faults."""
        was_cut = self.world.cuts() > self._cuts
        said = {place[-1] for place in there - self.expected} if was_cut else set()
        return [words for words in self.half_written if words in said]

    def _check_messages(self, new: "Counter[tuple[str, str]]") -> None:
        assert max(Counter(tag for tag, _ in new).values(), default=1) == 1
        for cover in self.covers:
            assert sum(cover in words for _, words in new.elements()) == 1
        self.posts = new.total()
