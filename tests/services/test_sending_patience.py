"""Who has told it to send may stay until it is sure whether what was sent has arrived."""

from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest

from tests.gerrit.pure_server import Fault, PureWire
from tests.services.sending_world import SendingWorld
from visioneditor.core.review.publication import Sent
from visioneditor.services import sending
from visioneditor.services.sending import PATIENCE_S, send
from visioneditor.services.workspace import Workspace

Patient = Callable[..., Sent]


@pytest.fixture
def world(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> SendingWorld:
    made = SendingWorld(tmp_path)
    made.write("Which?", patch_set=1)
    made.write("Who?")
    made.publish()
    monkeypatch.setattr(sending, "_fetch", lambda workspace, sent, progress, cancelled: ())
    return made


@pytest.fixture
def patient(world: SendingWorld) -> Patient:
    """Sends through these faults, each for the next post."""

    def go(*faults: Fault, patience_s: float = PATIENCE_S, cancelled: Callable[[], bool] = lambda: False) -> Sent:
        left = list(faults)
        return send(
            cast(Workspace, SimpleNamespace(store=world.store)),
            now=world.now,
            connect=lambda server: PureWire(
                world.server, lambda kind: left.pop(0) if left and kind == "post" else Fault.NONE
            ),
            patience_s=patience_s,
            pause=world.server.pass_time,
            cancelled=cancelled,
        )

    return go


def test_what_was_cut_off_is_sent_again_when_it_is_sure(world: SendingWorld, patient: Patient) -> None:
    sent = patient(Fault.LOST_BEFORE)
    assert len(sent.posted) == 2 and not sent.waiting
    assert world.posted() == ["Which?", "Who?"] and 30 < world.server.seconds < 45


def test_what_nothing_was_heard_of_is_left_for_later(world: SendingWorld, patient: Patient) -> None:
    sent = patient(Fault.SILENT)
    assert len(sent.waiting) == 2 and not sent.posted and world.server.seconds < 10
    world.server.pass_time(60)
    assert len(patient().posted) == 2 and world.posted() == ["Which?", "Who?"]


def test_nobody_who_is_in_a_hurry_stays(world: SendingWorld, patient: Patient) -> None:
    assert len(patient(Fault.LOST_BEFORE, patience_s=0).waiting) == 2
    assert world.server.seconds < 10


def test_patience_ends(world: SendingWorld, patient: Patient) -> None:
    sent = patient(*[Fault.LOST_BEFORE] * 5)
    assert len(sent.waiting) == 2 and world.posted() == [] and world.server.seconds < 60


def test_staying_can_be_cancelled(world: SendingWorld, patient: Patient) -> None:
    sent = patient(Fault.LOST_BEFORE, cancelled=lambda: world.server.seconds > 5)
    assert len(sent.waiting) == 2 and world.posted() == [] and world.server.seconds < 7
