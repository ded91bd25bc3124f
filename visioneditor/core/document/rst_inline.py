"""Inline markup of reStructuredText: from the lines of a paragraph to its runs of visible text.

Recognition follows the markup's definition to the letter (which characters may stand before and after, what quoting
and escaping do), but by places in the source and in time linear in the text. Escapes are replaced by a NUL of the
same length before anything is looked for, so that no pattern can trip over them.
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Sequence
from typing import Protocol

from visioneditor.core.document.model import ProblemLevel, Run, Style
from visioneditor.core.document.rst_addresses import find_addresses
from visioneditor.core.document.rst_escapes import escape_to_null, find_embedded, join_address, unescape
from visioneditor.core.document.rst_punctuation import AFTER_MARKUP, BEFORE_MARKUP, is_pair
from visioneditor.core.document.rst_roles import AS_WRITTEN, PREFIXED, ROLE_STYLES

NAME = r"(?:[^\W_])++(?:[-._+:][^\W_]++)*+"
"""A simple name: letters and digits with single `-._+:` among them."""

_ENDS = rf"(?:(?=[{AFTER_MARKUP}])|\Z)"
_SPECIAL = re.compile(r"[*`|\\\x00@]|_(?:\W|\Z)|:[^\s:]")
_CANDIDATE = re.compile(r"[*`|\[]|_(?=`)")
_START = re.compile(r"(?:\*\*|\*(?!\*)|``|_`|\|(?!\|)|`(?!`))(?!\s)")
_MAY_PRECEDE = re.compile(rf"[{BEFORE_MARKUP}]")
_ROLE = re.compile(f":({NAME}):")
_NAME = re.compile(NAME)
_ROLE_BEFORE = re.compile(rf"(?:(?<=[{BEFORE_MARKUP}])|\A):({NAME}):")
_NAME_BEFORE = re.compile(rf"(?:(?<=[{BEFORE_MARKUP}])|\A){NAME}")
_REFERENCE_END = re.compile(rf"(?<=[^\W_])__?{_ENDS}")
_FOOTNOTE = re.compile(rf"\[([0-9]++|#(?:{NAME})?|\*|{NAME})\]_{_ENDS}")
_ENDS_OF = {
    "*": re.compile(rf"(?<![\s\x00])(\*){_ENDS}"),
    "**": re.compile(rf"(?<![\s\x00])(\*\*){_ENDS}"),
    "``": re.compile(rf"(?<!\s)(``){_ENDS}"),
    "_`": re.compile(rf"(?<![\s\x00])(`){_ENDS}"),
    "|": re.compile(rf"(?<![\s\x00])(\|_{{0,2}}){_ENDS}"),
    "`": re.compile(rf"(?<!(?<!\x00)[\s\x00])(`(:{NAME}:)?(__?)?){_ENDS}"),
}
_NAMES_OF = {
    "*": "emphasis",
    "**": "strong",
    "``": "literal",
    "_`": "target",
    "|": "substitution_reference",
    "`": "interpreted text or phrase reference",
}
_SIMPLE = {"*": Style.EMPHASIS, "**": Style.STRONG, "``": Style.LITERAL}


class Notes(Protocol):
    """Where a paragraph's markup is reported: problems, names that are referred to, names that are given."""

    def problem(self, line: int, level: ProblemLevel, message: str) -> None: ...
    def refer(self, name: str, line: int) -> None: ...
    def name_place(self, name: str, offset: int, line: int) -> None: ...
    def name_address(self, name: str, address: str, line: int) -> None: ...
    def next_anonymous(self) -> str: ...


def inline_runs(
    lines: Sequence[str], starts: Sequence[int], first_line: int, notes: Notes, style: Style = Style.PLAIN
) -> list[Run]:
    """The runs of a text that stands on these lines; `style` is added to each."""
    text = "\n".join(lines)
    if _SPECIAL.search(text) is None:
        return [
            Run(start=start, end=start + len(line), style=style)
            for line, start in zip(lines, starts, strict=True)
            if line
        ]
    return InlineScanner(text, lines, starts, first_line, notes, style).scan()


class InlineScanner:
    """One pass over one text. `_base` is where the part begins that is still to be looked at."""

    def __init__(
        self, text: str, lines: Sequence[str], starts: Sequence[int], first_line: int, notes: Notes, style: Style
    ) -> None:
        self._text = escape_to_null(text)
        self._starts = starts
        self._first_line = first_line
        self._notes = notes
        self._style = style
        self._runs: list[Run] = []
        self._base = 0
        self._flushed = 0
        self._line = 0
        self._begins = [0]
        for line in lines[:-1]:
            self._begins.append(self._begins[-1] + len(line) + 1)
        self._endless: set[str] = set()
        self._reported: set[str] = set()
        self._reference: tuple[int, int, int] | None = None
        self._handlers: dict[str, Callable[[int, int, int, re.Match[str]], None]] = {
            "*": self._styled,
            "**": self._styled,
            "``": self._literal,
            "_`": self._target,
            "|": self._substitution,
        }

    def scan(self) -> list[Run]:
        """All runs in order."""
        text = self._text
        self._find_reference(0)
        found = _CANDIDATE.search(text)
        searched_from = 0
        while found or self._reference:
            if self._reference and (found is None or self._reference[0] < found.start()):
                self._take_reference(*self._reference)
                searched_from = self._base
            elif found:
                searched_from = self._try_start(found.start(), searched_from)
            if found and found.start() < searched_from:
                found = _CANDIDATE.search(text, searched_from)
        self._plain(self._flushed, len(text))
        return self._runs

    def _try_start(self, at: int, searched_from: int) -> int:
        """What a character that may begin markup begins; gives the place to look on from."""
        if at > self._base and not _MAY_PRECEDE.match(self._text, at - 1):
            return at + 1
        if self._text[at] == "[":
            return self._footnote(at)
        start = _START.match(self._text, at)
        if start is None:
            return at + 1
        kind = start.group()
        role_start = at
        role = ""
        if kind == "`":
            role_start, role = self._role_before(at, max(self._base, searched_from))
        if not role and self._is_quoted(at, start.end()):
            self._restart(start.end())
            return self._base
        end = self._find_end(kind, start.end())
        if end is None:
            self._warn_endless(at, kind)
            self._restart(start.end())
        elif kind == "`":
            self._interpreted(role_start, start.end(), end, role)
        else:
            self._handlers[kind](at, start.end(), end.start(1), end)
        return self._base

    def _restart(self, at: int) -> None:
        """Look on from here as from a text's beginning."""
        self._base = at
        if self._reference and self._reference[0] < at:
            self._find_reference(at)

    def _is_quoted(self, start: int, end: int) -> bool:
        """Whether a start-string stands between a matching pair, or has nothing after it."""
        if start == self._base:
            return False
        return end >= len(self._text) or is_pair(self._text[start - 1], self._text[end])

    def _find_end(self, kind: str, start: int) -> re.Match[str] | None:
        if kind in self._endless:
            return None
        found = _ENDS_OF[kind].search(self._text, start)
        if found is None:
            self._endless.add(kind)
        return found if found and found.start(1) > start else None

    def _role_before(self, at: int, least: int) -> tuple[int, str]:
        """The role that ends where a backquote stands, and where it begins."""
        text = self._text
        if at <= least or text[at - 1] != ":":
            return at, ""
        least = max(least, text.rfind(" ", least, at) + 1, text.rfind("\n", least, at) + 1)
        here = _ROLE.match(text, least, at) if least == self._base else None
        if here and here.end() == at:
            return least, here[1]
        for found in _ROLE_BEFORE.finditer(text, least, at):
            if found.end() == at:
                return found.start(), found[1]
        return at, ""

    # Names with an underscore behind.

    def _find_reference(self, start: int) -> None:
        """The next `name_`: where it begins, where the name ends, where the underscores end."""
        text = self._text
        self._reference = None
        at = start
        while found := _REFERENCE_END.search(text, at):
            end = found.start()
            least = max(at, text.rfind(" ", at, end) + 1, text.rfind("\n", at, end) + 1)
            here = _NAME.match(text, least, end) if least == start else None
            names = [here] if here and here.end() == end else _NAME_BEFORE.finditer(text, least, end)
            for name in names:
                if name.end() == end:
                    self._reference = (name.start(), end, found.end())
                    return
            at = found.end()

    def _take_reference(self, start: int, end: int, after: int) -> None:
        self._plain(self._flushed, start)
        self._refer(start, end, self._text[start:end], is_anonymous=after - end == 2)
        self._flushed = after
        self._restart(after)

    def _refer(self, start: int, end: int, name: str, is_anonymous: bool) -> None:
        """A link whose text is the name, or that leads to the next anonymous target."""
        if is_anonymous:
            target = self._notes.next_anonymous()
        else:
            target = " ".join(name.split())
            self._notes.refer(target, self._line_at(start))
        self._emit(start, end, Style.LINK, target)

    # What start-strings begin. Each is told where the start-string begins and ends, and where its text ends.

    def _put(self, start: int, inner_start: int, inner_end: int, style: Style = Style.PLAIN) -> None:
        """Take `[start, end)` for a construct of its own that shows its inner part."""
        self._plain(self._flushed, start)
        self._emit(inner_start, inner_end, style)
        self._done(inner_end)

    def _done(self, end: int) -> None:
        self._flushed = end
        self._restart(end)

    def _styled(self, start: int, inner: int, inner_end: int, end: re.Match[str]) -> None:
        self._plain(self._flushed, start)
        self._emit(inner, inner_end, _SIMPLE[end.group(1)])
        self._done(end.end(1))

    def _literal(self, start: int, inner: int, inner_end: int, end: re.Match[str]) -> None:
        self._plain(self._flushed, start)
        self._emit(inner, inner_end, Style.LITERAL, keeps_escapes=True)
        self._done(end.end(1))

    def _target(self, start: int, inner: int, inner_end: int, end: re.Match[str]) -> None:
        self._plain(self._flushed, start)
        name = unescape(self._text[inner:inner_end])
        self._notes.name_place(name, self._place(start), self._line_at(start))
        self._emit(inner, inner_end)
        self._done(end.end(1))

    def _substitution(self, start: int, inner: int, inner_end: int, end: re.Match[str]) -> None:
        self._plain(self._flushed, start)
        name = " ".join(unescape(self._text[inner:inner_end]).split())
        underscores = len(end.group(1)) - 1
        if underscores == 2:
            name = self._notes.next_anonymous()
        self._emit(inner, inner_end, Style.LINK if underscores else Style.PLAIN, name, "substitution")
        self._done(end.end(1))

    def _footnote(self, at: int) -> int:
        found = _FOOTNOTE.match(self._text, at)
        if found is None:
            return at + 1
        label = found[1]
        is_citation = not (label[0] in "#*" or label.isdigit())
        shown_end = found.end(1) if label[0] != "#" else found.start(1) + 1
        self._plain(self._flushed, at)
        target = label[1:] if label[0] == "#" and len(label) > 1 else label
        role = "citation" if is_citation else "footnote"
        self._emit(found.start(1), shown_end, Style.LINK | Style.LABEL, target, role)
        self._done(found.end())
        return self._base

    def _interpreted(self, start: int, inner: int, end: re.Match[str], role: str) -> None:
        inner_end = end.start(1)
        suffix_role, underscores = end.group(2), end.group(3) or ""
        after = end.end(1)
        if (role and suffix_role) or ((role or suffix_role) and underscores):
            what = "Multiple roles in interpreted text" if suffix_role and role else "Both a role and a reference mark"
            self._warn(start, f"{what}; shown as it stands.")
            self._put(start, start, after)
            return
        self._plain(self._flushed, start)
        if underscores:
            self._phrase(inner, inner_end, is_anonymous=underscores == "__")
        else:
            self._role_text(inner, inner_end, role or (suffix_role or "")[1:-1])
        self._done(after)

    def _phrase(self, start: int, end: int, is_anonymous: bool) -> None:
        """A reference in backquotes: a name, or a text with its address in angle brackets."""
        text = self._text
        opening = find_embedded(text, start, end)
        if opening < 0 or not (opening == start or text[opening - 1] in " \n"):
            self._refer(start, end, unescape(text[start:end]), is_anonymous)
            return
        address = join_address(text[opening + 1 : end - 1])
        is_alias = address.endswith("_") and not text[opening + 1 : end - 1].endswith("\0_") and ":" not in address
        shown_end = start + len(text[start:opening].rstrip(" \n"))
        line = self._line_at(start)
        if is_alias:
            address = address[:-1]
            self._notes.refer(address, line)
        if shown_end == start:
            self._emit(opening + 1, end - 1 - is_alias, Style.LINK, address)
            return
        if not is_anonymous:
            name = unescape(text[start:shown_end])
            self._notes.name_address(name, address + "_" if is_alias else address, line)
        self._emit(start, shown_end, Style.LINK, address)

    def _role_text(self, start: int, end: int, role: str) -> None:
        """Interpreted text; angle brackets at its end hold where it leads."""
        known = ROLE_STYLES.get(role)
        if role and known is None:
            self._notes.problem(
                self._line_at(start), ProblemLevel.INFO, f'Unknown interpreted text role "{role}"; shown as its text.'
            )
        if role in AS_WRITTEN:
            self._emit(start, end, known or Style.PLAIN, role=role, keeps_escapes=role in ("code", "math", "raw"))
            return
        opening = find_embedded(self._text, start, end)
        shown_end = start + len(self._text[start:opening].rstrip()) if opening > start else end
        target = self._text[opening + 1 : end - 1] if shown_end < end else self._text[start:end]
        target = " ".join(unescape(target).split())
        style = Style.EMPHASIS if not role else known if known is not None else Style.PLAIN
        if shown_end < end:
            style = Style.LINK | (style if role else Style.PLAIN)
        shown = PREFIXED[role] + target if role in PREFIXED and shown_end == end else None
        self._emit(start, shown_end, style, target if style & Style.LINK else "", role, shown=shown)

    # Runs.

    def _plain(self, start: int, end: int) -> None:
        """Text without markup; addresses in it are links."""
        if start >= end:
            return
        for at, after, target in find_addresses(self._text, start, end):
            self._emit(start, at)
            self._emit(at, after, Style.LINK, target)
            start = after
        self._emit(start, end)

    def _emit(
        self,
        start: int,
        end: int,
        style: Style = Style.PLAIN,
        target: str = "",
        role: str = "",
        *,
        keeps_escapes: bool = False,
        shown: str | None = None,
    ) -> None:
        """Runs over `[start, end)`, parted at line ends and around escaping backslashes."""
        text, begins = self._text, self._begins
        style |= self._style
        while start < end:
            while self._line + 1 < len(begins) and begins[self._line + 1] <= start:
                self._line += 1
            line_end = begins[self._line + 1] - 1 if self._line + 1 < len(begins) else len(text)
            stop = min(end, line_end)
            escape = -1 if keeps_escapes else text.find("\0", start, stop)
            if escape >= 0:
                stop = escape
            if start < stop:
                shift = self._starts[self._line] - begins[self._line]
                self._runs.append(
                    Run(start=start + shift, end=stop + shift, style=style, target=target, role=role, shown=shown)
                )
            start = stop + 1
            if escape >= 0 and text[start : start + 1] in (" ", "\n"):
                start += 1

    def _place(self, at: int) -> int:
        line = bisect_right(self._begins, at) - 1
        return self._starts[line] + at - self._begins[line]

    def _line_at(self, at: int) -> int:
        return self._first_line + bisect_right(self._begins, at) - 1

    def _warn_endless(self, at: int, kind: str) -> None:
        """Once a paragraph for each kind: whoever mends the first sees the next."""
        if kind not in self._reported:
            self._reported.add(kind)
            self._warn(at, f"Inline {_NAMES_OF[kind]} start-string without end-string.")

    def _warn(self, at: int, message: str) -> None:
        self._notes.problem(self._line_at(at), ProblemLevel.WARNING, message)
