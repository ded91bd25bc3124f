"""What a scan of a reStructuredText puts together: blocks with their places, problems, names.

The page knows nothing of markup; it keeps blocks in order and apart, and lets an item, field or directive become one
block with its own first paragraph.
"""

import re
from collections.abc import Callable, Sequence

from visioneditor.core.document.model import Block, BlockKind, Label, Problem, ProblemLevel, Run
from visioneditor.core.document.rst_view import View
from visioneditor.values import dataclass, replace

# Anonymous targets are counted before anything is scanned, for they stand below the references that lead to them.
_ANONYMOUS = re.compile(r"^ *(?:\.\. __:|__)(?: +(\S.*?))? *$", re.MULTILINE)


@dataclass(slots=True, kw_only=True)
class Head:
    """A marker whose block is not put yet, for it may be one with the paragraph that follows."""

    kind: BlockKind
    line: int
    end: int  # offset after the marker
    depth: int
    marker: str = ""
    group: int = 0
    indent: int = 0
    runs: Sequence[Run] = ()
    joins_later_lines: bool = True


class Page:
    """The document under construction. Lines count from 1."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.starts = [0]
        self.ends: list[int] = []
        at = text.find("\n")
        while at >= 0:
            self.ends.append(at)
            self.starts.append(at + 1)
            at = text.find("\n", at + 1)
        self.ends.append(len(text))
        self.blocks: list[Block] = []
        self.problems: list[Problem] = []
        self.labels: dict[str, Label] = {}
        self.references: list[tuple[str, int]] = []
        self._anonymous_targets = [_anonymous_address(found) for found in _ANONYMOUS.finditer(text)]
        self._anonymous_references = 0
        self._auto_footnotes = {"#": 0, "*": 0}
        self._groups = 0
        self._end = 0
        self._head: Head | None = None

    def view(self) -> View:
        """The whole text as a view."""
        lines = [line.rstrip() for line in self.text.split("\n")]
        return View(lines, self.starts, 1)

    def next_group(self) -> int:
        self._groups += 1
        return self._groups

    # Blocks.

    def put(
        self,
        kind: BlockKind,
        first_line: int,
        last_line: int,
        runs: Sequence[Run] = (),
        *,
        depth: int = 0,
        indent: int = 0,
        marker: str = "",
        level: int = 0,
        cells: tuple[int, ...] = (),
        header: bool = False,
        group: int = 0,
    ) -> None:
        """Put a block over these lines; on a line that has one already it begins where that ends."""
        self._put_head(first_line)
        start = max(self.starts[first_line - 1], self._end)
        self._end = max(self.ends[last_line - 1], start)
        self.blocks.append(
            Block(
                kind=kind,
                start=start,
                end=self._end,
                first_line=first_line,
                last_line=last_line,
                runs=tuple(runs),
                depth=depth,
                indent=indent,
                marker=marker,
                level=level,
                cells=cells,
                header=header,
                group=group,
            )
        )

    def put_paragraph(
        self, kind: BlockKind, first_line: int, last_line: int, runs: Sequence[Run], depth: int, indent: int, group: int
    ) -> None:
        """A paragraph; where a marker waits for one, both are one block."""
        head = self._head
        if head is None or (head.line != first_line and not head.joins_later_lines):
            self.put(kind, first_line, last_line, runs, depth=depth, indent=indent, group=group)
            return
        self._head = None
        self.put(
            head.kind,
            head.line,
            last_line,
            [*head.runs, *runs],
            depth=head.depth,
            indent=indent,
            marker=head.marker,
            group=head.group,
        )

    def open_head(self, head: Head) -> None:
        """A marker that waits for its paragraph."""
        self._put_head(head.line)
        self._head = head

    def close_head(self) -> None:
        """A part ended; the marker that still waits gets no paragraph."""
        self._put_head(0)

    def _put_head(self, next_line: int) -> None:
        """The waiting marker as a block of its own; on a line that it shares it ends before the next."""
        head = self._head
        if head is None:
            return
        self._head = None
        self.put(
            head.kind,
            head.line,
            head.line,
            head.runs,
            depth=head.depth,
            indent=head.indent,
            marker=head.marker,
            group=head.group,
        )
        if next_line == head.line:
            self._end = max(head.end, self.blocks[-1].start)
            self.blocks[-1] = replace(self.blocks[-1], end=self._end)

    def collect(self, scan: Callable[[], None]) -> list[Block]:
        """The blocks that a scan puts, which are not put into the document."""
        kept = self.blocks, self._end, self._head
        self.blocks, self._end, self._head = [], 0, None
        scan()
        self.close_head()
        found = self.blocks
        self.blocks, self._end, self._head = kept
        return found

    # Problems and names.

    def problem(self, line: int, level: ProblemLevel, message: str) -> None:
        self.problems.append(Problem(line=line, level=level, message=message))

    def info(self, line: int, message: str) -> None:
        self.problem(line, ProblemLevel.INFO, message)

    def warn(self, line: int, message: str) -> None:
        self.problem(line, ProblemLevel.WARNING, message)

    def error(self, line: int, message: str) -> None:
        self.problem(line, ProblemLevel.ERROR, message)

    def refer(self, name: str, line: int) -> None:
        """A name was referred to."""
        self.references.append((fold_name(name), line))

    def name_place(self, name: str, offset: int, line: int) -> None:
        """A place of this document got a name."""
        self._name(Label(name=fold_name(name), offset=offset), line)

    def name_address(self, name: str, address: str, line: int) -> None:
        """An address got a name."""
        self._name(Label(name=fold_name(name), address=address), line)

    def name_footnote(self, label: str, offset: int, line: int) -> None:
        """A footnote or citation: `^1`, `^name`; those without a name in their order, `^#1` or `^*1`."""
        if label in ("#", "*"):
            self._auto_footnotes[label] += 1
            name = f"{label}{self._auto_footnotes[label]}"
        else:
            name = fold_name(label.removeprefix("#"))
        self._name(Label(name="^" + name, offset=offset), line)

    def _name(self, label: Label, line: int) -> None:
        known = self.labels.setdefault(label.name, label)
        if known is not label:
            same = bool(label.address) and known.address == label.address
            level = ProblemLevel.INFO if same else ProblemLevel.WARNING
            self.problem(line, level, f'Duplicate explicit target name: "{label.name.removeprefix("^")}".')

    def next_anonymous(self) -> str:
        """Where the next anonymous reference leads."""
        at = self._anonymous_references
        self._anonymous_references += 1
        return self._anonymous_targets[at] if at < len(self._anonymous_targets) else ""


def _anonymous_address(found: re.Match[str]) -> str:
    address = found[1] or ""
    return address[:-1].strip("`") if address.endswith("_") else address


def fold_name(name: str) -> str:
    """A name as names are compared: lower case, white space folded."""
    return " ".join(name.split()).lower()
