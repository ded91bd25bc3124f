"""Wherever a connection by ssh is cut, the error says truly whether a review may have arrived."""

import os
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.conftest import Absent
from tests.gerrit.cutting_relay import CuttingRelay
from tests.gerrit.server.filling import PROJECT, TEXT, VISION
from tests.gerrit.server.fixtures import Contribute
from tests.gerrit.server.rest import change_path
from tests.gerrit.server.shared import Gerrit
from tests.gerrit.ssh_way import open_ssh
from visioneditor.core.review.publication import Route, Server
from visioneditor.errors import VisionEditorError
from visioneditor.services.ssh_posting import post_by_ssh

_BODY = b'{"message": "By a way that does not hold", "tag": "%s"}'
_SHARES = (0.5, 0.9, 0.95, 0.99, 0.997)


@pytest.fixture
def relay(gerrit: Gerrit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, absent: Absent) -> Iterator[CuttingRelay]:
    """A way for Gus to the server's ssh that can be cut; the host is known by its own port."""
    open_ssh(gerrit, "gus", tmp_path, monkeypatch, absent)
    own = os.environ["GIT_SSH_COMMAND"]
    monkeypatch.setenv("GIT_SSH_COMMAND", f"{own} -o HostKeyAlias=[127.0.0.1]:{gerrit.ssh_port}")
    with closing(CuttingRelay(gerrit.ssh_port)) as made:
        yield made


def test_wherever_the_connection_is_cut_it_is_known_what_may_have_arrived(
    gerrit: Gerrit, contribute: Contribute, relay: CuttingRelay
) -> None:
    dana = contribute("dana")
    dana.commit("Go by ssh", {VISION: TEXT.replace("Users help", "Every user helps")})
    number = dana.push("refs/for/master")
    server = Server(root=f"ssh://gus@127.0.0.1:{relay.port}", project=PROJECT, route=Route.SSH)

    def error(tag: str) -> str:
        """How it ended, as the client's errors are called."""
        try:
            post_by_ssh(server, number, 1, _BODY % tag.encode())
        except VisionEditorError as failed:
            return failed.message
        return ""

    assert error("ssh-whole") == ""
    sent, received = relay.sent, relay.received
    said = {"ssh-whole": ""}
    for share in _SHARES:
        relay.cut_sent, relay.cut_received = int(sent * share), None
        said[f"ssh-sent-{share}"] = error(f"ssh-sent-{share}")
        relay.cut_sent, relay.cut_received = None, int(received * share)
        said[f"ssh-received-{share}"] = error(f"ssh-received-{share}")
    messages = gerrit.rest().get(f"{change_path(number)}/detail")["messages"]
    there = [message["tag"] for message in messages if message.get("tag", "").startswith("ssh-")]
    assert sorted(there) == sorted(set(there))
    assert {said[tag] for tag in there} <= {"", "server.answer-lost"}
    assert {tag for tag, message in said.items() if not message} <= set(there)
    assert "server.answer-lost" in said.values()


def test_a_review_of_which_nothing_arrived_publishes_what_is_half_written(
    gerrit: Gerrit, contribute: Contribute, relay: CuttingRelay
) -> None:
    """Gerrit takes an empty review for one without JSON, which publishes all drafts: what nobody here can hinder."""
    dana = contribute("dana")
    dana.commit("Say nothing by ssh", {VISION: TEXT.replace("Users help", "No user helps")})
    number = dana.push("refs/for/master")
    gus = gerrit.rest("gus")
    gus.put(f"{change_path(number)}/revisions/1/drafts", {"path": VISION, "line": 1, "message": "Half wri"})
    server = Server(root=f"ssh://gus@127.0.0.1:{gerrit.ssh_port}", project=PROJECT, route=Route.SSH)
    post_by_ssh(server, number, 1, b"")
    assert gus.get(f"{change_path(number)}/drafts") == {}
    (comment,) = gus.get(f"{change_path(number)}/comments")[VISION]
    assert comment["message"] == "Half wri"
