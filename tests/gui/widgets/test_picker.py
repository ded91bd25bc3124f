"""The list that drops from a button: filtering, keys, headings that cannot be chosen."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from visioneditor.gui.look import Look
from visioneditor.gui.widgets.picker import Choice, Picker

HEADING = Choice(value=None, title="Visions", is_enabled=False, is_heading=True)
CHOICES = (
    HEADING,
    Choice(value="cloud", title="A Vision for Clouds", detail="reference/cloud-vision.rst", aside="2,100 words"),
    Choice(value="energy", title="Energy", detail="reference/energy.rst", also="wattage"),
    Choice(value=None, title="Other documents", is_enabled=False, is_heading=True),
    Choice(value="principles", title="Principles", detail="reference/principles.rst"),
    Choice(value="charter", title="Charter", detail="charter.rst"),
)


def typed(text: str) -> Choice | None:
    """What is made of words that no row has."""
    return Choice(value=f"typed {text}", title=f"“{text}”") if text.startswith("=") else None


@pytest.fixture
def picker(look: Look, qtbot: QtBot) -> Iterator[Picker]:
    """Opened below a button, with the choices above."""
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(900, 600)
    anchor = QPushButton("Documents", window)
    made = Picker(look, "Find a document", window, has_group_keys=True, typed=typed)
    window.show()
    made.show_choices(CHOICES)
    made.open_below(anchor)
    QTest.qWaitForWindowActive(window)
    yield made
    window.close()


def current(picker: Picker) -> object:
    return picker.list.currentIndex().data()


def titles(picker: Picker) -> list[str]:
    model = picker.list.model()
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


def press(picker: Picker, *keys: Qt.Key) -> None:
    for key in keys:
        QTest.keyClick(picker.field, key)


def test_first_choice_that_can_be_chosen_is_current(picker: Picker) -> None:
    assert current(picker) == "A Vision for Clouds"


def test_typing_filters_by_every_word_wherever_it_stands(picker: Picker) -> None:
    QTest.keyClicks(picker.field, "rst vis")
    assert titles(picker) == ["Visions", "A Vision for Clouds"]
    picker.field.setText("CHART")
    assert (titles(picker), current(picker)) == (["Other documents", "Charter"], "Charter")
    picker.field.setText("2,100")
    assert titles(picker) == ["Visions", "A Vision for Clouds"]
    picker.field.setText("wattage")
    assert titles(picker) == ["Visions", "Energy"]
    picker.field.setText("")
    assert len(titles(picker)) == len(CHOICES)


def test_enter_where_nothing_fits_chooses_nothing(picker: Picker, qtbot: QtBot) -> None:
    QTest.keyClicks(picker.field, "zzz")
    with qtbot.assertNotEmitted(picker.chosen):
        press(picker, Qt.Key.Key_Return)
    assert picker.isVisible()


def test_arrows_go_over_headings(picker: Picker) -> None:
    press(picker, Qt.Key.Key_Down)
    assert current(picker) == "Energy"
    press(picker, Qt.Key.Key_Down)
    assert current(picker) == "Principles"
    press(picker, Qt.Key.Key_Up)
    assert current(picker) == "Energy"


def test_arrows_stop_at_both_ends(picker: Picker) -> None:
    press(picker, Qt.Key.Key_Up, Qt.Key.Key_Up)
    assert current(picker) == "A Vision for Clouds"
    press(picker, *[Qt.Key.Key_Down] * 9)
    assert current(picker) == "Charter"


def test_pages_lead_to_the_ends_though_a_heading_stands_there(picker: Picker) -> None:
    press(picker, Qt.Key.Key_PageDown)
    assert current(picker) == "Charter"
    press(picker, Qt.Key.Key_PageUp)
    assert current(picker) == "A Vision for Clouds"


def test_enter_announces_the_value_and_closes(picker: Picker, qtbot: QtBot) -> None:
    press(picker, Qt.Key.Key_Down)
    with qtbot.waitSignal(picker.chosen) as chosen:
        press(picker, Qt.Key.Key_Return)
    assert chosen.args == ["energy"]
    assert not picker.isVisible()


def test_escape_closes_without_a_choice(picker: Picker, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(picker.chosen), qtbot.waitSignal(picker.dismissed):
        press(picker, Qt.Key.Key_Escape)
    assert not picker.isVisible()


def test_going_elsewhere_closes_it(picker: Picker, qtbot: QtBot) -> None:
    with qtbot.waitSignal(picker.dismissed):
        picker.field.clearFocus()


def test_a_click_on_a_heading_chooses_nothing(picker: Picker, qtbot: QtBot) -> None:
    place = picker.list.visualRect(picker.list.model().index(0, 0)).center()
    with qtbot.assertNotEmitted(picker.chosen):
        QTest.mouseClick(picker.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert picker.isVisible()


def test_a_click_chooses(picker: Picker, qtbot: QtBot) -> None:
    place = picker.list.visualRect(picker.list.model().index(4, 0)).center()
    with qtbot.waitSignal(picker.chosen) as chosen:
        QTest.mouseClick(picker.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert chosen.args == ["principles"]


def test_rows_are_read_out_with_all_that_they_show(picker: Picker) -> None:
    index = picker.list.model().index(1, 0)
    said = index.data(Qt.ItemDataRole.AccessibleTextRole)
    assert said == "A Vision for Clouds, reference/cloud-vision.rst, 2,100 words"


def test_it_opens_with_an_empty_filter(picker: Picker) -> None:
    QTest.keyClicks(picker.field, "charter")
    picker.dismiss()
    picker.open_below(picker)
    assert picker.field.text() == ""
    assert len(titles(picker)) == len(CHOICES)


def test_words_that_nothing_has_are_said_to_and_the_field_keeps_its_height(picker: Picker, qtbot: QtBot) -> None:
    height = picker.field.height()
    QTest.keyClicks(picker.field, "xyzzy")
    assert titles(picker) == ["Nothing here has these words."]
    assert picker.field.height() == height
    with qtbot.assertNotEmitted(picker.chosen):
        press(picker, Qt.Key.Key_Return)


def test_a_heading_s_key_leaves_its_rows_alone_and_brings_the_others_back(picker: Picker) -> None:
    asides = [picker.list.model().index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole) for row in (0, 3)]
    assert asides == ["Visions, Alt+1", "Other documents, Alt+2"]
    QTest.keyClick(picker.field, Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
    assert (titles(picker), current(picker)) == (["Other documents", "Principles", "Charter"], "Principles")
    QTest.keyClicks(picker.field, "vision")
    assert titles(picker) == ["Nothing here has these words."]
    picker.field.clear()
    QTest.keyClick(picker.field, Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
    assert len(titles(picker)) == len(CHOICES)
    QTest.keyClick(picker.field, Qt.Key.Key_3, Qt.KeyboardModifier.AltModifier)
    assert len(titles(picker)) == len(CHOICES)


def test_it_opens_with_the_value_in_hand_until_something_is_typed(picker: Picker) -> None:
    picker.show_choices(CHOICES, "principles")
    assert current(picker) == "Principles"
    QTest.keyClicks(picker.field, "rst")
    assert current(picker) == "A Vision for Clouds"


def test_what_no_row_has_can_be_chosen_where_something_is_made_of_it(picker: Picker, qtbot: QtBot) -> None:
    QTest.keyClicks(picker.field, "=tip")
    assert titles(picker) == ["“=tip”"]
    with qtbot.waitSignal(picker.chosen) as chosen:
        press(picker, Qt.Key.Key_Return)
    assert chosen.args == ["typed =tip"]
