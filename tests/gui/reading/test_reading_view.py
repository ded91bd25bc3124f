"""Read mode's view."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from visioneditor.core.annotation import Annotation
from visioneditor.core.document.markdown import parse_markdown
from visioneditor.core.document.model import Document
from visioneditor.gui.look import Look
from visioneditor.gui.reading.beside_view import BesideView, annotation_key, answer_key
from visioneditor.gui.reading.reading_view import ReadingView
from visioneditor.gui.worked_out import AnsweredText
from visioneditor.services.model import Annotations, LoadedDocument


def show(
    view: ReadingView, document: Document, annotations: Sequence[Annotation], projects: Sequence[str] = ()
) -> AnsweredText:
    """Show a document with what projects say, all of them or those named beside it."""
    names = tuple(projects) or tuple(dict.fromkeys(annotation.project for annotation in annotations))
    loaded = LoadedDocument(revision="1", path="vision.md", data=b"", document=document)
    found = Annotations(document="vision.md", revision="1", projects=names, teams=0, annotations=tuple(annotations))
    answered = AnsweredText(loaded, found)
    view.show_document(document)
    view.beside.show_answers(answered)
    view.beside.show_view(BesideView(projects=names))
    return answered


def build(look: Look, qtbot: QtBot, width: int = 1000) -> ReadingView:
    view = ReadingView(look)
    qtbot.addWidget(view)
    view.prose.motion_ms = 0
    view.resize(width, 500)
    view.show()
    return view


def test_a_document_is_shown_and_read(look: Look, qtbot: QtBot, vision: Document) -> None:
    view = build(look, qtbot)
    with qtbot.waitSignal(view.section_changed) as changed:
        view.show_document(vision)
    assert changed.args == [1] and view.document() is vision
    assert not view.beside.header.isVisible()


def test_side_by_side_keeps_the_section(
    look: Look, qtbot: QtBot, vision: Document, annotations: tuple[Annotation, ...]
) -> None:
    view = build(look, qtbot)
    show(view, vision, annotations)
    view.prose.scroll_to_section(3)
    view.set_beside(True)
    assert view.beside.header.isVisible() and view.is_beside()
    assert view.prose.section_under_eye() == 3
    assert len(view.prose.plan().columns) == 3
    view.set_beside(False)
    assert view.prose.section_under_eye() == 3 and len(view.prose.plan().columns) == 1


def test_sections_that_were_set_ahead_are_taken(
    look: Look, qtbot: QtBot, vision: Document, annotations: tuple[Annotation, ...]
) -> None:
    view = build(look, qtbot)
    answered = show(view, vision, annotations)
    view.set_beside(True)
    assert [row.cells[0] for row in view.prose.rows()] == [one.cell for one in answered.sections]
    another = parse_markdown("# Another\n\nText.\n")
    view.show_document(another)
    assert len(view.prose.rows()) == 1, "these are another document's"


def test_a_long_answer_ends_in_show_all_and_opens(
    look: Look, qtbot: QtBot, vision: Document, annotations: tuple[Annotation, ...]
) -> None:
    view = build(look, qtbot)
    show(view, vision, annotations)
    view.set_beside(True)
    before = view.prose.stage().lay(1).height
    cell = view.prose.stage().lay(1).cells[1]
    assert cell is not None and "Show all 180 words" in [label.label.text for label in cell.labels]
    view.prose.label_activated.emit(f"whole:{answer_key('zun', vision.sections[1])}")
    assert view.prose.stage().lay(1).height > before


def test_showing_an_answer_whole_keeps_the_place(look: Look, qtbot: QtBot, annotations: tuple[Annotation, ...]) -> None:
    """Every answer is a text whose offsets begin at 0: the place is told by the vision's."""
    document = parse_markdown("".join(f"## Goal {n}\n\n{'What we want. ' * 20}\n\n" for n in range(1, 9)))
    answers = tuple(replace(annotations[0], section=section) for section in document.sections)
    view = build(look, qtbot)
    show(view, document, answers)
    view.set_beside(True)
    view.prose.scroll_to_section(4)
    before = view.prose.place()
    view.prose.label_activated.emit(f"whole:{answer_key('zun', document.sections[6])}")
    assert view.prose.place() == before


def test_what_changed_since_is_asked_with_the_annotation(
    look: Look, qtbot: QtBot, vision: Document, annotations: tuple[Annotation, ...]
) -> None:
    view = build(look, qtbot)
    show(view, vision, annotations)
    view.set_beside(True)
    with qtbot.waitSignal(view.changes_since_requested) as asked:
        view.prose.label_activated.emit(f"since:{annotation_key(annotations[1])}")
    assert asked.args == [annotations[1]]


def test_many_projects_scroll_sideways_beside_the_vision(
    look: Look, qtbot: QtBot, vision: Document, annotations: tuple[Annotation, ...]
) -> None:
    view = build(look, qtbot, width=700)
    show(view, vision, annotations, ["zun", "ironic", "a", "b", "c"])
    view.set_beside(True)
    bar = view.prose.horizontalScrollBar()
    assert bar.maximum() > 0
    QTest.keyClick(view.prose, Qt.Key.Key_Right)
    assert bar.value() > 0
    view.grab()


def test_no_document_leaves_an_empty_view(look: Look, qtbot: QtBot, vision: Document) -> None:
    view = build(look, qtbot)
    view.show_document(vision)
    view.show_document(None)
    assert not view.prose.rows()


def test_the_vision_stays_on_paper_while_the_projects_scroll_sideways(
    look: Look, qtbot: QtBot, vision: Document, annotations: tuple[Annotation, ...]
) -> None:
    view = build(look, qtbot, width=700)
    show(view, vision, annotations, ["zun", "ironic", "a", "b", "c"])
    view.set_beside(True)
    view.prose.horizontalScrollBar().setValue(300)
    picture = view.prose.viewport().grab().toImage()
    ratio, right = picture.devicePixelRatio(), view.prose.plan().columns[0].right
    at = [picture.pixelColor(round(x * ratio), picture.height() - 3).name() for x in (right - 5, right + 5)]
    assert at == [look.theme.colour(token).name() for token in ("paper", "side")]
