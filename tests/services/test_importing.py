"""A project's reflection gets into a draft, with its source, what it was written against, and what was decided."""

from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from visioneditor.core.importing.model import Source, SourceKind, Standing
from visioneditor.errors import VisionEditorError
from visioneditor.services.import_sources import RepositoryPlace, read_mail_source
from visioneditor.services.importing import (
    PlannedImport,
    guess_project,
    load_known_places,
    plan_correction,
    plan_import,
    write_import,
    written_proposal,
)
from visioneditor.services.opening import open_workspace
from visioneditor.services.projects import load_teams
from visioneditor.services.reading import load_document
from visioneditor.services.reflection_drafts import DRAFT_NAME
from visioneditor.services.workspace import Workspace
from visioneditor.values import replace

VISION = "V\n=\n\nSelf-service\n------------\n\nx\n\nScaling up\n----------\n\nx\n"
TEXT = "Ferry\n=====\n\nSelf service\n------------\n\nWe do.\n\nScaling\n-------\n\nNo.\n"
TEAMS = "ferry:\n  deliverables:\n    pier:\n      repos: [skerry/pier]\n"
EARLY, LATE = datetime(2000, 1, 1, tzinfo=UTC), datetime(2100, 1, 1, tzinfo=UTC)


@pytest.fixture
def workspace(tmp_path: Path, git: Callable[..., str]) -> Iterator[Workspace]:
    git(tmp_path, "init", "-q")
    (tmp_path / "reference").mkdir()
    (tmp_path / "vision.rst").write_text(VISION, encoding="utf-8")
    (tmp_path / "reference" / "projects.yaml").write_text(TEAMS, encoding="utf-8")
    git(tmp_path, "add", "-A")
    git(tmp_path, "commit", "-q", "-m", "Begin")
    with closing(open_workspace(tmp_path)) as opened:
        yield opened


def source(text: str = TEXT, written: datetime | None = None, path: str = "ferry.rst", revision: str = "") -> Source:
    return Source(
        kind=SourceKind.REPOSITORY, place="p", path=path, text=text, written=written, revision=revision or None
    )


def planned(workspace: Workspace, of: Source, project: str = "ferry") -> PlannedImport:
    return plan_import(workspace, load_document(workspace, None, "vision.rst"), of, project)


def test_what_is_decided_goes_into_one_draft_of_all_imports(workspace: Workspace) -> None:
    plan = planned(workspace, source(written=LATE, revision="1" * 40))
    head = workspace.repository.resolve("HEAD")
    assert (plan.path, plan.had, plan.written_against, plan.newest) == ("vision-reflections/ferry.rst", "", head, head)
    line = next(one.line for one in plan.proposal.headings if one.heading == "Scaling")
    scaling = plan.proposal.vision.section("scaling-up")
    assert scaling is not None
    draft = write_import(workspace, plan, {line: (scaling.number,)})
    assert (draft.path, draft.name, draft.base_revision) == (plan.path, DRAFT_NAME, head)
    assert draft.text == (
        f"Ferry\n=====\n\n:source: p\n:source-path: ferry.rst\n:source-revision: {'1' * 40}\n"
        f":written-against: {head}\n\nSelf service\n------------\n\nWe do.\n\n"
        "Scaling\n-------\n\n:answers: Scaling up\n\nNo.\n"
    )
    assert [one.is_confirmed for one in written_proposal(plan, {line: (scaling.number,)}).headings] == [True, True]


def test_the_revision_it_answers_is_that_of_its_day_or_the_one_that_is_named(workspace: Workspace) -> None:
    assert planned(workspace, source(written=EARLY)).written_against is None
    assert planned(workspace, source()).written_against is None
    plan = planned(workspace, source())
    assert f":written-against: {plan.newest}" in write_import(workspace, plan, {}, written_against=plan.newest).text
    later = planned(workspace, source())
    assert later.written_against == plan.newest
    assert "written-against" not in write_import(workspace, later, {}, written_against="").text
    text = TEXT.replace("=====\n", "=====\n\n:written-against: abc\n", 1)
    told = planned(workspace, source(text))
    assert told.written_against == "abc"


def test_a_draft_that_another_window_has_written_meanwhile_is_kept(workspace: Workspace) -> None:
    plan = planned(workspace, source())
    write_import(workspace, planned(workspace, source()), {})
    with pytest.raises(VisionEditorError) as raised:
        write_import(workspace, plan, {})
    assert raised.value.message == "draft.changed-elsewhere"


def test_a_later_import_starts_from_the_draft_and_tells_what_changed(workspace: Workspace) -> None:
    plan = planned(workspace, source())
    write_import(workspace, plan, {plan.proposal.headings[-1].line: plan.proposal.headings[0].sections})
    again = planned(workspace, source(TEXT.replace("We do.", "We do not.")))
    assert again.had and [(one.standing, one.is_confirmed) for one in again.proposal.headings] == [
        (Standing.EDITED, True),
        (Standing.SAME, True),
    ]


def test_mails_and_plain_words_get_headings(workspace: Workspace) -> None:
    mail = read_mail_source("Hello.\n\nThe 'Self service' goal is yours.\n")
    plan = planned(workspace, mail)
    assert [one.heading for one in plan.proposal.headings] == ["Notes", "On Self-service"]
    plain = source("We do 'Self service'.\n", path="a.txt")
    assert [one.heading for one in planned(workspace, plain).proposal.headings] == ["On Self-service"]


def test_another_markup_gets_a_file_of_its_own_unless_there_is_one(workspace: Workspace) -> None:
    markdown = source("# Ferry\n\n## Self-service\n\nWe do.\n", path="a.md")
    assert planned(workspace, markdown).path == "vision-reflections/ferry.md"
    write_import(workspace, planned(workspace, source()), {})
    with pytest.raises(VisionEditorError) as raised:
        planned(workspace, markdown)
    assert raised.value.message == "import.other-markup"


@pytest.mark.parametrize(
    ("names", "project"),
    [(("skerry-dev", "Ferry"), "ferry"), (("x", "pier"), "pier"), (("x", "y"), "x"), ((), "")],
)
def test_a_project_is_guessed_from_what_the_teams_are_called(
    workspace: Workspace, names: tuple[str, ...], project: str
) -> None:
    named = Source(kind=SourceKind.MAIL, place="", text="", names=names)
    assert guess_project(named, load_teams(workspace)) == project


def test_where_a_reflection_came_from_is_known_as_far_as_others_can_read_it(workspace: Workspace) -> None:
    for project, place in (("ferry", "https://f.example/f"), ("pier", "pier")):
        read = replace(source(revision="1" * 40), place=place, path="doc/a.rst")
        write_import(workspace, planned(workspace, read, project), {})
    known = load_known_places(workspace, load_document(workspace, None, "vision.rst"))
    assert known == {"ferry": RepositoryPlace(place="https://f.example/f", path="doc/a.rst")}


def test_what_a_reflection_here_answers_is_corrected_and_nothing_else(workspace: Workspace) -> None:
    write_import(workspace, planned(workspace, source()), {})
    loaded = load_document(workspace, None, "vision.rst")
    plan = plan_correction(workspace, loaded, "Ferry")
    assert (plan.path, plan.proposal.source.kind) == ("vision-reflections/ferry.rst", SourceKind.STANDING)
    heading = plan.proposal.headings[-1]
    draft = write_import(workspace, plan, {heading.line: plan.proposal.headings[0].sections})
    assert draft.text == plan.proposal.source.text.replace("-------\n\nNo.", "-------\n\n:answers: Self-service\n\nNo.")
    with pytest.raises(VisionEditorError) as raised:
        plan_correction(workspace, loaded, "pier")
    assert raised.value.message == "import.none-here"
