"""The bar at the top: where one is, the modes, the find-or-run field, one menu."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QSizePolicy, QToolButton, QWidget

from visioneditor.gui.command_specs import Group
from visioneditor.gui.commands import Commands
from visioneditor.gui.look import Look
from visioneditor.gui.widgets.controls import build_icon_button
from visioneditor.gui.widgets.segments import Segments

HEIGHT = 44
NARROW, VERY_NARROW = 1100, 800


class HeaderBar(QFrame):
    """Announces `mode_requested` with a mode's word; everything else goes through commands."""

    mode_requested = Signal(str)
    repository_menu_requested = Signal()
    document_menu_requested = Signal()

    def __init__(self, look: Look, commands: Commands, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("header")
        self.setFixedHeight(HEIGHT)
        self._look = look
        self._commands = commands
        self.outline_button = build_icon_button(look, "panel-left", self.tr("Outline"), commands.action("view.outline"))
        self.back = build_icon_button(look, "chevron-left", self.tr("Back"), commands.action("go.back"), 18)
        self.forward = build_icon_button(look, "chevron-right", self.tr("Forward"), commands.action("go.forward"), 18)
        self.repository = self._build_place("folder-git-2", self.tr("Repository"))
        self.document = self._build_place("", self.tr("Document"))
        self.modes = Segments(
            (
                ("read", self.tr("Read")),
                ("draft", self.tr("Draft")),
                ("compare", self.tr("Compare")),
                ("consensus", self.tr("Consensus")),
            ),
            self.tr("Mode"),
        )
        self.modes.chosen.connect(self.mode_requested)
        self.find_field = self._build_find()
        self.panel_button = build_icon_button(look, "panel-right", self.tr("Panel"), commands.action("view.panel"))
        self.menu = build_icon_button(look, "ellipsis-vertical", self.tr("Menu"), size=18)
        self.menu.setMenu(self._build_menu())
        self.menu.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.repository.clicked.connect(self.repository_menu_requested)
        self.document.clicked.connect(self.document_menu_requested)
        self._lay_out()
        look.changed.connect(self.refresh_icons)

    def _lay_out(self) -> None:
        layout = QHBoxLayout(self)
        layout.setContentsMargins(8, 0, 8, 0)
        layout.setSpacing(4)
        left, right = QWidget(), QWidget()
        for box, parts in (
            (left, (self.outline_button, self.back, self.forward, self.repository, self.document)),
            (right, (self.find_field, self.panel_button, self.menu)),
        ):
            row = QHBoxLayout(box)
            row.setContentsMargins(0, 0, 0, 0)
            row.setSpacing(4)
            if box is right:
                row.addStretch(1)
            for part in parts:
                row.addWidget(part)
            if box is left:
                row.addStretch(1)
            box.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        layout.addWidget(left, 1)
        layout.addWidget(self.modes, 0, Qt.AlignmentFlag.AlignCenter)
        layout.addWidget(right, 1)

    def _build_place(self, icon: str, name: str) -> QToolButton:
        button = QToolButton()
        button.setAccessibleName(name)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setProperty("place_icon", icon)
        button.setIconSize(QSize(16, 16))
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        if icon:
            button.setIcon(self._look.icons.icon(icon))
        return button

    def _build_find(self) -> QToolButton:
        button = QToolButton()
        button.setObjectName("find")
        button.setProperty("role", "button")
        button.setIcon(self._look.icons.icon("search", "muted"))
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        key = next(spec.shown_key for spec in self._commands.specs if spec.id == "help.palette")
        button.setText(" " + self.tr("Find or run a command   {key}").format(key=key))
        button.setAccessibleName(self.tr("Find or run a command"))
        button.setToolTip(self.tr("Every command, by name  ({key})").format(key=key))
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(self._commands.action("help.palette").trigger)
        return button

    def _build_menu(self) -> QMenu:
        menu = QMenu(self)
        for group in Group:
            submenu = menu.addMenu(self.tr(group.value))
            for spec in self._commands.specs:
                if spec.group is group:
                    submenu.addAction(self._commands.action(spec.id))
        menu.addSeparator()
        menu.addAction(self._commands.action("window.settings"))
        menu.addAction(self._commands.action("help.contents"))
        menu.addAction(self._commands.action("window.quit"))
        return menu

    def show_place(self, repository: str, document: str) -> None:
        """Name what is open; an empty repository means that nothing is."""
        self.repository.setText(f" {repository}  ▾")  # or it would touch the icon
        self.document.setText(f"{document}  ▾" if document else "")
        font = self.document.font()
        font.setBold(True)
        self.document.setFont(font)
        for part in (self.outline_button, self.back, self.forward, self.repository, self.panel_button, self.modes):
            part.setVisible(bool(repository))
        self.document.setVisible(bool(document))
        self.modes.setVisible(bool(document))
        self.fit(self.window().width())  # its own is not known before the first paint

    def fit(self, width: int) -> None:
        """In a narrow window the repository's name goes and the field becomes an icon, then the arrows go."""
        is_narrow = width < NARROW
        is_open = bool(self.document.text())
        self.repository.setVisible(is_open and not is_narrow)
        style = Qt.ToolButtonStyle.ToolButtonIconOnly if is_narrow else Qt.ToolButtonStyle.ToolButtonTextBesideIcon
        self.find_field.setToolButtonStyle(style)
        self.modes.set_tight(width < VERY_NARROW)
        for arrow in (self.back, self.forward):
            arrow.setVisible(is_open and width >= VERY_NARROW)

    def refresh_icons(self) -> None:
        """Draw the icons in the present theme's colours."""
        self.repository.setIcon(self._look.icons.icon("folder-git-2"))
        self.find_field.setIcon(self._look.icons.icon("search", "muted"))
