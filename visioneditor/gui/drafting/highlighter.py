"""Colours for source text: headings bold, adornments muted, roles and links in the accent, emphasis italic; no more."""

import re

from PySide6.QtGui import QColor, QFont, QSyntaxHighlighter, QTextCharFormat, QTextDocument

from visioneditor.core.document.model import Markup
from visioneditor.gui.look import Look

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
    """Highlights a document's source, line by line."""

    def __init__(self, look: Look, document: QTextDocument, markup: Markup) -> None:
        super().__init__(document)
        self._look = look
        self._markup = markup
        self._formats: dict[str, QTextCharFormat] = {}
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

    def highlightBlock(self, text: str) -> None:
        if len(text) > _LONGEST_LINE or self._markup is Markup.TEXT:
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
