"""Reflections are found, mapped, and told fresh from stale."""

from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from visioneditor.errors import VisionEditorError
from visioneditor.services.annotating import load_annotations
from visioneditor.services.drafting import save_draft
from visioneditor.services.model import Annotations
from visioneditor.services.opening import open_workspace
from visioneditor.services.reading import WORKTREE, load_document
from visioneditor.services.workspace import Workspace

VISION = """\
======
Vision
======

Intro.

Self-service
============

Nobody waits for
anybody here.

Scaling
=======

It scales.

It does so well.

Partitioning
============

Regions.
"""
EDITED = (
    VISION.replace("It scales.\n\nIt does so well.", "It does so well.\n\nIt\nscales.")
    .replace("Nobody waits for\nanybody here.", "Nobody waits\nfor anyone here.")
    .replace("Intro.\n", "Intro.\n\nPartitioning\n============\n\nRegions.\n")
    .removesuffix("\nPartitioning\n============\n\nRegions.\n")
)
ANSWER = """\
Nova's answer
=============

Self-service
------------

:stance: partial
:written-against: {commit}

We *try*.

Scaling
-------

:written-against: {commit}

Yes.

Partitioning
------------

:written-against: {commit}

No.

Other
-----

:stance: gap
:written-against: 0123456789012345678901234567890123456789
:answers: Scaling

No.
"""


class Small:
    """A small repository with a vision and one answer to it."""

    def __init__(self, folder: Path, git: Callable[..., str]) -> None:
        self.folder = folder
        self._git = git
        folder.mkdir()
        git(folder, "init", "-q")

    def commit(self, **files: str) -> str:
        for path, text in files.items():
            self.write(path, text)
        self._git(self.folder, "add", "-A")
        self._git(self.folder, "commit", "-q", "-m", "Change")
        return self._git(self.folder, "rev-parse", "HEAD")

    def write(self, path: str, text: str) -> None:
        target = self.folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")

    def rename(self, old: str, new: str) -> None:
        self._git(self.folder, "mv", old, new)


@pytest.fixture
def small(tmp_path: Path, git: Callable[..., str]) -> Small:
    return Small(tmp_path / "small", git)


@pytest.fixture
def workspace(small: Small) -> Iterator[Workspace]:
    small.commit(**{"docs/vision.rst": VISION})
    with closing(open_workspace(small.folder)) as opened:
        yield opened


def load(
    workspace: Workspace, path: str = "docs/vision.rst", revision: str | None = None, **imports: Path
) -> Annotations:
    return load_annotations(workspace, load_document(workspace, revision, path), imports)


def told(annotations: Annotations) -> list[tuple[str, str | None, bool | None]]:
    return [(row.heading, row.section.title if row.section else None, row.stale) for row in annotations.annotations]


def test_only_changed_words_make_an_answer_stale(small: Small, workspace: Workspace) -> None:
    then = workspace.repository.resolve("HEAD")
    answer = ANSWER.format(commit=then)
    small.commit(**{"docs/vision-reflections/nova.rst": answer})
    assert [stale for *_, stale in told(load(workspace))] == [False, False, False, None]
    small.commit(**{"docs/vision.rst": EDITED})
    assert told(load(workspace)) == [
        ("Self-service", "Self-service", True),
        ("Scaling", "Scaling", False),
        ("Partitioning", "Partitioning", False),
        ("Other", "Scaling", None),
    ]
    rows = load(workspace).annotations
    assert (rows[0].stance, rows[0].written_against, rows[0].text) == ("partial", then, "We *try*.")
    assert rows[0].path == "docs/vision-reflections/nova.rst"
    assert rows[3].confirmed


def test_the_name_that_the_document_had_then_is_followed(small: Small, workspace: Workspace) -> None:
    then = workspace.repository.resolve("HEAD")
    small.commit(**{"docs/vision-reflections/nova.rst": ANSWER.format(commit=then[:12])})
    small.rename("docs/vision.rst", "docs/future.rst")
    small.rename("docs/vision-reflections", "docs/future-reflections")
    small.commit()
    annotations = load(workspace, "docs/future.rst")
    assert [stale for *_, stale in told(annotations)] == [False, False, False, None]
    assert annotations.annotations[0].written_against == then


def test_files_on_disk_are_read_with_the_work_tree(small: Small, workspace: Workspace) -> None:
    then = workspace.repository.resolve("HEAD")
    small.write("docs/vision-reflections/nova.rst", ANSWER.format(commit=then))
    small.write("docs/vision.rst", EDITED)
    assert load(workspace).projects == ()
    assert [stale for *_, stale in told(load(workspace, revision=WORKTREE))] == [True, False, False, None]


def test_files_are_named_after_teams_and_teams_are_counted(small: Small, workspace: Workspace) -> None:
    teams = "Quality Assurance: {ptl: {name: Q}}\nnova: {ptl: {name: N}}\nglance: {}\n"
    answer = "# Ours\n\n## Scaling\n\n<!-- stance: gap -->\nno\n"
    small.commit(
        **{
            "reference/projects.yaml": teams,
            "docs/vision-reflections/quality-assurance.md": answer,
            "docs/vision-reflections/Zun.markdown": answer,
            "docs/vision-reflections/index.rst": "Index\n=====\n",
            "docs/vision-reflections/deeper/no.rst": answer,
            "docs/vision-reflections/notes.txt": answer,
        }
    )
    annotations = load(workspace)
    assert annotations.projects == ("Quality Assurance", "Zun")
    assert annotations.teams == 3
    assert [(row.project, row.match, row.stance, row.text) for row in annotations.annotations] == [
        ("Quality Assurance", "exact", "gap", "no"),
        ("Zun", "exact", "gap", "no"),
    ]


def test_the_layout_file_names_other_folders(small: Small, workspace: Workspace) -> None:
    layout = '[reflections]\n"docs/vision.rst" = ["answers/", "more"]\n"other.rst" = 3\n'
    answer = "# Ours\n\n## Scaling\n\nno\n"
    small.commit(
        **{
            "visioneditor.toml": layout,
            "answers/b.md": answer,
            "more/a.md": answer,
            "docs/vision-reflections/c.md": answer,
        }
    )
    assert load(workspace).projects == ("a", "b")
    small.commit(**{"visioneditor.toml": "not toml at all ["})
    assert load(workspace).projects == ("c",)


def test_files_from_elsewhere_are_added(workspace: Workspace, tmp_path: Path) -> None:
    (tmp_path / "mine.md").write_text("# Mine\n\n## Self service\n\nyes\n", encoding="utf-8")
    annotations = load(workspace, Keystone=tmp_path / "mine.md")
    assert annotations.projects == ("Keystone",)
    assert told(annotations) == [("Self service", "Self-service", None)]
    assert annotations.annotations[0].path == str(tmp_path / "mine.md")
    with pytest.raises(VisionEditorError) as raised:
        load(workspace, Keystone=tmp_path / "none.md")
    assert raised.value.message == "files.unreadable"


@pytest.mark.parametrize("spec", ["HEAD", "--help", "main", "abc", "deadbeef", "HEAD:docs/vision.rst", "x" * 5000])
def test_what_is_no_known_commit_tells_nothing(small: Small, workspace: Workspace, spec: str) -> None:
    small.commit(**{"docs/vision-reflections/nova.rst": ANSWER.format(commit=spec)})
    rows = load(workspace).annotations
    assert rows[0].stale is None and rows[0].written_against == spec


def test_real_reflections_stand_beside_the_real_vision(governance: Path, material: Path) -> None:
    files = {name: material / "data" / "reflections" / f"{name}.rst" for name in ("keystone", "ironic", "placement")}
    with closing(open_workspace(governance)) as workspace:
        loaded = load_document(workspace, "master", "reference/technical-vision.rst")
        annotations = load_annotations(workspace, loaded, files)
    assert annotations.projects == ("ironic", "keystone", "placement")
    assert annotations.teams == 42
    confirmed = [row.section.title for row in annotations.annotations if row.confirmed and row.section]
    assert len(confirmed) == 8 + 3


def test_what_is_being_drafted_is_shown_to_whoever_asks_for_it(workspace: Workspace, small: Small) -> None:
    head = small.commit(**{"docs/vision-reflections/nova.rst": "N\n=\n\nScaling\n-------\n\nNo.\n"})
    loaded = load_document(workspace, None, "docs/vision.rst")
    for project, base in (("nova", head), ("zun", head), ("old", "0" * 40)):
        text = f"{project}\n====\n\nSelf-service\n------------\n\nYes.\n"
        path = f"docs/vision-reflections/{project}.rst"
        save_draft(workspace, path, text, base_revision=base, name="reflections")
    rows = load_annotations(workspace, loaded, with_drafts=True).annotations
    assert [(row.project, row.heading) for row in rows] == [("nova", "Self-service"), ("zun", "Self-service")]
    assert [row.heading for row in load_annotations(workspace, loaded).annotations] == ["Scaling"]


def test_a_draft_has_the_files_that_only_it_has(workspace: Workspace, small: Small) -> None:
    head = workspace.repository.resolve("HEAD")
    for path, text in (
        ("docs/vision.rst", VISION),
        ("docs/vision-reflections/zun.rst", "Z\n=\n\nScaling\n-------\n\nNo.\n"),
    ):
        save_draft(workspace, path, text, base_revision=head, name="mine")
    assert load(workspace, revision="DRAFT:mine").projects == ("zun",)
    assert load(workspace).projects == ()
