"""The list of decisions about a section, in the panel: newest first, each with why it stands there."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from visioneditor.core.decisions import Decision, DecisionKind, Reason
from visioneditor.gui.look import Look
from visioneditor.gui.widgets.controls import build_label
from visioneditor.gui.widgets.past_row import PastRow
from visioneditor.gui.widgets.revision_names import shown_date

_MOST = 40
_WORDS = {
    Reason.CHANGED: "changed it",
    Reason.LINKS_SECTION: "links here",
    Reason.LINKED: "linked from here",
    Reason.SAME_CHANGE: "came with a change of it",
    Reason.NAMES_SECTION: "names it",
    Reason.CITES: "speaks of a change of it",
    Reason.DEPENDS: "depends on a change of it",
    Reason.NEEDED: "a change of it depends on this",
    Reason.PROPOSES: "would change it",
    Reason.SAME_TOPIC: "same topic",
    Reason.LINKS_DOCUMENT: "links to the document",
    Reason.NAMES_DOCUMENT: "names the document",
}
_ICONS = {
    DecisionKind.RESOLUTION: "file-text",
    DecisionKind.MOTION: "thumbs-up",
    DecisionKind.REVIEW: "message-square",
    DecisionKind.COMMIT: "git-commit-horizontal",
}


def say(text: str) -> str:
    """A text of this list, translated."""
    return QCoreApplication.translate("Decisions", text)


def reason_words(decision: Decision) -> str:
    """Why a decision is told, in words."""
    return ", ".join(say(_WORDS[reason]) for reason in decision.reasons)


class DecisionList(QWidget):
    """Announces `chosen` with a Decision."""

    chosen = Signal(object)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._shown: Sequence[Decision] = ()
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(0)

    def show_decisions(self, decisions: Sequence[Decision]) -> None:
        """List these; what is shown already is not built anew."""
        if tuple(decisions) == tuple(self._shown):
            return
        self._shown = decisions
        while (item := self._layout.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for one in decisions[:_MOST]:
            self._layout.addWidget(self._build(one))
        if len(decisions) > _MOST:
            more = build_label(say("and {0} older ones").format(len(decisions) - _MOST), "muted")
            more.setContentsMargins(18, 4, 18, 4)
            self._layout.addWidget(more)

    def _build(self, one: Decision) -> PastRow:
        number = [str(one.number)] if one.number is not None else []
        parts = (reason_words(one), say(one.kind.value), *number, shown_date(one.date), one.author)
        tip = say("Read it") if one.path else say("Show what it changes")
        row = PastRow(self._look, one, one.title, " · ".join(filter(None, parts)), tip, _ICONS[one.kind])
        row.pressed.connect(self.chosen)
        return row
