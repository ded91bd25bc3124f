"""What a parser complains about in a draft, and how it is mended.

Hints that a builder of documentation keeps to itself, too, are left out: a list that begins with 2, a row of signs
that may have been meant otherwise, a name given twice to one address. A role or directive that nobody here knows is an
extension's as a rule; only one that is nearly a known one is told.
"""

import re
from collections.abc import Iterator
from difflib import get_close_matches

from visioneditor.core.document.model import Block, Document, Problem, ProblemLevel, Run, Style
from visioneditor.core.document.rst_roles import ROLE_STYLES
from visioneditor.core.drafting.findings import Finding, FindingKind, Fix
from visioneditor.core.drafting.text_change import TextChange
from visioneditor.core.drafting.typing_aids import fit_rows
from visioneditor.core.text import Lines

_NEAR = 0.75  # of a name's letters
_VERY_NEAR = 0.84
_NAMES_SHOWN = 3
_SIMPLE_NAME = re.compile(r"[^\W_]+(?:[-._+:][^\W_]+)*")
_UNKNOWN_NAME = re.compile(r'Unknown target name: "(?P<name>.*)"\.')
_UNKNOWN_ROLE = re.compile(r'Unknown interpreted text role "(?P<name>[^"]*)"')
_UNKNOWN_DIRECTIVE = re.compile(r'Unknown directive type "(?P<name>[^"]*)"')
_ENDLESS = re.compile(r"Inline (?P<name>.*) start-string without end-string\.")
_SIGNS = {
    "emphasis": ("*", "emphasis"),
    "strong": ("**", "strong emphasis"),
    "literal": ("``", "literal text"),
    "interpreted text or phrase reference": ("`", "a role or reference"),
    "substitution_reference": ("|", "a substitution"),
}
_USUAL_SIGNS = ("=", "-", "~", "^")
_TITLES = {"Title underline": -1, "Title overline too short": 1}  # how far its title is from a line that is too short
_DIRECTIVES = """
    attention caution code code-block container contents csv-table danger deprecated epigraph error figure glossary
    hint image important include index list-table literalinclude note only parsed-literal pull-quote raw rubric seealso
    sidebar table tip toctree topic versionadded versionchanged warning
"""
_NEEDS_BLANK_LINE = ("unexpected unindent.", "Blank line required after table.", "ends without a blank line.")


def find_in_markup(document: Document, lines: Lines) -> Iterator[Finding]:
    """The parser's complaints, each at its line, or at the name that it is about."""
    for problem in document.problems:
        message, span, fixes = _understood(document, lines, problem)
        if message:
            start, end = span or _words_of(document, lines, problem.line)
            yield Finding(
                kind=FindingKind.MARKUP,
                level=problem.level,
                line=problem.line,
                start=start,
                end=end,
                message=message,
                fixes=fixes,
            )


_Told = tuple[str, tuple[int, int] | None, tuple[Fix, ...]]
_NOT_TOLD: _Told = ("", None, ())


def _understood(document: Document, lines: Lines, problem: Problem) -> _Told:
    """What is said of a problem, where, and what mends it."""
    message = problem.message
    if found := _UNKNOWN_NAME.fullmatch(message):
        return _unknown_name(document, lines, problem, found["name"])
    if found := _UNKNOWN_ROLE.match(message):
        return _nearly(document, lines, problem, found["name"], f":{found['name']}:", tuple(ROLE_STYLES))
    if found := _UNKNOWN_DIRECTIVE.match(message):
        return _nearly(document, lines, problem, found["name"], f"{found['name']}::", tuple(_DIRECTIVES.split()))
    if found := _ENDLESS.fullmatch(message):
        return _endless(document, lines, problem, found["name"])
    if problem.level is ProblemLevel.INFO:
        return _short_underline(document, lines, problem)
    if message.endswith(_NEEDS_BLANK_LINE):
        at = lines.start(problem.line)
        return message, None, (Fix(label="Insert a blank line", changes=(TextChange(at, at, "\n"),)),)
    title = next((problem.line + step for begin, step in _TITLES.items() if message.startswith(begin)), 0)
    return message, None, _fitted(document, lines, title)


def _endless(document: Document, lines: Lines, problem: Problem, name: str) -> _Told:
    """Signs that begin markup without an end: where they are to be read as they stand, a backslash says so."""
    sign, said = _SIGNS.get(name, ("", name))
    message = f"“{sign}” begins {said} that does not end" if sign else problem.message
    start, block = lines.start(problem.line), _block_at(document, problem.line)
    runs = (run for run in (block.runs if block is not None else ()) if run.end > start and run.style is Style.PLAIN)
    for run in runs if sign else ():
        found = re.compile(rf"(?<![\w\\]){re.escape(sign)}(?=\S)").search(document.text, max(start, run.start), run.end)
        if found is not None:
            fix = Fix(label="Read the sign as it stands", changes=(TextChange(found.start(), found.start(), "\\"),))
            return message, (found.start(), _end_of_word(document.text, found.end())), (fix,)
    return message, None, ()


def _end_of_word(text: str, at: int) -> int:
    while at < len(text) and not text[at].isspace():
        at += 1
    return at


def _block_at(document: Document, line: int) -> Block | None:
    return next((block for block in document.blocks if block.first_line <= line <= block.last_line), None)


def _short_underline(document: Document, lines: Lines, problem: Problem) -> _Told:
    """A row of three signs below a longer line that may have been meant for a title; other hints are not told."""
    row = document.text[lines.start(problem.line) : lines.end(problem.line)].strip()
    fixes = _fitted(document, lines, problem.line - 1)
    if not problem.message.startswith("Possible title underline") or row[:1] not in _USUAL_SIGNS or not fixes:
        return _NOT_TOLD
    return "The line below the title is too short: it is read as text", None, fixes


def _words_of(document: Document, lines: Lines, line: int) -> tuple[int, int]:
    """A line without the blanks around it."""
    start, end = lines.start(line), lines.end(line)
    bare = document.text[start:end].strip()
    lead = len(document.text[start:end]) - len(document.text[start:end].lstrip())
    return start + (lead if bare else 0), start + lead + len(bare) if bare else end


def _fitted(document: Document, lines: Lines, title: int) -> tuple[Fix, ...]:
    change = fit_rows(document.text, lines.start(title)) if title else None
    return (Fix(label="Make it as long as the title", changes=(change,)),) if change is not None else ()


def _nearly(
    document: Document, lines: Lines, problem: Problem, name: str, written: str, known: tuple[str, ...]
) -> _Told:
    """A name that nobody here knows: told only where it is nearly one that is known."""
    near = [one for one in known if sorted(one) == sorted(name)]  # two letters exchanged
    near = near or get_close_matches(name, known, n=1, cutoff=_VERY_NEAR)
    at = document.text.find(written, lines.start(problem.line), lines.end(problem.line))
    if not near or at < 0 or "+" in name or ":" in name:
        return _NOT_TOLD
    start = at + written.index(name)
    fix = Fix(label=f"Use “{near[0]}”", changes=(TextChange(start, start + len(name), near[0]),))
    return f"“{name}” is unknown; is “{near[0]}” meant?", (at, at + len(written)), (fix,)


def _unknown_name(document: Document, lines: Lines, problem: Problem, name: str) -> _Told:
    """A reference by a name that nothing has: names much like it are offered."""
    run = _run_at(document, lines, problem.line, name)
    message = f"Nothing here is named “{name}”"
    if run is None:
        return message, None, ()
    names = {known: known for known in document.labels if not known.startswith("^")}
    names |= {section.title.lower(): section.title for section in document.sections if section.number}
    near = [names[one] for one in get_close_matches(name, names, n=_NAMES_SHOWN, cutoff=_NEAR)]
    fixes = tuple(Fix(label=f"Use “{one}”", changes=(_renamed(document.text, run, one),)) for one in near)
    return message, (run.start, run.end), fixes


def _run_at(document: Document, lines: Lines, line: int, name: str) -> Run | None:
    """The words of a reference: they are its name, too, or no more than its text is known of it."""
    start, end = lines.start(line), len(document.text)
    for block in document.blocks:
        if block.last_line < line or block.first_line > line:
            continue
        for run in block.runs:
            if start <= run.start < end and " ".join(run.target.lower().split()).rstrip("_").strip("`") == name:
                same = " ".join(document.text[run.start : run.end].lower().split()) == name
                return run if same else None
    return None


def _renamed(text: str, run: Run, name: str) -> TextChange:
    is_phrase = text[run.start - 1 : run.start] == "`"
    new = name if is_phrase or _SIMPLE_NAME.fullmatch(name) else f"`{name}`"
    return TextChange(run.start, run.end, new)
