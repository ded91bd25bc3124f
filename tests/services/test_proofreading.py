"""A draft is looked through within its repository: what its links lead to, drafts of other documents included."""

from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from visioneditor.core.document.links import Link, LinkKind
from visioneditor.core.drafting.findings import Finding
from visioneditor.services.drafting import discard_draft, save_draft
from visioneditor.services.opening import open_workspace
from visioneditor.services.proofreading import DraftInHand, hear_docutils, proofread
from visioneditor.services.reading import parse_data, resolve_revision
from visioneditor.services.surroundings import RepositorySurroundings
from visioneditor.services.workspace import Workspace

FILES = {
    "reference/vision.rst": ".. _goals:\n\nVision\n======\n\nPurpose\n-------\n\nWords.\n\nScope\n-----\n\nWords.\n",
    "reference/vision-reflections/nova.rst": "Nova\n====\n\nPurpose\n-------\n\nWe serve.\n",
    "reference/charter.md": "# Charter\n\n## Elected people\n",
    "docs/logo.png": "",
}
BASE = "Draft\n=====\n"


@pytest.fixture
def workspace(tmp_path: Path, git: Callable[..., str]) -> Iterator[Workspace]:
    folder = tmp_path / "small"
    for path, text in FILES.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    (folder / "doc").mkdir()
    (folder / "doc" / "linked").symlink_to("../reference")
    git(folder, "init", "-q")
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", "First")
    with closing(open_workspace(folder)) as opened:
        yield opened


def look_through(
    workspace: Workspace, text: str, path: str = "reference/draft.rst", around: RepositorySurroundings | None = None
) -> tuple[tuple[Finding, ...], RepositorySurroundings | None]:
    draft = DraftInHand(
        path=path,
        document=parse_data(path, text.encode()),
        base=BASE,
        base_revision=resolve_revision(workspace, None),
    )
    return proofread(workspace, draft, width=79, around=around)


def messages(workspace: Workspace, text: str, path: str = "reference/draft.rst") -> list[str]:
    return [one.message for one in look_through(workspace, text, path)[0]]


def test_links_that_lead_somewhere_are_not_told(workspace: Workspace) -> None:
    links = ":doc:`vision`, :doc:`charter`, :doc:`/reference/vision`, :ref:`goals`, :download:`../docs/logo.png`"
    assert not messages(workspace, f"{BASE}\n{links[:60]}\n{links[60:]}\n")
    assert not messages(workspace, "[a](charter.md#elected-people) [b](../docs/) [c](vision.rst)\n", "reference/a.md")
    assert not messages(workspace, ":doc:`linked/vision`\n", "doc/index.rst")


def test_links_that_lead_nowhere_offer_what_is_like_them(workspace: Workspace) -> None:
    found, _ = look_through(workspace, f"{BASE}\n:doc:`vison` and :ref:`gaols`\n")
    assert [(one.message, [fix.changes[0].new for fix in one.fixes]) for one in found] == [
        ("There is no document “vison”", ["vision"]),
        ("No document declares the label “gaols”", ["goals"]),
    ]


def test_what_another_draft_says_counts(workspace: Workspace) -> None:
    text = f"{BASE}\n:doc:`new`, :ref:`brand new`\n"
    found, around = look_through(workspace, text)
    assert len(found) == 2
    save_draft(workspace, "reference/new.rst", ".. _Brand  new:\n\nNew\n===\n", base_revision="", name="other")
    assert not look_through(workspace, text, around=around)[0]
    discard_draft(workspace, "reference/new.rst", "other")


def test_surroundings_are_used_again_while_only_the_draft_itself_changes(workspace: Workspace) -> None:
    _, around = look_through(workspace, BASE)
    save_draft(workspace, "reference/draft.rst", "Other\n", base_revision="")
    assert look_through(workspace, BASE, around=around)[1] is around
    discard_draft(workspace, "reference/draft.rst")


def test_file_of_the_work_tree_that_is_not_committed_yet_is_there(workspace: Workspace) -> None:
    assert workspace.repository.work_tree is not None
    (workspace.repository.work_tree / "reference" / "young.rst").write_text("Young\n", encoding="utf-8")
    assert not messages(workspace, f"{BASE}\n:doc:`young`\n")
    around = RepositorySurroundings(workspace, resolve_revision(workspace, None))
    assert around.find("a.rst", Link(kind=LinkKind.DOCUMENT, path="../outside.rst")) is None


def test_reflection_is_held_against_its_vision(workspace: Workspace) -> None:
    path = "reference/vision-reflections/nova.rst"
    assert messages(workspace, FILES[path], path) == ["No answer yet to “Scope”"]


def test_docutils_is_heard_beyond_what_was_found() -> None:
    text = f"{BASE}\nSee |nothing|, **and no end\n\n.. image::\n"
    heard = hear_docutils(parse_data("draft.rst", text.encode()))
    assert [(one.line, one.message) for one in heard] == [
        (6, 'Error in "image" directive: 1 argument(s) required, 0 supplied.')
    ]  # the fourth line is told of already
    assert text[heard[0].start : heard[0].end] == ".. image::"


def test_docutils_is_not_asked_about_markdown_nor_waited_for_once_cancelled() -> None:
    assert hear_docutils(parse_data("draft.md", b"See |nothing|.\n")) == ()
    assert hear_docutils(parse_data("draft.rst", b".. image::\n"), lambda: True) == ()
