"""The settings, built from their declarations; what is changed is announced at once."""

from itertools import groupby

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from visioneditor.gui.look import Look
from visioneditor.gui.widgets.controls import build_label, build_rule
from visioneditor.settings import SETTINGS, Setting, Settings
from visioneditor.values import replace

_TITLE_WIDTH = 130
_HELP_WIDTH = 400


class SettingsDialog(QDialog):
    """One field a setting, with its help below; announces `settings_changed` with the new Settings."""

    settings_changed = Signal(object)

    def __init__(self, look: Look, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Settings"))
        self.resize(640, 620)
        self._look, self._settings = look, settings
        self.fields: dict[str, QWidget] = {}
        content = QWidget()
        content.setObjectName("content")
        column = QVBoxLayout(content)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(8)
        for group, members in groupby(SETTINGS, key=lambda setting: setting.group):
            self._add_group(column, group, tuple(members))
        column.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # Tab goes to the fields, which scroll into view
        area.setWidget(content)
        shut = QPushButton(self.tr("Close"))
        shut.setDefault(True)
        shut.clicked.connect(self.accept)
        foot = QHBoxLayout()
        foot.setContentsMargins(24, 12, 24, 16)
        foot.addStretch(1)
        foot.addWidget(shut)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(area, 1)
        layout.addWidget(build_rule())
        layout.addLayout(foot)

    def _add_group(self, column: QVBoxLayout, title: str, settings: tuple[Setting, ...]) -> None:
        heading = build_label(title, "strong")
        heading.setFont(self._look.fonts.program(2, 600))
        heading.setContentsMargins(0, 8, 0, 4)
        column.addWidget(heading)
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        form.setHorizontalSpacing(24)
        form.setVerticalSpacing(4)
        for setting in settings:
            field = self._build_field(setting)
            field.setObjectName(setting.key)
            field.setAccessibleName(setting.title)
            field.setAccessibleDescription(setting.help)
            self.fields[setting.key] = field
            label = build_label("" if isinstance(field, QCheckBox) else setting.title)
            label.setMinimumWidth(_TITLE_WIDTH)
            label.setBuddy(field)
            form.addRow(label, field)
            help_text = build_label(setting.help, "muted", is_wrapped=True)
            help_text.setFont(self._look.fonts.program(-1))
            help_text.setContentsMargins(0, 0, 0, 8)
            help_text.setMinimumWidth(_HELP_WIDTH)
            form.addRow("", help_text)
        column.addLayout(form)

    def _build_field(self, setting: Setting) -> QWidget:
        value = getattr(self._settings, setting.key)
        if setting.choices:
            return self._build_choice(setting, str(value))
        if isinstance(value, bool):
            box = QCheckBox(setting.title)
            box.setChecked(value)
            box.toggled.connect(self._on_changed)
            return box
        if isinstance(value, int):
            return self._build_number(setting, value)
        if isinstance(value, tuple):
            lines = QPlainTextEdit("\n".join(value))
            lines.setMaximumHeight(80)
            lines.setTabChangesFocus(True)
            lines.textChanged.connect(self._on_changed)
            return lines
        line = QLineEdit(str(value))
        line.editingFinished.connect(self._on_changed)
        return line

    def _build_choice(self, setting: Setting, value: str) -> QComboBox:
        box = QComboBox()
        for choice in setting.choices:
            box.addItem(choice.title, choice.word)
        box.setCurrentIndex(box.findData(value))
        box.currentIndexChanged.connect(self._on_changed)
        return box

    def _build_number(self, setting: Setting, value: int) -> QSpinBox:
        box = QSpinBox()
        box.lineEdit().setTextMargins(6, 0, 0, 0)  # a style sheet's padding does not reach it
        box.setRange(setting.minimum, setting.maximum or 1_000_000)
        box.setSingleStep(setting.step)
        box.setSuffix(f" {setting.unit}" if setting.unit else "")
        box.setValue(value)
        box.valueChanged.connect(self._on_changed)
        return box

    def _value(self, setting: Setting) -> object:
        field = self.fields[setting.key]
        if isinstance(field, QComboBox):
            return field.currentData()
        if isinstance(field, QCheckBox):
            return field.isChecked()
        if isinstance(field, QSpinBox):
            return field.value()
        if isinstance(field, QPlainTextEdit):
            return tuple(line.strip() for line in field.toPlainText().splitlines() if line.strip())
        assert isinstance(field, QLineEdit)
        return field.text().strip()

    @Slot()
    def _on_changed(self, *_: object) -> None:
        values = {setting.key: self._value(setting) for setting in SETTINGS}
        changed = replace(self._settings, **values)  # type: ignore[arg-type]  # each field gives its setting's own type
        if changed != self._settings:
            self._settings = changed
            self.settings_changed.emit(changed)
