"""Whatever is done to a review on its way, the client's error says truly whether it may have arrived."""

import json
import time
from collections.abc import Iterator
from contextlib import closing

import pytest

from tests.gerrit.faults import ARRIVING, KILLS, Fault, faulty, on_review
from tests.gerrit.server.filling import ACCOUNTS, PROJECT, TEXT, VISION
from tests.gerrit.server.fixtures import Contribute
from tests.gerrit.server.shared import Gerrit
from visioneditor.errors import VisionEditorError
from visioneditor.gerrit import posting
from visioneditor.gerrit.client import GerritClient, Limits

SHORT = Limits(connect_s=2, silence_s=0.5, answer_s=0.5)
PAUSE_S = 0.8
LOGIN = ("erik", ACCOUNTS["erik"].password)


@pytest.fixture(scope="module")
def numbers() -> dict[str, int]:
    """The changes made for this module, by the server's version."""
    return {}


@pytest.fixture
def number(gerrit: Gerrit, contribute: Contribute, numbers: dict[str, int]) -> int:
    """A change that all of these write to."""
    if gerrit.version not in numbers:
        dana = contribute("dana")
        dana.commit("Suffer from faults", {VISION: TEXT.replace("Users help", "Every user helps")})
        numbers[gerrit.version] = dana.push("refs/for/master")
    return numbers[gerrit.version]


def tags_there(gerrit: Gerrit, number: int) -> Iterator[str]:
    with closing(GerritClient(gerrit.url, login=LOGIN)) as client:
        account = posting.read_account(client)
        yield from (one.tag for one in posting.read_circumstances(client, PROJECT, number, account=account).messages)


@pytest.mark.parametrize("fault", [fault for fault in Fault if fault not in KILLS and fault is not Fault.NONE])
def test_an_error_says_truly_whether_a_review_may_have_arrived(gerrit: Gerrit, number: int, fault: Fault) -> None:
    tag = f"visioneditor-{fault.name.lower()}"
    body = f'{{"message": "On the way: {fault}", "tag": "{tag}"}}'.encode()
    with (
        faulty(gerrit.url, on_review(fault), pause_s=PAUSE_S) as proxy,
        closing(GerritClient(proxy.url, login=LOGIN, limits=SHORT)) as client,
    ):
        with pytest.raises(VisionEditorError) as caught:
            posting.post_review(client, PROJECT, number, 1, body)
        assert [request.fault for request in proxy.requests] == [fault]
        assert caught.value.message == "server.answer-lost" and caught.value.summary.count("\n") == 0
        proxy.settle()
    assert (tag in tags_there(gerrit, number)) == (fault in ARRIVING)


def test_without_a_fault_all_passes(gerrit: Gerrit, number: int) -> None:
    with faulty(gerrit.url, on_review()) as proxy, closing(GerritClient(proxy.url, login=LOGIN)) as client:
        posting.post_review(client, PROJECT, number, 1, b'{"message": "Through", "tag": "visioneditor-through"}')
    assert "visioneditor-through" in tags_there(gerrit, number)


def test_what_its_asker_gave_up_does_not_arrive_later(gerrit: Gerrit, number: int) -> None:
    """What the server is at for longer than its deadline: it takes a while to read so many comments."""
    hasty, tag = Limits(connect_s=2, silence_s=0.001, answer_s=2), "visioneditor-hasty"
    comments = [{"line": 1, "message": f"Too late {number}"} for number in range(2_000)]
    body = json.dumps({"message": "Too late", "tag": tag, "comments": {VISION: comments}}).encode()
    with closing(GerritClient(gerrit.url, login=LOGIN, limits=hasty)) as client:
        for _ in range(3):
            with pytest.raises(VisionEditorError) as caught:
                posting.post_review(client, PROJECT, number, 1, body)
            assert caught.value.message == "server.answer-lost"
    time.sleep(1)
    assert tag not in tags_there(gerrit, number)
