"""The first page: ways in with their keys, what was opened before, a legend of the marks."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QEnterEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from visioneditor.core.annotation import Stance
from visioneditor.gui.command_specs import CommandSpec
from visioneditor.gui.command_table import COMMANDS
from visioneditor.gui.look import Look
from visioneditor.gui.stance_shapes import paint_stance
from visioneditor.gui.widgets.controls import CutLabel, build_label, build_rule
from visioneditor.gui.widgets.side_panel import clear
from visioneditor.values import dataclass

_WAYS_IN = ("repository.open", "repository.clone", "repository.sample")
_MOST_NAMED = 3  # documents
_WITHOUT_GIT = ("repository.compare-files",)


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownRepository:
    """A repository opened before: its path, a word on it, and the documents of which drafts are kept here."""

    path: Path
    word: str
    drafts: tuple[str, ...] = ()


class _PressableRow(QFrame):
    """A row one can press with mouse or keyboard."""

    pressed = Signal(object)

    def __init__(self, look: Look, value: object, name: str) -> None:
        super().__init__()
        self._look, self._value = look, value
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self.rect().contains(event.position().toPoint()):
            self.pressed.emit(self._value)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.pressed.emit(self._value)
        else:
            super().keyPressEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self.underMouse():
            painter.fillRect(self.rect(), self._look.theme.colour("hover"))
        if self.hasFocus():
            painter.setPen(self._look.theme.colour("focus"))
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))


class _Swatch(QWidget):
    """A stance's shape in the legend."""

    def __init__(self, look: Look, stance: Stance) -> None:
        super().__init__()
        self._look, self._stance = look, stance
        self.setFixedSize(QSize(14, 14))

    def paintEvent(self, event: QPaintEvent) -> None:
        paint_stance(QPainter(self), QRectF(0, 0, 14, 14), self._stance, self._look.theme)


class FirstPage(QFrame):
    """Announces `command_requested` with a command's id, `repository_chosen` with a path."""

    command_requested = Signal(str)
    repository_chosen = Signal(object)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._recent: Sequence[ShownRepository] = ()
        self._git = ""
        self._column = QVBoxLayout()
        outer = QGridLayout(self)
        outer.setColumnStretch(0, 1)
        outer.setColumnStretch(2, 1)
        outer.setRowStretch(0, 1)
        outer.setRowStretch(2, 2)
        outer.addLayout(self._column, 1, 1)
        look.changed.connect(self._on_look_changed)

    def show_state(self, recent: Sequence[ShownRepository], git: str) -> None:
        """What was opened before, and the version of git; empty where there is none."""
        self._recent, self._git = recent, git
        clear(self._column)
        row = QHBoxLayout()
        row.setSpacing(48)
        row.addLayout(self._build_ways(), 3)
        rule = QFrame()
        rule.setFixedWidth(1)
        rule.setProperty("role", "rule")
        rule.setMaximumHeight(16_777_215)
        rule.setStyleSheet(f"background: {self._look.theme.colours['line']}; max-height: 16777215px;")
        row.addWidget(rule)
        row.addLayout(self._build_legend(), 2)
        self._column.addLayout(row)

    def _build_ways(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(0)
        title = build_label("Vision Editor")
        title.setFont(self._look.fonts.reading(34, 600))
        sentence = self.tr(
            "Read a vision beside what every project says about it, compare its drafts word by word, "
            "and review them with or without a network."
        )
        lead = build_label(sentence, is_wrapped=True)
        lead.setFont(self._look.fonts.reading(18))
        lead.setMinimumWidth(540)
        column.addWidget(title)
        column.addSpacing(8)
        column.addWidget(lead)
        column.addSpacing(20)
        if not self._git:
            no_git = self.tr("No git was found. Repositories need one: get it from git-scm.com, then start again.")
            column.addWidget(build_label(no_git, "warning", is_wrapped=True))
            column.addSpacing(12)
        specs = {spec.id: spec for spec in COMMANDS}
        for id in _WAYS_IN if self._git else _WITHOUT_GIT:
            column.addWidget(build_rule())
            column.addWidget(self._build_way(specs[id]))
        column.addWidget(build_rule())
        self._add_recent(column)
        column.addStretch(1)
        return column

    def _build_way(self, spec: CommandSpec) -> QWidget:
        row = _PressableRow(self._look, spec.id, spec.text)
        layout = QHBoxLayout(row)
        layout.setContentsMargins(6, 12, 12, 12)
        layout.setSpacing(16)
        icon = QLabel()
        icon.setPixmap(self._look.icons.pixmap(spec.icon, "accent", 22, self.devicePixelRatioF()))
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(build_label(self.tr(spec.text), "strong"))
        words.addWidget(build_label(self.tr(spec.tip), "muted"))
        layout.addWidget(icon)
        layout.addLayout(words, 1)
        if spec.keys:
            layout.addWidget(build_label(spec.shown_key, "key"))
        row.pressed.connect(self._on_way)
        return row

    def _add_recent(self, column: QVBoxLayout) -> None:
        column.addSpacing(24)
        if self._recent:
            column.addWidget(build_label(self.tr("Opened before"), "strong"))
            column.addSpacing(6)
        for shown in self._recent[:6]:
            path, drafts = shown.path, self._drafts(shown.drafts)
            row = _PressableRow(self._look, path, ", ".join(part for part in (path.name, drafts) if part))
            layout = QHBoxLayout(row)
            layout.setContentsMargins(6, 5, 12, 5)
            layout.setSpacing(12)
            icon = QLabel()
            icon.setPixmap(self._look.icons.pixmap("folder-git-2", "text", 16, self.devicePixelRatioF()))
            words = QVBoxLayout()
            words.setSpacing(0)
            words.addWidget(build_label(path.name))
            place = build_label(str(path).replace(str(Path.home()), "~", 1), "muted")
            place.setFont(self._look.fonts.program(-1))
            words.addWidget(place)
            if drafts:
                words.addWidget(CutLabel(drafts, "muted"))
            layout.addWidget(icon)
            layout.addLayout(words, 1)
            layout.addWidget(build_label(shown.word, "muted"))
            row.pressed.connect(self._on_recent)
            column.addWidget(row)
        if self._git:
            column.addSpacing(12)
            column.addWidget(build_label(self.tr("A folder can also be dropped on this window."), "muted"))

    def _drafts(self, paths: Sequence[str]) -> str:
        """ "drafts of vision.rst, charter.rst and 2 more"."""
        names = ", ".join(path.rpartition("/")[2] for path in paths[:_MOST_NAMED])
        if len(paths) > _MOST_NAMED:
            return self.tr("drafts of {names} and {n} more").format(names=names, n=len(paths) - _MOST_NAMED)
        said = self.tr("a draft of {names}") if len(paths) == 1 else self.tr("drafts of {names}")
        return said.format(names=names) if names else ""

    def _build_legend(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(6)
        column.addStretch(1)
        self._add_legend_title(column, self.tr("Comparing two drafts"))
        column.addWidget(self._build_marked())
        self._add_legend_title(column, self.tr("Moved, not removed"))
        column.addLayout(self._build_moved())
        self._add_legend_title(column, self.tr("What projects answer"))
        for project, stance in (("zun", Stance.CONTRIBUTES), ("placement", Stance.PARTIAL), ("ironic", Stance.GAP)):
            row = QHBoxLayout()
            row.setSpacing(8)
            row.addWidget(_Swatch(self._look, stance))
            row.addWidget(build_label(project, "strong"))
            row.addWidget(build_label(stance.value, "muted"))
            row.addStretch(1)
            column.addLayout(row)
        self._add_legend_title(column, self.tr("Ready"))
        if self._git:
            column.addWidget(build_label(self.tr("git {version} found").format(version=self._git)))
        column.addWidget(build_label(self.tr("Drafts are kept on this computer until you publish"), is_wrapped=True))
        column.addStretch(2)
        return column

    def _add_legend_title(self, column: QVBoxLayout, text: str) -> None:
        label = build_label(text, "muted")
        label.setFont(self._look.fonts.program(-1, 600))
        label.setContentsMargins(0, 14, 0, 0)
        column.addWidget(label)

    def _build_marked(self) -> QLabel:
        colours = self._look.theme.colours

        def marked(words: str, token: str, line: str) -> str:
            style = f"color:{colours[token]};background:{colours[f'{token}-wash']};text-decoration:{line}"
            return f'<span style="{style}">{words}</span>'

        def added(words: str) -> str:
            return marked(words, "added", "underline")

        def removed(words: str) -> str:
            return marked(words, "removed", "line-through")

        label = QLabel(
            f"The following {removed('are')} design goals {added('represent the capabilities')} that we would "
            f"like to see the services as a whole {removed('fulfil')} {added('provide to applications and users')}."
        )
        label.setTextFormat(Qt.TextFormat.RichText)
        label.setWordWrap(True)
        label.setMinimumWidth(340)
        label.setFont(self._look.fonts.reading(17))
        return label

    def _build_moved(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        icon = QLabel()
        icon.setPixmap(self._look.icons.pixmap("arrow-up", "moved", 16, self.devicePixelRatioF()))
        title = build_label("Leaders serve their community")
        title.setFont(self._look.fonts.reading(15, 600))
        place = build_label("moved up, 10 → 3")
        place.setStyleSheet(f"color: {self._look.theme.colours['moved']}; font-weight: 600")
        for part in (icon, title, place):
            row.addWidget(part)
        row.addStretch(1)
        return row

    @Slot()
    def _on_look_changed(self) -> None:
        self.show_state(self._recent, self._git)

    @Slot(object)
    def _on_way(self, id: object) -> None:
        self.command_requested.emit(str(id))

    @Slot(object)
    def _on_recent(self, path: object) -> None:
        self.repository_chosen.emit(path)
