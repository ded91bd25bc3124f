"""Requests as they are shown: JSON in few lines, every word of it as it is sent; keys in the accent's colour."""

import json
import re
from collections.abc import Iterable

from PySide6.QtGui import QFont, QSyntaxHighlighter, QTextCharFormat, QTextDocument

from visioneditor.gui.look import Look

USUAL_WIDTH = 52  # characters
_KEY = re.compile(r'"(?:[^"\\]|\\.)*"(?=:)')
_STRING = re.compile(r'"(?:[^"\\]|\\.)*"?')
_HEAD = re.compile(r"(?:POST|PUT|ssh|git) .*")


def render_json(body: bytes, width: int = USUAL_WIDTH) -> str:
    """JSON with as many members on a line as there is room for; it says what the body says, and nothing else."""
    return _render(json.loads(body), 0, width)


def _render(value: object, indent: int, width: int) -> str:
    flat = json.dumps(value, ensure_ascii=False)
    if len(flat) + indent <= width or not isinstance(value, (dict, list)):
        return flat
    inner = indent + 2
    if isinstance(value, dict):
        members = [f"{json.dumps(key, ensure_ascii=False)}: {_render(one, inner, width)}" for key, one in value.items()]
    else:
        members = [_render(one, inner, width) for one in value]
    start, end = ("{", "}") if isinstance(value, dict) else ("[", "]")
    lines = f"\n{' ' * inner}".join(_pack(members, width - inner))
    return f"{start}\n{' ' * inner}{lines}\n{' ' * indent}{end}"


def _pack(members: Iterable[str], width: int) -> list[str]:
    """Members in lines, a comma behind each but the last; one that has several lines itself stands alone."""
    lines: list[str] = []
    for member in members:
        if lines:
            lines[-1] += ","
        fits = bool(lines) and len(lines[-1]) + 1 + len(member) <= width
        if fits and "\n" not in lines[-1] + member:
            lines[-1] += " " + member
        else:
            lines.append(member)
    return lines


class RequestHighlighter(QSyntaxHighlighter):
    """Colours keys; the line that says where a request goes is bold."""

    def __init__(self, look: Look, document: QTextDocument) -> None:
        super().__init__(document)
        self._look = look

    def highlightBlock(self, text: str) -> None:
        if _HEAD.fullmatch(text):
            head = QTextCharFormat()
            head.setFontWeight(QFont.Weight.Bold)
            self.setFormat(0, len(text), head)
            return
        key = QTextCharFormat()
        key.setForeground(self._look.theme.colour("accent"))
        for found in _STRING.finditer(text):
            if _KEY.match(text, found.start()):
                self.setFormat(found.start(), found.end() - found.start(), key)
