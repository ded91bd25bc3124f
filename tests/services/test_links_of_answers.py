"""Links in an answer: they are the reflection's, whatever document it answers."""

from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from visioneditor.core.document.links import LinkKind
from visioneditor.core.document.model import Run, Style
from visioneditor.core.document.parsing import parse_path
from visioneditor.services.annotating import load_annotations
from visioneditor.services.following import resolve_link, resolve_link_of
from visioneditor.services.opening import open_workspace
from visioneditor.services.reading import WORKTREE, load_document

PATH = "docs/vision-reflections/nova.rst"
ANSWER = """\
Nova
====

Scaling
-------

See `our page`_, and `Thanks`_, and `what others say <zun.rst>`_.

Thanks
------

.. _our page: https://example.org/nova
"""


def test_they_lead_where_they_lead_in_the_reflection(tmp_path: Path, git: Callable[..., str]) -> None:
    git(tmp_path, "init", "-q")
    files = {"docs/vision.rst": "Vision\n======\n\nScaling\n-------\n\nIt grows.\n", PATH: ANSWER}
    files["docs/vision-reflections/zun.rst"] = "Zun\n===\n\nScaling\n-------\n\nNo.\n"
    for path, text in files.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    git(tmp_path, "add", "-A")
    git(tmp_path, "commit", "-q", "-m", "All")
    with closing(open_workspace(tmp_path)) as workspace:
        vision = load_document(workspace, WORKTREE, "docs/vision.rst")
        answers = load_annotations(workspace, vision).annotations
        answer = next(one for one in answers if one.project == "nova" and one.heading == "Scaling")
        runs = _links(parse_path(answer.path, answer.text).blocks[0].runs)
        found = [resolve_link_of(workspace, WORKTREE, answer.path, run) for run in runs]
        assert [one.kind for one in found] == [LinkKind.WEB, LinkKind.DOCUMENT, LinkKind.DOCUMENT]
        assert found[0].address == "https://example.org/nova"
        assert (found[1].path, found[1].section_id) == (PATH, "thanks")
        assert found[2].path == "docs/vision-reflections/zun.rst"
        assert resolve_link(workspace, vision, runs[0]).kind is LinkKind.UNKNOWN, "the vision has no such name"


def _links(runs: tuple[Run, ...]) -> list[Run]:
    return [run for run in runs if run.style & Style.LINK]
