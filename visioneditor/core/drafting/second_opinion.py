"""What a second judge of the markup says that the first has not said already, or has said more exactly."""

import re
from collections.abc import Iterator, Sequence

from visioneditor.core.document.model import Document, Problem, ProblemLevel

_NAMES = re.compile(r'"([^"]*)"')
_UNKNOWN = re.compile(r'Unknown target name: "(.*)"\.')
_FOOTNOTE_ROLES = ("footnote", "citation")
_WORDS_COMPARED = 2  # of a sentence: enough to tell what kind of problem it is about


def ask_docutils(text: str) -> Iterator[tuple[Problem, ...]]:
    """What docutils says, in one answer: to be worked out in a process of its own, which alone loads docutils."""
    from visioneditor.core.drafting.docutils_messages import docutils_messages

    yield docutils_messages(text)


def add_opinion(document: Document, said: Sequence[Problem]) -> tuple[Problem, ...]:
    """Those of a second judge's problems that the document's own do not tell; hints are left out.

    The second judge names the line where a paragraph begins, the first the line where the words stand.
    """
    return tuple(_unsaid(document, said))


def _unsaid(document: Document, said: Sequence[Problem]) -> Iterator[Problem]:
    known = [problem for problem in document.problems if problem.level is not ProblemLevel.INFO]
    for problem in said:
        last = _last_line(document, problem.line)
        is_told = any(_says(own, problem, last) for own in known) or _is_footnote(document, problem)
        if problem.level is not ProblemLevel.INFO and not is_told:
            yield problem


def _is_footnote(document: Document, problem: Problem) -> bool:
    """A mark without its footnote is told among the links."""
    found = _UNKNOWN.fullmatch(problem.message)
    runs = (run for block in document.blocks for run in block.runs)
    return found is not None and any(run.role in _FOOTNOTE_ROLES and run.target.lower() == found[1] for run in runs)


def _says(own: Problem, other: Problem, last: int) -> bool:
    """Whether a problem told is another one, too: the same line, or the same kind and name in the same block."""
    if abs(own.line - other.line) <= 1:
        return True
    return other.line <= own.line <= last + 1 and _kind(own.message) == _kind(other.message)


def _kind(message: str) -> tuple[str, ...]:
    return (*message.lower().split()[:_WORDS_COMPARED], *_NAMES.findall(message))


def _last_line(document: Document, line: int) -> int:
    """Where the block ends that a line stands in, and what is nested in it."""
    ends = (block.last_line for block in document.blocks if block.first_line <= line <= block.last_line)
    return max(ends, default=line)
