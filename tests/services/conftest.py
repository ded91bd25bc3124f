"""What tests of the services share: a small repository or the real review history, opened until the test ends."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.services.review_world import World, build_world
from visioneditor.services.opening import open_workspace
from visioneditor.services.workspace import Workspace


@pytest.fixture
def world(tmp_path: Path) -> World:
    """One commit on the main line; a module that needs more builds on it."""
    return build_world(tmp_path / "repository")


@pytest.fixture
def workspace(world: World) -> Iterator[Workspace]:
    with closing(world.open()) as opened:
        yield opened


@pytest.fixture
def real(reviews: Path) -> Iterator[Workspace]:
    """The real history that holds review data."""
    with closing(open_workspace(reviews)) as opened:
        yield opened
