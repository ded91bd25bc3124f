"""The command table's actions on a window; what a command does is connected by the main window."""

from collections.abc import Callable, Iterable

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QWidget

from visioneditor.gui.command_specs import CommandSpec, Needs, show_key
from visioneditor.gui.command_table import COMMANDS


class Commands(QObject):
    """The table's actions on one window. `unheard` when one is wished for that nobody carries out so far."""

    unheard = Signal(str)

    def __init__(self, window: QWidget, specs: Iterable[CommandSpec] = COMMANDS) -> None:
        super().__init__(window)
        self.specs = tuple(specs)
        self._actions: dict[str, QAction] = {}
        self._heard: set[str] = set()
        every = QActionGroup(self)
        every.setExclusionPolicy(QActionGroup.ExclusionPolicy.None_)
        every.triggered.connect(self._on_triggered)
        for spec in self.specs:
            action = QAction(self.tr(spec.text), window)
            action.setObjectName(spec.id)
            keys = [QKeySequence(key) for key in spec.keys]
            action.setShortcuts(keys)
            action.setToolTip(self.tr(spec.tip or spec.text) + (f"  ({show_key(keys[0])})" if keys else ""))
            window.addAction(action)
            every.addAction(action)
            self._actions[spec.id] = action

    def action(self, id: str) -> QAction:
        """The action of that command; KeyError where there is none."""
        return self._actions[id]

    def connect(self, id: str, handler: Callable[[], object]) -> None:  # type: ignore[override]  # ours, by command id
        """Run `handler`, a bound method, whenever the command is triggered."""
        self._actions[id].triggered.connect(handler)
        self._heard.add(id)

    def is_heard(self, id: str) -> bool:
        """Whether somebody carries the command out."""
        return id in self._heard

    @Slot(QAction)
    def _on_triggered(self, action: QAction) -> None:
        if action.objectName() not in self._heard:
            self.unheard.emit(action.objectName())

    def run(self, id: str) -> None:
        """Trigger the command, if it can be used now."""
        self._actions[id].trigger()

    def update_enabled(self, present: frozenset[Needs]) -> None:
        """Enable the commands whose needs are among those present."""
        for spec in self.specs:
            self._actions[spec.id].setEnabled(spec.needs is Needs.NOTHING or spec.needs in present)

    def set_typing(self, is_typing: bool) -> None:
        """While text is typed, keys without a modifier belong to the text."""
        for spec in self.specs:
            if spec.is_single_key:
                keys = [key for key in spec.keys if not is_typing or key.startswith(("Ctrl+", "Alt+"))]
                self._actions[spec.id].setShortcuts([QKeySequence(key) for key in keys])
