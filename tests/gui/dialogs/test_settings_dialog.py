"""The Settings dialog is built from the declarations, and each of its fields sets what it says."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QComboBox, QFormLayout, QLabel, QLineEdit, QPlainTextEdit, QSpinBox
from pytestqt.qtbot import QtBot

from tests.gui.conftest import OpenWindow
from visioneditor.gui.dialogs.settings_dialog import SettingsDialog
from visioneditor.gui.look import Look
from visioneditor.settings import SETTINGS, Settings, load_settings, settings_path

FIELDS = {bool: QCheckBox, int: QSpinBox, str: QLineEdit, tuple: QPlainTextEdit}


@pytest.fixture
def dialog(look: Look, qtbot: QtBot) -> SettingsDialog:
    made = SettingsDialog(look, Settings())
    qtbot.addWidget(made)
    made.show()
    return made


def change(dialog: SettingsDialog, key: str) -> object:
    """Set a field to something else as a person would; answers with the value that this should be."""
    field = dialog.fields[key]
    if isinstance(field, QComboBox):
        field.setCurrentIndex(field.count() - 1)
        return field.currentData()
    if isinstance(field, QCheckBox):
        field.click()
        return field.isChecked()
    if isinstance(field, QSpinBox):
        field.stepUp()
        return field.value()
    if isinstance(field, QPlainTextEdit):
        field.setPlainText("/one\n\n  /two  \n")
        return ("/one", "/two")
    assert isinstance(field, QLineEdit)
    QTest.keyClicks(field, " Ada ")
    QTest.keyClick(field, Qt.Key.Key_Return)
    return "Ada"


def test_every_setting_has_a_field_of_its_kind(dialog: SettingsDialog) -> None:
    assert list(dialog.fields) == [setting.key for setting in SETTINGS]
    for setting in SETTINGS:
        kind = QComboBox if setting.choices else FIELDS[type(setting.default)]
        assert isinstance(dialog.fields[setting.key], kind), setting.key


@pytest.mark.parametrize("key", [setting.key for setting in SETTINGS])
def test_each_field_sets_its_own_setting_and_no_other(dialog: SettingsDialog, key: str, qtbot: QtBot) -> None:
    with qtbot.waitSignal(dialog.settings_changed) as changed:
        expected = change(dialog, key)
    assert expected != getattr(Settings(), key)
    assert changed.args == [replace(Settings(), **{key: expected})]  # type: ignore[arg-type]  # the setting's own type


def test_what_was_set_is_shown(look: Look, qtbot: QtBot) -> None:
    settings = Settings(theme="dark", text_scale=130, sign_off=True, identity_name="Ada", hooks_allowed=("/a", "/b"))
    dialog = SettingsDialog(look, settings)
    qtbot.addWidget(dialog)
    fields = dialog.fields
    assert isinstance(fields["theme"], QComboBox) and fields["theme"].currentText() == "Dark"
    assert isinstance(fields["text_scale"], QSpinBox) and fields["text_scale"].value() == 130
    assert isinstance(fields["sign_off"], QCheckBox) and fields["sign_off"].isChecked()
    assert isinstance(fields["identity_name"], QLineEdit) and fields["identity_name"].text() == "Ada"
    assert isinstance(fields["hooks_allowed"], QPlainTextEdit)
    assert fields["hooks_allowed"].toPlainText() == "/a\n/b"


def test_numbers_stay_within_their_bounds(dialog: SettingsDialog) -> None:
    for setting in SETTINGS:
        field = dialog.fields[setting.key]
        if isinstance(field, QSpinBox):
            assert (field.minimum(), field.maximum()) == (setting.minimum, setting.maximum)


def test_what_is_typed_is_set_though_the_dialog_is_left_with_escape(dialog: SettingsDialog, qtbot: QtBot) -> None:
    field = dialog.fields["identity_name"]
    dialog.activateWindow()
    field.setFocus()
    QTest.keyClicks(field, "Ada")
    with qtbot.waitSignal(dialog.settings_changed) as changed:
        QTest.keyClick(field, Qt.Key.Key_Escape)
    assert changed.args[0].identity_name == "Ada"


def test_a_change_taken_back_is_announced_as_well(dialog: SettingsDialog) -> None:
    heard: list[Settings] = []
    dialog.settings_changed.connect(heard.append)
    box = dialog.fields["sign_off"]
    assert isinstance(box, QCheckBox)
    box.click()
    box.click()
    assert [settings.sign_off for settings in heard] == [True, False]


def test_every_field_is_labelled_and_explained(dialog: SettingsDialog) -> None:
    told = {label.text() for label in dialog.findChildren(QLabel)}
    for setting in SETTINGS:
        field = dialog.fields[setting.key]
        assert field.accessibleName() == setting.title
        assert field.accessibleDescription() == setting.help
        assert setting.help in told
    labels = [label for label in dialog.findChildren(QLabel) if label.text() in {one.title for one in SETTINGS}]
    assert {label.buddy() for label in labels} >= {f for f in dialog.fields.values() if not isinstance(f, QCheckBox)}
    assert dialog.findChildren(QFormLayout)


def test_only_what_differs_is_written(open_window: OpenWindow, sample: Path) -> None:
    window = open_window(sample)
    window.look_desk.show_settings()
    dialog = window.frame.findChild(SettingsDialog)
    assert isinstance(dialog, SettingsDialog)
    change(dialog, "identity_name")
    written = settings_path().read_text(encoding="utf-8")
    assert 'identity_name = "Ada"' in written
    assert "text_scale" not in written and "wrap_width" not in written
    assert load_settings(settings_path()).identity_name == "Ada"
    dialog.accept()


def test_a_setting_takes_hold_at_once(open_window: OpenWindow, sample: Path) -> None:
    window = open_window(sample)
    window.look_desk.show_settings()
    dialog = window.frame.findChild(SettingsDialog)
    assert isinstance(dialog, SettingsDialog)
    theme = dialog.fields["theme"]
    assert isinstance(theme, QComboBox)
    theme.setCurrentIndex(theme.findData("dark"))
    assert window.look.theme.name == "dark"
    change(dialog, "text_scale")
    assert window.look.fonts.scale == 1.1
    change(dialog, "sign_off")
    assert window.session.workspace is not None and window.session.workspace.settings.sign_off
    dialog.accept()
