"""docutils as the judge of the scanner: what sections and what visible words it finds in a text.

What counts as visible, and so is compared, in order:

* titles, paragraphs, list items, terms and classifiers, field names, option strings, lines, quotes, attributions,
  literals, table cells, footnote and citation labels that are written out, substitutions by their names, and the text
  of substitution definitions where it is defined;
* the arguments of every directive, whichever it is, and what it holds: scanned as body elements, except for code, which
  is taken as it stands, and the entries of a `toctree`;
* interpreted text of every role, known or not, without an address in angle brackets at its end;
* text that docutils reports as an error and shows as a literal instead (wrong titles, malformed tables).

Not visible: adornments, markers, comments, targets, directive names and options, role names, automatic numbers.

No directive and no role is carried out: each is replaced by one that keeps the text, so that nothing is ever included.
"""

import re
from collections.abc import Iterator
from typing import Any

from docutils import nodes
from docutils.frontend import get_default_settings
from docutils.parsers.rst import Directive, Parser, directives, roles
from docutils.utils import new_document

from visioneditor.core.drafting.docutils_messages import AnyOptions
from visioneditor.core.text import words

_BODY_ON_FIRST_LINE = """
    attention caution danger error hint important note tip warning seealso compound epigraph highlights pull-quote
    header footer todo hlist centered
"""
_RAW_ARGUMENT = """
    image figure include literalinclude contents sectnum class role default-role container date unicode code code-block
    sourcecode highlight math raw index only tabularcolumns graphviz digraph graph toctree autosummary
"""
_CODE = """
    code code-block sourcecode math raw highlight graphviz digraph graph include literalinclude
"""
_AS_WRITTEN = """
    literal code math samp kbd command file program regexp makevar mimetype newsgroup mailheader raw
    sub subscript sup superscript emphasis strong
"""
_TITLE_AND_TARGET = re.compile(r"^(.+?)\s*(?<!\x00)<([^<>\s\x00][^<>]*?(?<![\s\x00]))>$", re.DOTALL)


class _KeepText(Directive):
    """Shows arguments and content, does nothing."""

    option_spec = AnyOptions()
    optional_arguments = 1
    final_argument_whitespace = True
    has_content = True

    def run(self) -> list[nodes.Node]:
        name = self.name.lower()
        container = nodes.container()
        content = self.content
        if self.arguments:
            if name in _RAW_ARGUMENT.split():
                container += nodes.literal_block("", self.arguments[0])
            else:
                text, _ = self.state.inline_text(self.arguments[0], self.lineno)
                container += nodes.paragraph("", "", *text)
        if name in ("toctree", "autosummary"):
            for line in content:
                found = re.match(r"\s*(.*\S)\s*<[^<>]*>$", line)
                container += nodes.literal_block("", found[1] if found else line)
        elif name in _CODE.split():
            container += nodes.literal_block("", "\n".join(content))
        elif content:
            self.state.nested_parse(content, self.content_offset, container)
        return [container]


class _KeepBody(_KeepText):
    """The same for a directive whose text begins on its own line."""

    optional_arguments = 0


def _keep_role_text(
    name: str, rawtext: str, text: str, lineno: int, inliner: Any, options: Any = None, content: Any = None
) -> tuple[list[nodes.Node], list[nodes.Node]]:
    found = None if name in _AS_WRITTEN.split() else _TITLE_AND_TARGET.match(text)
    return [nodes.inline(rawtext, found[1] if found else text)], []


class Judgement:
    """What docutils says about a text.

    `sections` are (title, level), `words` the visible ones. Where it `is_severe`, or docutils `refused` a directive for
    its form (and shows its source instead), there is nothing to compare with.
    """

    def __init__(self, text: str) -> None:
        document = _parse(text)
        messages = list(document.findall(nodes.system_message))
        self.is_severe = any(message["level"] >= 4 for message in messages)
        self.refused = any(message[0].astext().startswith('Error in "') for message in messages)
        self.sections = [(_title(section), _level(section)) for section in document.findall(nodes.section)]
        self.words = [word for piece in _visible(document) for word in words(piece)]


def _parse(text: str) -> nodes.document:
    settings = get_default_settings(Parser)
    settings.report_level = 5
    settings.halt_level = 5
    settings.warning_stream = False
    settings.file_insertion_enabled = False
    settings.raw_enabled = False
    settings.line_length_limit = 10_000_000
    document = new_document("judge", settings)
    original = directives.directive, roles.role
    directives.directive = _find_directive  # type: ignore[assignment]
    roles.role = lambda *_: (_keep_role_text, [])  # type: ignore[assignment]
    try:
        Parser().parse(text, document)
    finally:
        directives.directive, roles.role = original
    return document


def _find_directive(name: str, *_: object) -> tuple[type[Directive], list[nodes.system_message]]:
    return (_KeepBody if name.lower() in _BODY_ON_FIRST_LINE.split() else _KeepText), []


def _title(section: nodes.section) -> str:
    return " ".join(section[0].astext().split())


def _level(section: nodes.section) -> int:
    level = 1
    while isinstance(section.parent, nodes.section):
        level, section = level + 1, section.parent
    return level


def _visible(node: nodes.Node) -> Iterator[str]:
    """The pieces of visible text; inline markup is put together, for a word may begin before it and end in it."""
    if isinstance(node, nodes.system_message):
        if node["level"] >= 3:
            yield from (child.astext() for child in node.findall(nodes.literal_block))
    elif isinstance(node, nodes.comment | nodes.target) and not isinstance(node.parent, nodes.TextElement):
        return
    elif isinstance(node, nodes.TextElement | nodes.option):
        yield node.astext()
    else:
        for child in node.children:
            yield from _visible(child)
