"""A screen reader finds every row with a name."""

from collections.abc import Callable

from PySide6.QtGui import QAccessible

from visioneditor.core.document.model import Document
from visioneditor.gui.prose.accessible import spoken_row
from visioneditor.gui.prose.prose_view import ProseView
from visioneditor.gui.prose.rows import Fold, Label, Row

ShowView = Callable[[Document], ProseView]


def test_every_row_is_reached_with_kind_and_words(show: ShowView, document: Document) -> None:
    view = show(document)
    view.setAccessibleName("Document")
    root = QAccessible.queryAccessibleInterface(view)
    assert (root.role(), root.text(QAccessible.Text.Name)) == (QAccessible.Role.Document, "Document")
    children = [root.child(number) for number in range(root.childCount())]
    names = [child.text(QAccessible.Text.Name) for child in children]
    assert len(names) == len(view.rows())
    assert names[:3] == [
        "heading: Vision",
        "paragraph: The first paragraph has “quotes” and a link in it.",
        "heading: Goals",
    ]
    assert "item: • one goal" in names
    assert children[0].role() == QAccessible.Role.Heading
    assert root.indexOfChild(children[2]) == 2
    assert children[2].rect().top() >= children[1].rect().bottom() - 1


def test_rows_that_are_gone_answer_nothing(show: ShowView, document: Document) -> None:
    view = show(document)
    child = QAccessible.queryAccessibleInterface(view).child(1)
    view.set_rows(())
    assert not child.isValid() and child.text(QAccessible.Text.Name) == ""


def test_the_row_at_a_point_is_found(show: ShowView, document: Document) -> None:
    view = show(document)
    root = QAccessible.queryAccessibleInterface(view)
    box = root.child(1).rect()
    found = root.childAt(box.center().x(), box.center().y())
    assert found is not None and root.indexOfChild(found) == 1


def test_a_fold_says_that_it_is_one() -> None:
    row = Row(key="f", fold=Fold(labels=(Label(text="Scope"), Label(text="unchanged, 80 words"))), spoken="folded")
    assert spoken_row(row) == "folded, Scope unchanged, 80 words"
