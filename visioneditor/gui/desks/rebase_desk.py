"""Between patch sets of a change: says how much came with a rebase, and shows it or leaves it out."""

from PySide6.QtCore import QObject, Slot

from visioneditor.gui.comparing.counts_line import CountsLine
from visioneditor.gui.main_window import MainWindow
from visioneditor.gui.session import Session


class RebaseDesk(QObject):
    """Keeps the line above the comparison, which says what is left out, and the session together."""

    def __init__(self, window: MainWindow, session: Session, line: CountsLine, parent: QObject) -> None:
        super().__init__(parent)
        self._window, self._session, self._line = window, session, line
        window.commands.connect("compare.rebase", self.toggle)
        line.rebase.clicked.connect(self.toggle)
        session.comparison_loaded.connect(self.show)
        session.workspace_closed.connect(self.show)

    @Slot()
    def toggle(self) -> None:
        """Show what came with the rebase, or leave it out again; between the next two patch sets, too."""
        if self._session.place.compared is None:
            return
        self._session.shows_rebase = not self._session.shows_rebase
        self._session.load_comparison()

    @Slot()
    def show(self) -> None:
        """Say how many words came with the rebase, and what a click does."""
        texts = self._session.compared_texts
        found = texts.loaded.without_rebase if texts is not None else None
        is_less = texts is not None and found is not None and found.comparison is not texts.loaded.comparison
        self._line.rebase.setVisible(is_less)
        if texts is None or found is None or not is_less:
            return
        said = self.tr("1 word") if found.words == 1 else self.tr("{n:,} words").format(n=found.words)
        said = said if found.words else self.tr("Markup")
        does = self.tr("Leave out") if texts.with_rebase else self.tr("Show")
        self._line.rebase.setText(self.tr("{words} came with the rebase · {does}").format(words=said, does=does))
        self._line.rebase.setAccessibleName(self._line.rebase.text())
        self._line.rebase.setToolTip(self._tip(found.unclear))

    def _tip(self, unclear: int) -> str:
        tip = self.tr("What happened between the commits that the two patch sets stand on (Shift+R)")
        if not unclear:
            return tip
        more = self.tr("{n:,} more words are shown all the same: the change’s own words stand in the same place.")
        return tip + "\n" + more.format(n=unclear)
