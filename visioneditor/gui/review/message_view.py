"""What a comment says, block by block: paragraphs, items, quotes with a rail, code in its own face."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from visioneditor.core.review.message_blocks import SUGGESTION, BlockKind, MessageBlock, parse_message
from visioneditor.gui.look import Look
from visioneditor.gui.review.rich_words import rich_runs
from visioneditor.gui.widgets.controls import build_label, build_rule

_INDENT = 14  # of a list in another one
_FLAGS = Qt.TextInteractionFlag


class MessageView(QWidget):
    """Shows a message; an address in it that was pressed is announced, and opened by nobody else."""

    address_chosen = Signal(str)

    def __init__(self, look: Look, message: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(6)
        for block in parse_message(message):
            self._column.addWidget(self._in_quotes(block, self._build(block)))

    def _build(self, block: MessageBlock) -> QWidget:
        if block.kind is BlockKind.RULE:
            return build_rule()
        words = self._code(block) if block.kind is BlockKind.CODE else self._words(block)
        if not block.indent:
            return words
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(_INDENT * (block.indent - 1), 0, 0, 0)
        line.setSpacing(6)
        marker = build_label(block.marker, "muted")
        marker.setMinimumWidth(_INDENT)
        marker.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignRight)
        line.addWidget(marker)
        line.addWidget(words, 1)
        return row

    def _words(self, block: MessageBlock) -> QLabel:
        role = "strong" if block.kind is BlockKind.HEADING else "muted" if block.quoted else ""
        label = build_label(block.text, role, is_wrapped=True)
        flags = _FLAGS.TextSelectableByMouse
        if not block.is_plain:
            label.setTextFormat(Qt.TextFormat.RichText)
            label.setText(rich_runs(block.runs, self._look))
            label.setAccessibleName(block.text)
        if any(run.address for run in block.runs):
            flags |= _FLAGS.LinksAccessibleByMouse | _FLAGS.LinksAccessibleByKeyboard
            label.linkActivated.connect(self.address_chosen)
        label.setTextInteractionFlags(flags)
        return label

    def _code(self, block: MessageBlock) -> QWidget:
        label = build_label(block.text, "code", is_wrapped=True)
        label.setFont(self._look.fonts.fixed(12))
        label.setTextInteractionFlags(_FLAGS.TextSelectableByMouse)
        if block.language != SUGGESTION:
            return label
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(build_label(self.tr("Suggested instead:"), "muted"))
        column.addWidget(label)
        return box

    def _in_quotes(self, block: MessageBlock, widget: QWidget) -> QWidget:
        for _ in range(block.quoted):
            rail = QFrame()
            rail.setProperty("role", "quoted")
            inside = QVBoxLayout(rail)
            inside.setContentsMargins(8, 0, 0, 0)
            inside.addWidget(widget)
            widget = rail
        return widget
