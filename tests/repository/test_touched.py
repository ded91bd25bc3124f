"""Which files commits touch, for many commits at once."""

from contextlib import closing
from pathlib import Path

from tests.services.review_world import FIRST, PATH, SECOND, build_world
from visioneditor.repository.touched import list_touched


def test_files_are_told_by_the_commit_also_of_the_first_one(tmp_path: Path) -> None:
    world = build_world(tmp_path / "repository")
    second = world.commit("Reword", SECOND)
    third = world.commit("Say more", FIRST, path="docs/übersicht.md")
    with closing(world.open()) as workspace:
        first, plumbing = world.made["Begin a vision"], workspace.repository.plumbing
        assert list_touched(plumbing, [(first, None), (second, first), (third, first)]) == {
            first: (PATH,),
            second: (PATH,),
            third: ("docs/übersicht.md", PATH),
        }
        assert list_touched(plumbing, []) == {}


def test_what_git_does_not_have_keeps_nothing_else_away(tmp_path: Path) -> None:
    world = build_world(tmp_path / "repository")
    second = world.commit("Reword", SECOND)
    with closing(world.open()) as workspace:
        pairs = [(second, world.made["Begin a vision"]), ("0" * 39 + "1", None)]
        assert list_touched(workspace.repository.plumbing, pairs)[second] == (PATH,)
