"""Documents are found and read at commits, in the work tree and as drafted; links lead from one to the other."""

from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from visioneditor.core.document.links import LinkKind
from visioneditor.core.document.model import Document, Markup, Run
from visioneditor.errors import VisionEditorError
from visioneditor.services.following import resolve_link
from visioneditor.services.model import DocumentEntry, LoadedDocument
from visioneditor.services.opening import open_workspace
from visioneditor.services.reading import choose_document, first_document, list_documents, load_document
from visioneditor.services.searching import find_in_documents
from visioneditor.services.tracing import load_history
from visioneditor.services.workspace import Workspace

VISION = """\
.. _goals:

======
Vision
======

See :ref:`the charter <charter-start>`, :doc:`/reference/notes`, :doc:`notes` and `plain <other/readme.html>`_.

The vendor-independent
API is *for* everybody.

.. _here:

Deep
====

Text with a :ref:`here`.
"""
CHARTER = "Charter\n=======\n\n.. _charter-start:\n\nStart\n-----\n\nElected people, one API.\n"


@pytest.fixture
def workspace(tmp_path: Path, git: Callable[..., str]) -> Iterator[Workspace]:
    folder = tmp_path / "small"
    (folder / "reference" / "other").mkdir(parents=True)
    (folder / "doc" / "source").mkdir(parents=True)
    git(folder, "init", "-q")
    (folder / "reference" / "vision.rst").write_text(VISION, encoding="utf-8")
    (folder / "reference" / "charter.rst").write_text(CHARTER, encoding="utf-8")
    (folder / "reference" / "notes.md").write_text("# Notes\n\nan api\n", encoding="utf-8")
    (folder / "reference" / "other" / "readme.rst").write_text("Other\n=====\n", encoding="utf-8")
    (folder / "doc" / "source" / "reference").symlink_to("../../reference")
    (folder / "doc" / "source" / "broken.rst").symlink_to("../../../outside.rst")
    (tmp_path / "outside.rst").write_text("Outside\n=======\n", encoding="utf-8")
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", "First")
    with closing(open_workspace(folder)) as opened:
        yield opened


def run_of(document: Document, words: str) -> Run:
    """The run that shows these words and leads somewhere."""
    runs = (run for block in document.blocks for run in block.runs if run.target or run.role)
    return next(run for run in runs if document.text[run.start : run.end].startswith(words))


def follow(workspace: Workspace, loaded: LoadedDocument, words: str) -> tuple[LinkKind, str, str]:
    link = resolve_link(workspace, loaded, run_of(loaded.document, words))
    return link.kind, link.path, link.section_id


def entry(path: str, *, is_vision: bool = False, same_as: str | None = None) -> DocumentEntry:
    return DocumentEntry(path=path, markup=Markup.RST, title="", is_vision=is_vision, words=1, same_as=same_as)


def test_a_vision_is_chosen_before_a_dated_one_and_before_the_rest() -> None:
    entries = [
        entry("README.md"),
        entry("2017-vision.rst", is_vision=True),
        entry("a.rst", is_vision=True),
        entry("link-vision.rst", is_vision=True, same_as="z-vision.rst"),
        entry("z-vision.rst", is_vision=True),
    ]
    chosen = choose_document(entries)
    assert chosen is not None and chosen.path == "z-vision.rst"


def test_without_a_vision_the_readme_is_chosen() -> None:
    chosen = choose_document([entry("a.rst"), entry("doc/README.rst"), entry("README.rst")])
    assert chosen is not None and chosen.path == "README.rst"
    assert choose_document([]) is None


def test_first_document_agrees_with_the_list(workspace: Workspace) -> None:
    chosen = choose_document(list_documents(workspace))
    revision = workspace.repository.resolve("HEAD")
    assert chosen is not None and chosen.path == first_document(workspace, revision) == "reference/vision.rst"


def test_a_link_that_leads_out_is_neither_listed_nor_read(workspace: Workspace) -> None:
    for revision in ("HEAD", "WORKTREE"):
        assert "doc/source/broken.rst" not in {row.path for row in list_documents(workspace, revision)}
        with pytest.raises(VisionEditorError):
            load_document(workspace, revision, "doc/source/broken.rst")


def test_listing_stops_when_cancelled(workspace: Workspace) -> None:
    assert list_documents(workspace, "HEAD", cancel=lambda: True) == ()


def test_labels_documents_and_sections_are_followed(workspace: Workspace) -> None:
    loaded = load_document(workspace, None, "reference/vision.rst")
    assert follow(workspace, loaded, "the charter") == (LinkKind.DOCUMENT, "reference/charter.rst", "start")
    assert follow(workspace, loaded, "/reference/notes")[:2] == (LinkKind.DOCUMENT, "reference/notes.md")
    assert follow(workspace, loaded, "notes")[:2] == (LinkKind.DOCUMENT, "reference/notes.md")
    assert follow(workspace, loaded, "plain")[:2] == (LinkKind.DOCUMENT, "reference/other/readme.rst")
    assert follow(workspace, loaded, "here") == (LinkKind.SECTION, "", "deep")


def test_a_link_to_nothing_is_unknown(workspace: Workspace) -> None:
    loaded = load_document(workspace, None, "reference/vision.rst")
    for role, target in (("doc", "nowhere"), ("ref", "nowhere"), ("doc", "../../../etc/passwd"), ("", "file:///etc")):
        run = Run(start=0, end=1, role=role, target=target)
        assert resolve_link(workspace, loaded, run).kind is LinkKind.UNKNOWN


def test_words_are_found_across_lines_in_all_documents_once(workspace: Workspace) -> None:
    found = find_in_documents(workspace, "HEAD", "vendor-independent api")
    assert [(f.path, f.line, f.found) for f in found] == [("reference/vision.rst", 9, "vendor-independent API")]
    assert [f.path for f in find_in_documents(workspace, None, "api")] == [
        "reference/charter.rst",
        "reference/notes.md",
        "reference/vision.rst",
    ]
    assert [f.path for f in find_in_documents(workspace, "WORKTREE", "API")] == [
        "reference/charter.rst",
        "reference/vision.rst",
    ]
    assert find_in_documents(workspace, None, "nowhere to be found") == ()
    assert find_in_documents(workspace, None, "api", cancel=lambda: True) == ()


def test_sections_that_changed_order_are_touched(workspace: Workspace, git: Callable[..., str]) -> None:
    folder = workspace.repository.work_tree
    assert folder is not None
    path = folder / "reference" / "order.rst"
    a, b, c = "Aa\n==\n\nSome words of a.\n\n", "Bb\n==\n\nOther things.\n\n", "Cc\n==\n\nAll else here.\n\n"
    for number, text in enumerate((a + b + c, a + c + b, a + c)):
        path.write_text(text, encoding="utf-8")
        git(folder, "add", "-A")
        git(folder, "commit", "-q", "-m", f"Step {number}")
    history = load_history(workspace, None, "reference/order.rst")
    assert history[2].sections == ("aa", "bb", "cc")
    assert history[1].sections in (("bb",), ("cc",))
    assert history[0].sections == ()
