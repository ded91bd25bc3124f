"""Words are replaced in drafts of all documents at once, and all of it is taken back; badly meant expressions end."""

from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from visioneditor.core.drafting.replacing import Match, Query
from visioneditor.errors import VisionEditorError
from visioneditor.services.drafting import list_drafts, load_draft, save_draft
from visioneditor.services.opening import open_workspace
from visioneditor.services.proofreading import surroundings_of
from visioneditor.services.reading import resolve_revision
from visioneditor.services.replacing import DRAFT_NAME, FoundDocument, find_everywhere, replace_in, take_back
from visioneditor.services.surroundings import RepositorySurroundings
from visioneditor.services.workspace import Workspace

FILES = {"a.rst": "The cloud.\n\nA cloud.\n", "docs/b.md": "# Cloud\n", "c.py": "cloud = 1\n", "d.rst": "None.\n"}


@pytest.fixture
def workspace(tmp_path: Path, git: Callable[..., str]) -> Iterator[Workspace]:
    folder = tmp_path / "small"
    (folder / "docs").mkdir(parents=True)
    for path, text in FILES.items():
        (folder / path).write_text(text, encoding="utf-8")
    git(folder, "init", "-q")
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", "First")
    with closing(open_workspace(folder)) as opened:
        yield opened


def around(workspace: Workspace) -> RepositorySurroundings:
    found = surroundings_of(workspace, resolve_revision(workspace, None), "x.rst")
    assert found is not None
    return found


def everything(found: tuple[FoundDocument, ...]) -> list[tuple[FoundDocument, tuple[Match, ...]]]:
    return [(one, one.matches) for one in found]


def test_places_are_found_in_all_prose_as_it_is_drafted(workspace: Workspace) -> None:
    save_draft(workspace, "d.rst", "A cloud, too.\n", base_revision="")
    found = find_everywhere(around(workspace), Query(words="cloud"))
    assert [(one.path, len(one.matches)) for one in found] == [("a.rst", 2), ("d.rst", 1), ("docs/b.md", 1)]
    assert [one.path for one in find_everywhere(around(workspace), Query(words="cloud"), now={"a.rst": "-"})] == [
        "d.rst",
        "docs/b.md",
    ]
    assert find_everywhere(around(workspace), Query(words="")) == ()


def test_chosen_places_are_replaced_in_drafts_and_no_file_is_written(workspace: Workspace) -> None:
    found = find_everywhere(around(workspace), Query(words="cloud", new="mist"))
    done = replace_in(workspace, "r", [(found[0], found[0].matches[1:]), (found[1], found[1].matches)])
    assert {one.path: one.text for one in list_drafts(workspace)} == {
        "a.rst": "The cloud.\n\nA mist.\n",
        "docs/b.md": "# mist\n",
    }
    assert {one.name for one in done} == {DRAFT_NAME}
    assert workspace.repository.worktree_bytes("a.rst") == FILES["a.rst"].encode()


def test_all_is_taken_back_but_what_was_written_in_since(workspace: Workspace) -> None:
    save_draft(workspace, "d.rst", "A cloud, too.\n", base_revision="")
    found = find_everywhere(around(workspace), Query(words="cloud", new="mist"))
    done = replace_in(workspace, "r", everything(found))
    save_draft(workspace, "docs/b.md", "# mist, and more\n", base_revision="r", name=DRAFT_NAME)
    assert take_back(workspace, done) == ("docs/b.md",)
    assert {one.path: one.text for one in list_drafts(workspace)} == {
        "d.rst": "A cloud, too.\n",
        "docs/b.md": "# mist, and more\n",
    }


def test_draft_that_went_on_meanwhile_is_left_alone(workspace: Workspace) -> None:
    found = find_everywhere(around(workspace), Query(words="cloud", new="mist"))
    save_draft(workspace, "a.rst", "Something else.\n", base_revision="")
    done = replace_in(workspace, "r", everything(found))
    draft = load_draft(workspace, "a.rst")
    assert [one.path for one in done] == ["docs/b.md"] and draft is not None and draft.text == "Something else.\n"


def test_the_draft_in_hand_is_the_one_that_is_written(workspace: Workspace) -> None:
    save_draft(workspace, "a.rst", FILES["a.rst"], base_revision="", name="mine")
    save_draft(workspace, "a.rst", "Another one.\n", base_revision="", name="later")
    found = find_everywhere(around(workspace), Query(words="cloud", new="mist"), now={"a.rst": FILES["a.rst"]})
    (done,) = replace_in(workspace, "r", [(found[0], found[0].matches)], {"a.rst": "mine"})
    written = load_draft(workspace, "a.rst", "mine")
    assert done.name == "mine" and written is not None and "mist" in written.text


def test_expression_is_looked_for_beside_and_ended_where_it_takes_too_long(workspace: Workspace) -> None:
    found = find_everywhere(around(workspace), Query(words=r"(\w+) cloud", new=r"\1 sky", is_expression=True))
    assert [(one.path, [match.new for match in one.matches]) for one in found] == [("a.rst", ["The sky", "A sky"])]
    with pytest.raises(VisionEditorError, match="given up"):
        now = {"a.rst": "a" * 60 + "!"}
        find_everywhere(around(workspace), Query(words="(a+)+$", is_expression=True), now=now, patience_s=0.5)
