"""What a draft can link to in its repository, and labels that are declared for it in other documents."""

from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from visioneditor.core.drafting.link_writing import LinkTarget
from visioneditor.errors import VisionEditorError
from visioneditor.services.drafting import load_draft, save_draft
from visioneditor.services.linking import LinkTargets, declare_label, free_label, load_targets
from visioneditor.services.opening import open_workspace
from visioneditor.services.proofreading import surroundings_of
from visioneditor.services.reading import parse_data, resolve_revision
from visioneditor.services.workspace import Workspace

DRAFT = parse_data("a.rst", b"Draft\n=====\n\nPart\n----\n")
OTHER = "Other\n=====\n\n.. _known:\n\nKnown\n-----\n\nScope\n-----\n"


@pytest.fixture
def workspace(tmp_path: Path, git: Callable[..., str]) -> Iterator[Workspace]:
    folder = tmp_path / "small"
    folder.mkdir()
    (folder / "other.rst").write_text(OTHER, encoding="utf-8")
    git(folder, "init", "-q")
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", "First")
    with closing(open_workspace(folder)) as opened:
        yield opened


def load(workspace: Workspace) -> LinkTargets:
    around = surroundings_of(workspace, resolve_revision(workspace, None), "a.rst")
    assert around is not None
    return load_targets(around, "a.rst", DRAFT)


def scope(targets: LinkTargets) -> LinkTarget:
    return next(one for one in targets.others if one.title == "Scope")


def test_own_sections_and_other_documents_are_targets(workspace: Workspace) -> None:
    targets = load(workspace)
    assert [one.title for one in targets.own] == ["Draft", "Part"]
    assert [(one.title, one.label) for one in targets.others] == [
        ("Other", ""),
        ("Other", ""),
        ("Known", "known"),
        ("Scope", ""),
    ]
    assert free_label(targets.around, DRAFT, "Known") == "known-2"


def test_label_goes_into_a_draft_of_the_other_document(workspace: Workspace) -> None:
    targets = load(workspace)
    declare_label(workspace, targets.around, scope(targets), "scope", "mine")
    draft = load_draft(workspace, "other.rst", "mine")
    assert draft is not None and draft.text == OTHER.replace("Scope", ".. _scope:\n\nScope")
    assert scope(load(workspace)).label == "scope"


def test_label_goes_on_with_the_draft_that_there_is(workspace: Workspace) -> None:
    save_draft(workspace, "other.rst", "Begun\n=====\n\nScope\n-----\n", base_revision="", name="theirs")
    targets = load(workspace)
    declare_label(workspace, targets.around, scope(targets), "scope", "mine")
    draft = load_draft(workspace, "other.rst")
    assert draft is not None and (draft.name, draft.text.count(".. _scope:")) == ("theirs", 1)


def test_section_that_is_gone_gets_no_label(workspace: Workspace) -> None:
    targets = load(workspace)
    save_draft(workspace, "other.rst", "Begun\n=====\n", base_revision="")
    with pytest.raises(VisionEditorError):
        declare_label(workspace, load(workspace).around, scope(targets), "scope", "mine")
