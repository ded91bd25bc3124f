"""What one project says about the section under the eye."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from visioneditor.core.annotation import Annotation, Match
from visioneditor.core.document.parsing import parse_path
from visioneditor.core.document.rendering import render_block
from visioneditor.core.document.typesetting import in_quotes
from visioneditor.gui.look import Look
from visioneditor.gui.stance_shapes import paint_stance
from visioneditor.gui.widgets.controls import build_label, build_link

_SHORT_WORDS = 40

MATCH_SENTENCES = {
    Match.EXACT: "",
    Match.FUZZY: "Under its heading “{heading}”.",
    Match.COMPOUND: "Under its heading “{heading}”.",
    Match.PARENT: "From its answer to the section above, “{heading}”.",
    Match.MENTION: "Named in passing under “{heading}”; nobody has confirmed it.",
    Match.NONE: "Under “{heading}”, which is no section of this vision.",
}


class StanceSign(QWidget):
    """The shape of a stance, drawn."""

    def __init__(self, look: Look, annotation: Annotation, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look, self._annotation = look, annotation
        self.setFixedSize(14, 14)
        self.setAccessibleName(annotation.stance.value if annotation.stance else self.tr("no stance given"))

    def sizeHint(self) -> QSize:
        return QSize(14, 14)

    def paintEvent(self, event: QPaintEvent) -> None:
        paint_stance(QPainter(self), QRectF(0, 0, 14, 14), self._annotation.stance, self._look.theme)


class AnnotationCard(QFrame):
    """Project, stance, whether it is stale, and its words, cut until asked for."""

    compare_requested = Signal(object)  # the Annotation: what changed since it was written
    settle_requested = Signal(object)  # the Annotation: whether its heading answers this section

    def __init__(self, look: Look, annotation: Annotation, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look, self.annotation = look, annotation
        layout = QVBoxLayout(self)
        layout.setContentsMargins(18, 8, 18, 8)
        layout.setSpacing(3)
        layout.addLayout(self._build_head(annotation))
        self.text = build_label("", is_wrapped=True)
        self.text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        layout.addWidget(self.text)
        self.more = build_link("")
        self.more.clicked.connect(self._on_more)
        layout.addWidget(self.more)
        self._sentence = self._origin_sentence(annotation)
        self.origin = build_label(self._sentence, "muted", is_wrapped=True)
        self.origin.setFont(look.fonts.program(-1))
        layout.addWidget(self.origin)
        self.origin.setVisible(bool(self._sentence))
        self.since = build_link(self.tr("What changed since"))
        self.since.clicked.connect(self._on_compare)
        layout.addWidget(self.since)
        self.since.setVisible(bool(annotation.stale))
        self.settle = build_link(self.tr("Is this section meant?"))
        self.settle.clicked.connect(self._on_settle)
        layout.addWidget(self.settle)
        self.settle.setVisible(not annotation.confirmed)
        self._is_whole = False
        self._show()
        look.changed.connect(self._show)

    def _build_head(self, annotation: Annotation) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(StanceSign(self._look, annotation))
        row.addWidget(build_label(annotation.project, "strong"))
        stance = annotation.stance.value if annotation.stance else ""
        row.addWidget(build_label(stance, "muted"))
        row.addStretch(1)
        if annotation.stale:
            icon = QLabel()
            icon.setPixmap(self._look.icons.pixmap("clock", "stale", 14, self.devicePixelRatioF()))
            word = build_label(self.tr("stale"), "warning")
            word.setToolTip(self.tr("The section's words have changed since this was written"))
            row.addWidget(icon)
            row.addWidget(word)
        return row

    def _origin_sentence(self, annotation: Annotation) -> str:
        parts = [MATCH_SENTENCES[annotation.match].format(heading=annotation.heading)]
        if annotation.written_against:
            parts.append(self.tr("Written against {revision}.").format(revision=annotation.written_against[:8]))
        return " ".join(part for part in parts if part)

    @Slot()
    def _show(self) -> None:
        rendered = _render(self.annotation, is_typeset=self._look.is_typeset)
        words = rendered.split()
        is_whole = self._is_whole or len(words) <= _SHORT_WORDS
        shown = rendered if is_whole else " ".join(words[:_SHORT_WORDS]) + " …"
        self.text.setFont(self._look.fonts.reading(14.5))
        self.text.setText(
            in_quotes(shown, is_typeset=self._look.is_typeset) if words else self.tr("No words under its heading.")
        )
        self.more.setText(self.tr("Show all {count} words").format(count=len(words)))
        self.more.setVisible(not is_whole)

    @Slot()
    def _on_more(self) -> None:
        self.open()

    def open(self) -> None:
        """Show all its words."""
        self._is_whole = True
        self._show()

    def say_since(self, sentence: str) -> None:
        """How much changed since it was written."""
        self.origin.setText(f"{self._sentence} {sentence}".strip())
        self.origin.setVisible(True)

    @Slot()
    def _on_compare(self) -> None:
        self.compare_requested.emit(self.annotation)

    @Slot()
    def _on_settle(self) -> None:
        self.settle_requested.emit(self.annotation)


def _render(annotation: Annotation, *, is_typeset: bool) -> str:
    """The annotation's text as it is read, a paragraph a block."""
    document = parse_path(annotation.path, annotation.text)
    shown = (render_block(block, document.text, typeset=is_typeset).text for block in document.blocks if block.runs)
    return "\n\n".join(text for text in shown if text.strip())
