"""Erik publishes at random through a faulty network, with a program that is killed; what the server must hold is known.

All that is random comes from one generator, so that a run is done again by its seed.
"""

import contextlib
import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from tests.conftest import Git
from tests.gerrit.faults import KILLS, Fault, FaultyProxy, Request
from tests.gerrit.server.contributor import Contributor
from tests.gerrit.server.filling import ACCOUNTS, PROJECT, TEXT, VISION
from tests.gerrit.server.rest import Rest, change_path
from visioneditor.core.review.model import Comment
from visioneditor.core.review.publication import Server
from visioneditor.gerrit.client import Limits
from visioneditor.services.fetching import fetch_changes
from visioneditor.services.opening import open_workspace
from visioneditor.services.workspace import Workspace

ROOT = Path(__file__).parents[2]
LIMITS = Limits(connect_s=2, silence_s=0.5, answer_s=60)
PATIENT = Limits(connect_s=2, silence_s=20, answer_s=60)  # for a server that has only just started
PAUSE_S = 0.8
MOST_ATTEMPTS = 60
UNTOUCHED = "README.rst"
_FAULTS = [fault for fault in Fault if fault is not Fault.NONE]
_WEIGHTS = [1 if fault in (Fault.LATE, Fault.SLOW) else 3 for fault in _FAULTS]

Place = tuple[object, ...]


class Hand:
    """The program in a process of its own."""

    def __init__(self, log: Path) -> None:
        self._process = subprocess.Popen(
            [sys.executable, str(Path(__file__).with_name("publishing_hand.py")), str(log)],
            env=os.environ | {"PYTHONPATH": str(ROOT)},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self._pid: int | None = None
        self._lock = threading.Lock()

    def start(self, *arguments: str) -> None:
        """Start a program."""
        assert self._process.stdin is not None and self._process.stdout is not None
        self._process.stdin.write(json.dumps(arguments) + "\n")
        self._process.stdin.flush()
        self._pid = int(self._process.stdout.readline())

    def kill(self) -> None:
        """Kill it, as a loss of power does, where it runs."""
        with self._lock, contextlib.suppress(ProcessLookupError):
            if self._pid is not None:
                os.kill(self._pid, signal.SIGKILL)

    @property
    def is_running(self) -> bool:
        """Whether a program was started and not waited for."""
        return self._pid is not None

    def wait(self) -> int:
        """Its status, below 0 where it was killed."""
        assert self._process.stdout is not None
        status = os.waitstatus_to_exitcode(int(self._process.stdout.readline()))
        with self._lock:
            self._pid = None
        return status

    def close(self) -> None:
        """End it."""
        assert self._process.stdin is not None and self._process.stdout is not None
        self._process.stdin.close()
        self._process.stdout.close()
        self._process.wait(30)


class World:
    """A change, somebody who reviews it here, and the faulty way to its server.

    GIT_CONFIG_GLOBAL names a file that is theirs to write. `by_ssh`: a review goes this way, and not by REST.
    """

    def __init__(self, url: str, dana: Contributor, folder: Path, git: Git, by_ssh: Server | None = None) -> None:
        self.dana, self.user, self.by_ssh = dana, "erik", by_ssh
        self.cuts: Callable[[], int] = lambda: 0  # connections by ssh that were broken
        self.rest = _rest(url)
        self.account: int = self.rest[self.user].get("/accounts/self")["_account_id"]
        self.log = folder / "said"
        self.hand = Hand(self.log)
        self.choose: Callable[[Request], Fault] = lambda request: Fault.NONE
        self.proxy = FaultyProxy(url, self._choose, pause_s=PAUSE_S, kill=self.hand.kill)
        self._configure(folder)
        git(folder, "clone", "-q", "-o", "gerrit", f"{self.proxy.url}/{PROJECT}", "clone")
        self.workspace: Workspace = open_workspace(folder / "clone")
        self.number = 0
        self._ahead = timedelta()

    def close(self) -> None:
        """End all of it."""
        self.workspace.close()
        self.proxy.close()
        self.hand.close()

    def now(self) -> datetime:
        """What time it is for this program."""
        return datetime.now(UTC) + self._ahead

    def let_time_pass(self) -> None:
        """So long that nothing that was sent can still be on its way."""
        self.proxy.settle()
        self._ahead += timedelta(seconds=LIMITS.answer_s + 1)

    def move(self, url: str) -> None:
        """The server has started anew, elsewhere."""
        self.rest = _rest(url)
        self.proxy.move(url)

    def begin_change(self, name: str) -> None:
        """Three patch sets, with threads on each that Farah and Dana began."""
        self.dana.start("master")
        self.dana.commit(f"Publish {name}", {VISION: TEXT.replace("Users help", "Every user helps")})
        self.number = self.dana.push("refs/for/master")
        for who in ("Each", "Any"):
            self.dana.amend({VISION: TEXT.replace("Users help", f"{who} user helps")})
            self.dana.push("refs/for/master")
        for patch_set, who in ((1, "farah"), (2, "dana"), (3, "farah")):
            asked = [
                {"line": 13, "message": f"Who, in {patch_set}?", "unresolved": True},
                {"line": 5, "message": "Fine."},
            ]
            self.post(who, {"comments": {VISION: asked}}, patch_set)

    def post(self, user: str, body: object, patch_set: int) -> None:
        """Post a review as somebody, straight to the server."""
        self.rest[user].post(f"{change_path(self.number)}/revisions/{patch_set}/review", body)

    def push(self) -> None:
        """Dana makes another patch set."""
        self.dana.amend({VISION: TEXT.replace("Users help", f"User {time.monotonic_ns()} helps")})
        self.dana.push("refs/for/master")

    def vote_against(self) -> None:
        """Gus is against it, until all is calm again."""
        self.post("gus", {"labels": {"Code-Review": -1}}, self._current())

    def abandon(self) -> None:
        """Dana gives it up, until all is calm again."""
        self.rest["dana"].post(f"{change_path(self.number)}/abandon")

    def calm(self) -> None:
        """Take back what stands in the way."""
        if self._detail()["status"] == "ABANDONED":
            self.rest["dana"].post(f"{change_path(self.number)}/restore")
        self.post("gus", {"labels": {"Code-Review": 0}}, self._current())

    def said(self) -> str:
        """What the killed programs said."""
        return self.log.read_text() if self.log.exists() else ""

    def fetch(self) -> None:
        """Know what the server has now."""
        choose, self.choose = self.choose, lambda request: Fault.NONE
        fetch_changes(self.workspace, [self.number])
        self.choose = choose

    def own_comments(self) -> Counter[Place]:
        """Erik's comments on the server."""
        found = self.rest[self.user].get(f"{change_path(self.number)}/comments")
        return Counter(
            _place(one, path)
            for path, listed in found.items()
            for one in listed
            if one["author"]["_account_id"] == self.account
        )

    def own_messages(self) -> list[tuple[str, str]]:
        """Erik's messages on the server, each with its tag."""
        found = self._detail()["messages"]
        own = (one for one in found if one.get("author", {}).get("_account_id") == self.account)
        return [(one.get("tag", ""), one["message"]) for one in own]

    def own_votes(self) -> dict[str, int]:
        """Erik's votes on the server."""
        found = self._detail()["labels"]
        votes = ((label, vote) for label, told in found.items() for vote in told.get("all", []))
        return {
            label: vote["value"] for label, vote in votes if vote["_account_id"] == self.account and vote.get("value")
        }

    def own_drafts(self) -> list[str]:
        """The words of Erik's drafts on the server."""
        found = self.rest[self.user].get(f"{change_path(self.number)}/drafts")
        return [one["message"] for listed in found.values() for one in listed]

    def _detail(self) -> Any:
        return self.rest[self.user].get(f"{change_path(self.number)}/detail?o=CURRENT_REVISION")

    def _current(self) -> int:
        change = self._detail()
        number: int = change["revisions"][change["current_revision"]]["_number"]
        return number

    def _configure(self, folder: Path) -> None:
        """Erik's own git: who he is, and a helper that keeps his password."""
        place = self.proxy.url.removeprefix("http://").replace(":", "%3a")
        account, kept = ACCOUNTS[self.user], folder / "kept"
        kept.write_text(f"http://{self.user}:{account.password}@{place}\n")
        Path(os.environ["GIT_CONFIG_GLOBAL"]).write_text(
            f"[user]\n\tname = {account.name}\n\temail = {account.mail}\n[gc]\n\tauto = 0\n"
            f"[credential]\n\thelper = store --file={kept}\n"
        )

    def _choose(self, request: Request) -> Fault:
        fault = self.choose(request)
        if fault in KILLS and not self.hand.is_running:
            return Fault.NOT_TAKEN if fault is Fault.KILL_BEFORE else Fault.ANSWER_LOST
        return fault


def _rest(url: str) -> dict[str, Rest]:
    return {name: Rest(url, name, account.password) for name, account in ACCOUNTS.items()}


def _place(one: dict[str, object], path: str) -> Place:
    at = one.get("range")
    span = tuple(at.values()) if isinstance(at, dict) else None
    replied = one.get("in_reply_to")
    return one["patch_set"], path, one.get("line"), span, bool(one.get("unresolved")), replied, one["message"]


def place_of_draft(one: Comment) -> Place:
    """Where a draft or a fetched comment stands, and its words."""
    at = one.range
    span = (at.start_line, at.start_character, at.end_line, at.end_character) if at else None
    line = at.end_line if at else one.line
    return one.patch_set, one.path, line, span, one.unresolved, one.parent, one.message
