"""Colours for source text: headings bold, adornments muted, roles and links in the accent, emphasis italic; no more."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from time import perf_counter

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QColor, QFont, QSyntaxHighlighter, QTextBlock, QTextCharFormat, QTextDocument

from visioneditor.core.document.model import Markup
from visioneditor.gui.look import Look

_SLICE_S = 0.006  # of a long text no more is coloured at a time, so that keys and mouse are heard between
_LONGEST_LINE = 5_000  # a longer line is no prose; it stays plain, so that typing in it stays quick

_RST = (
    ("muted", re.compile(r"^\s*([=\-~^\"'`#*+.:_])\1{2,}\s*$")),
    ("muted", re.compile(r"^\s*\.\. (?!_)[^\s:]*(?:::.*)?$|^\s*\.\. _.*$|^\s*:[\w -]+:")),
    ("accent", re.compile(r":[\w.+:-]+:`[^`]*`|`[^`]+`__?|\b\w+_\b(?!\w)|\bhttps?://[^\s>`]+")),
    ("strong", re.compile(r"\*\*[^\s*](?:[^*]*[^\s*])?\*\*")),
    ("italic", re.compile(r"(?<![*\w])\*[^\s*](?:[^*]*[^\s*])?\*(?![*\w])")),
    ("literal", re.compile(r"``[^`]+``")),
)
_MARKDOWN = (
    ("strong", re.compile(r"^#{1,6}\s.*$")),
    ("muted", re.compile(r"^\s*(?:=+|-{2,})\s*$|<!--.*?-->|^\s*(?:```|~~~).*$")),
    ("accent", re.compile(r"!?\[[^\]]*\]\([^)]*\)|\[[^\]]*\]\[[^\]]*\]|<?\bhttps?://[^\s>)]+>?")),
    ("strong", re.compile(r"\*\*[^\s*](?:[^*]*[^\s*])?\*\*|__[^\s_](?:[^_]*[^\s_])?__")),
    (
        "italic",
        re.compile(r"(?<![*\w])\*[^\s*](?:[^*]*[^\s*])?\*(?![*\w])|(?<![_\w])_[^\s_](?:[^_]*[^\s_])?_(?![_\w])"),
    ),
    ("literal", re.compile(r"`[^`]+`")),
)
_ADORNMENT = re.compile(r"^\s*([=\-~^\"'`#*+.:_])\1{2,}\s*$")


class SourceHighlighter(QSyntaxHighlighter):
    """Highlights a document's source, line by line; what takes too long at once is gone on with when Qt is idle."""

    _text_came = Signal()

    def __init__(self, look: Look, document: QTextDocument, markup: Markup) -> None:
        super().__init__(document)
        self._look = look
        self._markup = markup
        self._formats: dict[str, QTextCharFormat] = {}
        self._slice_end_s = 0.0
        self._waiting: QTextBlock | None = None  # the first line that was put off; all below it wait, too
        self._is_text_coming = False
        self._going_on = QTimer(self)
        self._going_on.setSingleShot(True)
        self._going_on.setInterval(0)
        self._going_on.timeout.connect(self._on_time)
        self._text_came.connect(self._on_text_came, Qt.ConnectionType.QueuedConnection)
        self._set_formats()
        look.changed.connect(self._on_look_changed)

    def _set_formats(self) -> None:
        self._formats = {name: QTextCharFormat() for name in ("muted", "accent", "strong", "italic", "literal")}
        for name in ("muted", "accent"):
            self._formats[name].setForeground(QColor(self._look.theme.colour(name)))
        self._formats["strong"].setFontWeight(QFont.Weight.Bold)
        self._formats["italic"].setFontItalic(True)

    def _on_look_changed(self) -> None:
        self._set_formats()
        self.rehighlight()

    def use_markup(self, markup: Markup) -> None:
        """Another document: read it in its markup."""
        if markup is not self._markup:
            self._markup = markup
            self.rehighlight()

    @contextmanager
    def text_coming(self) -> Iterator[None]:
        """While a whole text is put into the document: it is not looked at, and coloured afterwards, bit by bit."""
        document = self.document()
        self._is_text_coming = True
        self.setDocument(None)
        try:
            yield
        finally:
            self.setDocument(document)  # Qt posts itself to ask for each line's colours
            self._text_came.emit()

    @Slot()
    def _on_text_came(self) -> None:
        """Qt has asked for each line's colours by now, and got none."""
        self._is_text_coming = False
        self._waiting = self.document().begin()
        self._going_on.start()

    @property
    def is_waiting(self) -> bool:
        """Whether there are lines that were put off."""
        return self._is_text_coming or self._waiting is not None

    def _is_put_off(self) -> bool:
        """Whether this turn of the event loop has had its share; the line is then coloured in a later one."""
        if not self._going_on.isActive():
            self._slice_end_s = perf_counter() + _SLICE_S
            self._going_on.start()
            return False  # one line at least, or it would never end
        if perf_counter() < self._slice_end_s:
            return False
        block = self.currentBlock()
        if self._waiting is None or block.blockNumber() < self._waiting.blockNumber():
            self._waiting = block
        return True

    @Slot()
    def _on_time(self) -> None:
        block, self._waiting = self._waiting, None
        if block is not None and not block.isValid():  # it was deleted meanwhile
            block = self.document().begin()
        while block is not None and block.isValid() and self._waiting is None:
            self.rehighlightBlock(block)
            block = block.next()

    def highlightBlock(self, text: str) -> None:
        if self._is_text_coming or len(text) > _LONGEST_LINE or self._markup is Markup.TEXT or self._is_put_off():
            return
        if self._markup is Markup.RST and self._is_title(text):
            self.setFormat(0, len(text), self._formats["strong"])
            return
        for name, pattern in _RST if self._markup is Markup.RST else _MARKDOWN:
            for found in pattern.finditer(text):
                self.setFormat(found.start(), found.end() - found.start(), self._formats[name])

    def _is_title(self, text: str) -> bool:
        below = self.currentBlock().next()
        if not text.strip() or not below.isValid() or _ADORNMENT.match(text):
            return False
        line = below.text()
        return bool(_ADORNMENT.match(line)) and len(line.rstrip()) >= len(text.rstrip())
