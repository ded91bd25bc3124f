"""While a comparison is made nothing is collected, and afterwards it is as it was."""

import gc
from collections.abc import Iterator
from threading import Event, Thread

import pytest

from visioneditor.core.compare.uncollected import Uncollected


@pytest.fixture(autouse=True)
def collecting() -> Iterator[None]:
    gc.enable()
    yield
    gc.enable()


def test_nothing_is_collected_inside_and_all_afterwards() -> None:
    block = Uncollected()
    with block:
        assert not gc.isenabled()
        with block:
            assert not gc.isenabled()
        assert not gc.isenabled()
    assert gc.isenabled()


def test_who_collects_at_other_times_only_still_does() -> None:
    gc.disable()
    with Uncollected():
        pass
    assert not gc.isenabled()


def test_an_error_leaves_it_as_it_was() -> None:
    with pytest.raises(ValueError), Uncollected():
        raise ValueError
    assert gc.isenabled()


def test_the_last_thread_out_lets_it_be_collected() -> None:
    block, inside, may_leave = Uncollected(), Event(), Event()

    def stay() -> None:
        with block:
            inside.set()
            may_leave.wait(10)

    thread = Thread(target=stay)
    thread.start()
    assert inside.wait(10)
    with block:
        pass
    assert not gc.isenabled()
    may_leave.set()
    thread.join()
    assert gc.isenabled()
