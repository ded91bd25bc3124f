"""Colours for source text, little of them: what is what is told by core's lexers, line by line.

Each line's state stands in its block: after an edit only lines are read again whose state is another one. Colours have
only the lines that are on the screen, and some above and below; the others stay bare until one scrolls there.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from time import perf_counter

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QColor, QFont, QSyntaxHighlighter, QTextBlock, QTextCharFormat, QTextDocument

from visioneditor.core.document.model import Markup
from visioneditor.core.drafting.lexing import Lexed, State, TokenKind, pack, unpack
from visioneditor.core.drafting.markdown_lexing import lex_first_markdown, lex_markdown
from visioneditor.core.drafting.rst_lexing import lex_rst
from visioneditor.gui.drafting.places import all_units
from visioneditor.gui.look import Look

_BARE = 1 << 30  # in a block's state: it is known what the line is, and it has no colours
_MARGIN = 60  # lines above and below the screen that have theirs, too
_FAR_BACK = 200  # lines: from where at most is read what has just come on the screen
_SLICE_S = 0.006  # of a long text no more is coloured at a time, so that keys and mouse are heard between

_LOOKS = {  # a format's colour, or what else it is
    TokenKind.TITLE: "strong",
    TokenKind.ADORNMENT: "muted",
    TokenKind.COMMENT: "comment",
    TokenKind.LITERAL: "literal",
    TokenKind.MARKUP: "muted",
    TokenKind.REFERENCE: "accent",
    TokenKind.STRONG: "strong",
    TokenKind.EMPHASIS: "italic",
}


class SourceHighlighter(QSyntaxHighlighter):
    """Highlights a document's source, line by line; what takes too long at once is gone on with when Qt is idle."""

    _text_came = Signal()

    def __init__(self, look: Look, document: QTextDocument, markup: Markup) -> None:
        super().__init__(document)
        self._look = look
        self._markup = markup
        self._formats: dict[str, QTextCharFormat] = {}
        self._slice_end_s = 0.0
        self._waiting: QTextBlock | None = None  # the first line that was put off
        self._last: QTextBlock | None = None  # the last one
        self._is_text_coming = False
        self._near: range | None = None  # the lines that have colours; all, until it is told what is on the screen
        self._going_on = QTimer(self)
        self._going_on.setSingleShot(True)
        self._going_on.setInterval(0)
        self._going_on.timeout.connect(self._on_time)
        self._text_came.connect(self._on_text_came, Qt.ConnectionType.QueuedConnection)
        self._revision = document.revision()
        document.contentsChange.connect(self._on_contents_change)
        self._set_formats()
        look.changed.connect(self._on_look_changed)

    def _set_formats(self) -> None:
        self._formats = {name: QTextCharFormat() for name in set(_LOOKS.values())}
        for name, token in (("muted", "muted"), ("accent", "accent"), ("literal", "markup"), ("comment", "muted")):
            self._formats[name].setForeground(QColor(self._look.theme.colour(token)))
        self._formats["comment"].setFontItalic(True)
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
        self._waiting, self._last = self.document().begin(), self.document().lastBlock()
        self._going_on.start()
        if self._near is not None and self._markup is not Markup.TEXT:  # what is on the screen goes before the rest
            self._slice_end_s = perf_counter() + _SLICE_S
            self.rehighlightBlock(_begin_of(self.document().findBlockByNumber(max(0, self._near.start))))

    def show_lines(self, blocks: Sequence[QTextBlock]) -> None:
        """These are on the screen, in their order: they get their colours now, where they are bare."""
        if not blocks or self._markup is Markup.TEXT:
            return
        self._near = range(blocks[0].blockNumber() - _MARGIN, blocks[-1].blockNumber() + _MARGIN)
        for block in blocks if not self._is_text_coming else ():
            if _is_bare(block):
                self._slice_end_s = perf_counter() + _SLICE_S  # they go before what was put off
                self.rehighlightBlock(_begin_of(block))

    def has_bare(self, blocks: Sequence[QTextBlock]) -> bool:
        """Whether some of these should have colours and have none."""
        return self._markup is not Markup.TEXT and not self._is_text_coming and any(map(_is_bare, blocks))

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
        self._wait_to(block)
        return True

    def _wait_to(self, block: QTextBlock) -> None:
        if self._last is None or not self._last.isValid() or block.blockNumber() > self._last.blockNumber():
            self._last = block

    @Slot()
    def _on_time(self) -> None:
        """Lines below the last one are read again by Qt itself, as far as their state is another one."""
        block, last = self._waiting, self._last
        self._waiting = self._last = None
        if block is None or last is None:
            return
        if not block.isValid() or not last.isValid():  # deleted meanwhile
            block, last = self.document().begin(), self.document().lastBlock()
        while block.isValid() and block.blockNumber() <= last.blockNumber():
            self.rehighlightBlock(block)
            if self._waiting is not None:
                self._wait_to(last)
                return
            block = block.next()

    def highlightBlock(self, text: str) -> None:
        if self._is_text_coming or self._markup is Markup.TEXT or self._is_put_off():
            return
        block = self.currentBlock()
        number, below = block.blockNumber(), block.next().text() if block.next().isValid() else ""
        before = self.previousBlockState()
        tokens, state = self._lex(text, below, unpack(before if before < 0 else before & ~_BARE), is_first=number == 0)
        if self._near is not None and number not in self._near:
            self.setCurrentBlockState(pack(state) | _BARE)
            return
        self.setCurrentBlockState(pack(state))
        is_plain = text.isascii()
        for start, end, kind in tokens:
            first, last = (start, end) if is_plain else all_units(text, (start, end))
            self.setFormat(first, last - first, self._formats[_LOOKS[kind]])

    def _lex(self, text: str, below: str, state: State, *, is_first: bool) -> Lexed:
        if self._markup is Markup.RST:
            return lex_rst(text, below, state)
        return lex_first_markdown(text, below) if is_first else lex_markdown(text, below, state)

    @Slot(int, int, int)
    def _on_contents_change(self, position: int, removed: int, added: int) -> None:
        """Lines were edited; what the one above them is may depend on them: a title on its underline."""
        document = self.document()
        if self._is_text_coming or document is None or document.revision() == self._revision:
            return  # colours are a change of the text, too, to Qt
        self._revision = document.revision()
        above = document.findBlock(position).previous()
        if above.isValid():
            self.rehighlightBlock(above)


def _is_bare(block: QTextBlock) -> bool:
    state = block.userState()
    return state < 0 or state & _BARE != 0


def _begin_of(block: QTextBlock) -> QTextBlock:
    """The line itself where it is known what stands above; else one above it that is likely to begin something."""
    at = block
    for _ in range(_FAR_BACK):
        above = at.previous()
        if not above.isValid() or above.userState() >= 0:
            return at
        if not above.text().strip() and at.text()[:1].isalnum():
            return at
        at = above
    return at
