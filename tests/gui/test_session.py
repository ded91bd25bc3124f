"""Going places: what is loaded, back and forward, and what happens when a place cannot be reached."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from tests.conftest import Git
from tests.gui.conftest import VISION
from visioneditor.errors import VisionEditorError
from visioneditor.gui import worked_out
from visioneditor.gui.jobs import Jobs
from visioneditor.gui.place import Place, committed_revision
from visioneditor.gui.prose.rows import OLD, Row, spans_of_row
from visioneditor.gui.session import Session
from visioneditor.services.opening import open_workspace
from visioneditor.services.window_request import Mode

OTHER = "reference/principles.rst"


@pytest.fixture
def session(qtbot: QtBot, sample: Path) -> Iterator[Session]:
    """A session on the sample, reading its vision."""
    made = Session(Jobs())
    made.use_workspace(open_workspace(sample))
    with qtbot.waitSignal(made.document_loaded):
        made.show(Place(path=VISION))
    yield made
    made.jobs.finish()
    made.close_workspace()


Go = Callable[..., None]


@pytest.fixture
def go(session: Session, qtbot: QtBot) -> Go:
    """Goes somewhere and waits until all is loaded."""

    def to(step: Callable[..., object] | None = None, **changed: object) -> None:
        step() if step else session.go(**changed)
        qtbot.waitUntil(lambda: session.jobs.is_idle)

    return to


class Failures(QObject):
    """The errors a session told of, each with its way to try again."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.told: list[tuple[VisionEditorError, Callable[[], object]]] = []
        session.failed.connect(self._on_failed)

    def _on_failed(self, error: VisionEditorError, retry: Callable[[], object]) -> None:
        self.told.append((error, retry))


def shown(session: Session) -> tuple[str, str]:
    assert session.loaded is not None
    return session.loaded.path, session.place.path


def test_document_is_loaded_where_one_goes(session: Session, go: Go) -> None:
    go(path=OTHER)
    assert shown(session) == (OTHER, OTHER)
    assert session.document is not None and session.document.sections


def test_back_and_forward_as_in_a_browser(session: Session, go: Go) -> None:
    assert not session.can_go_back and not session.can_go_forward
    go(path=OTHER)
    go(path="README.md")
    go(session.go_back)
    assert shown(session) == (OTHER, OTHER)
    go(session.go_back)
    assert shown(session) == (VISION, VISION)
    assert not session.can_go_back
    go(session.go_forward)
    assert shown(session) == (OTHER, OTHER)
    assert session.can_go_forward
    go(path=VISION)
    assert not session.can_go_forward


def test_going_back_at_the_beginning_stays(session: Session, go: Go) -> None:
    go(session.go_back)
    go(session.go_forward)
    assert shown(session) == (VISION, VISION)


def test_a_section_is_a_place_to_come_back_to(session: Session, go: Go, qtbot: QtBot) -> None:
    document = session.document
    assert document is not None
    first, second = document.sections[3], document.sections[5]
    session.go_to_section(first)
    with qtbot.waitSignal(session.section_wanted) as wanted:
        session.go_to_section(second)
    assert wanted.args == [second.number]
    assert session.section == second
    go(session.go_back)
    assert session.section == first


def test_the_section_under_the_eye_is_part_of_the_place_but_no_step(session: Session) -> None:
    document = session.document
    assert document is not None
    session.select_section(document.sections[4].number)
    assert session.place.section == document.sections[4].id
    assert not session.can_go_back


def test_section_is_kept_where_another_revision_has_it(session: Session, go: Go) -> None:
    document = session.document
    assert document is not None and session.workspace is not None
    session.load_history()
    go(section=document.sections[1].id)
    older = session.history[1].revision
    go(revision=older)
    assert session.loaded is not None and session.loaded.revision == older
    assert session.section is not None and session.section.id == document.sections[1].id


def test_document_that_is_not_there_leaves_what_is_shown(session: Session, go: Go) -> None:
    failures = Failures(session)
    before = session.loaded
    go(path="no/such.rst")
    assert session.loaded is before
    assert session.place.path == VISION
    assert [error.message for error, _ in failures.told] == ["document.unknown"]
    assert not session.can_go_back


def test_failed_going_back_leaves_what_is_shown(session: Session, go: Go, git: Git, sample: Path) -> None:
    git(sample, "branch", "short-lived")
    go(revision="refs/heads/short-lived")
    go(path=OTHER, revision="")
    git(sample, "branch", "-D", "short-lived")
    failures = Failures(session)
    go(session.go_back)
    assert [error.message for error, _ in failures.told] == ["revision.unknown"]
    assert shown(session) == (OTHER, OTHER)


def test_failed_place_is_reached_at_another_try(session: Session, go: Go, git: Git, sample: Path) -> None:
    failures = Failures(session)
    go(revision="refs/heads/later")
    ((error, retry),) = failures.told
    assert error.message == "revision.unknown"
    git(sample, "branch", "later", "HEAD~1")
    go(retry)
    assert session.place.revision == "refs/heads/later"
    assert session.loaded is not None and session.loaded.revision == git(sample, "rev-parse", "later")
    go(session.go_back)
    assert session.place.revision == ""


def test_comparison_is_loaded_and_its_new_side_is_the_document(
    session: Session, go: Go, git: Git, sample: Path
) -> None:
    newest, oldest = git(sample, "rev-parse", "HEAD"), git(sample, "log", "--format=%H", "--", VISION).split()[-1]
    go(mode=Mode.COMPARE, compared=(oldest, newest))
    comparison = session.comparison
    assert comparison is not None
    assert (comparison.old.revision, comparison.new.revision) == (oldest, newest)
    assert session.document is comparison.new.document
    go(mode=Mode.READ)
    assert session.loaded is not None and session.document is session.loaded.document


def test_a_long_old_text_is_told_before_the_comparison(
    session: Session, go: Go, git: Git, sample: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(worked_out, "LONG_BYTES", 0)
    told: list[str] = []
    rows: list[Row] = []
    session.old_text_loaded.connect(rows.extend)
    session.old_text_loaded.connect(lambda _: told.append("old text"))
    session.comparison_loaded.connect(lambda: told.append("comparison"))
    newest, oldest = git(sample, "rev-parse", "HEAD"), git(sample, "log", "--format=%H", "--", VISION).split()[-1]
    go(mode=Mode.COMPARE, compared=(oldest, newest))
    assert told == ["old text", "comparison"]
    assert {span[0] for row in rows for span in spans_of_row(row)} == {OLD}


def test_rows_of_both_layouts_are_there_in_the_end(session: Session, go: Go, git: Git, sample: Path) -> None:
    newest, oldest = git(sample, "rev-parse", "HEAD"), git(sample, "log", "--format=%H", "--", VISION).split()[-1]
    shapes: list[set[bool]] = []

    def note() -> None:
        assert session.compared_texts is not None
        shapes.append({view.is_unified for view in session.compared_texts.rows})

    session.comparison_loaded.connect(note)
    session.is_unified = True
    go(mode=Mode.COMPARE, compared=(oldest, newest))
    assert shapes == [{True}]
    assert session.compared_texts is not None
    assert {view.is_unified for view in session.compared_texts.rows} == {True, False}


def test_failed_comparison_leaves_the_one_shown_and_can_be_tried_again(
    session: Session, go: Go, git: Git, sample: Path
) -> None:
    newest, older = git(sample, "log", "-2", "--format=%H", "--", VISION).split()
    go(mode=Mode.COMPARE, compared=(older, newest))
    before, failures = session.comparison, Failures(session)
    go(compared=("refs/heads/later", newest))
    assert session.comparison is before
    assert session.place.compared == (older, newest)
    ((error, retry),) = failures.told
    assert error.message == "revision.unknown"
    git(sample, "branch", "later", "HEAD~3")
    go(retry)
    assert session.comparison is not before
    assert session.place.compared == ("refs/heads/later", newest)


def test_only_the_last_of_several_places_is_loaded(session: Session, go: Go) -> None:
    loaded: list[str] = []
    session.document_loaded.connect(lambda: loaded.append(shown(session)[0]))
    session.go(path="README.md")
    session.go(path="reference/index.rst")
    go(path=OTHER)
    assert loaded == [OTHER]


def test_what_belongs_to_a_document_is_loaded_around_it(session: Session, qtbot: QtBot) -> None:
    with qtbot.waitSignals([session.documents_listed, session.annotations_loaded, session.history_loaded]):
        session.load_around()
    assert VISION in [entry.path for entry in session.entries]
    assert session.annotations is not None and session.annotations.annotations
    assert len(session.history) > 5


def test_another_document_has_no_history_of_the_one_before(session: Session, go: Go) -> None:
    go(session.load_around)
    go(path=OTHER)
    assert session.history == () and session.annotations is None


def test_closing_leaves_nothing_open(session: Session, go: Go, qtbot: QtBot) -> None:
    go(path=OTHER)
    with qtbot.waitSignal(session.workspace_closed):
        session.close_workspace()
    assert session.loaded is None and session.document is None and session.section is None
    assert session.place == Place()
    assert not session.can_go_back
    assert session.revision == ""


def test_answer_that_comes_after_closing_is_dropped(session: Session, qtbot: QtBot) -> None:
    loaded: list[bool] = []
    session.document_loaded.connect(lambda: loaded.append(True))
    session.go(path=OTHER)
    session.close_workspace()
    session.jobs.finish()
    qtbot.wait(10)
    assert loaded == []


@pytest.mark.parametrize(
    ("revision", "committed"), [("main", "main"), ("WORKTREE", None), ("DRAFT", None), ("DRAFT:mine", None)]
)
def test_working_file_and_draft_are_no_commits(revision: str, committed: str | None) -> None:
    assert committed_revision(revision) == committed
