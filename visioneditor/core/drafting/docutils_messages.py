"""What docutils itself says of a text in RST: a second opinion beside our own parser's.

Nothing is read, included or carried out. Directives that docutils has are judged by their own rules, but for those that
read files or that a builder of documentation replaces by its own; of others, and of all roles, the text is kept. What
refers to something is looked up within the text, as docutils does when it has read it.

docutils takes a hundred times as long as our parser, and its registries belong to the whole process: this is for a
process of its own.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from docutils import nodes
from docutils.frontend import get_default_settings
from docutils.parsers.rst import Directive, Parser, directives, roles
from docutils.transforms import references
from docutils.utils import new_document

from visioneditor.core.document.model import Problem, ProblemLevel

_JUDGED = """
    attention caution danger error hint important note tip warning admonition topic sidebar rubric epigraph highlights
    pull-quote compound container table list-table contents replace unicode date class parsed-literal image target-notes
"""
_LOOKED_UP = (
    references.Substitutions,
    references.PropagateTargets,
    references.AnonymousHyperlinks,
    references.IndirectHyperlinks,
    references.ExternalTargets,
    references.InternalTargets,
    references.Footnotes,
    references.DanglingReferences,
)
_LEVELS = {1: ProblemLevel.INFO, 2: ProblemLevel.WARNING, 3: ProblemLevel.ERROR, 4: ProblemLevel.ERROR}
_FOR_MACHINES = ' See "backrefs" attribute for IDs.'
_BUILDERS_OWN = ("release", "version", "today")  # what Sphinx puts in by itself


def docutils_messages(text: str) -> tuple[Problem, ...]:
    """In the order of the lines; of a message that quotes the source, its sentence."""
    document = _read(text)
    told = {_problem(message): None for message in (*document.parse_messages, *document.transform_messages)}
    told |= {_problem(message): None for message in document.findall(nodes.system_message)}
    return tuple(sorted(told, key=lambda problem: (problem.line, problem.message)))


def _problem(message: nodes.system_message) -> Problem:
    said = " ".join(message[0].astext().split()) if len(message) else ""
    return Problem(
        line=message.get("line") or 1, level=_LEVELS[message["level"]], message=said.removesuffix(_FOR_MACHINES)
    )


def _read(text: str) -> nodes.document:
    settings = get_default_settings(Parser)
    settings.report_level = 5  # nothing is printed
    settings.halt_level = 5
    settings.warning_stream = False
    settings.file_insertion_enabled = False
    settings.raw_enabled = False
    settings.line_length_limit = len(text) + 1
    document = new_document("draft", settings)
    with _nothing_carried_out():
        Parser().parse(text, document)
        for name in _BUILDERS_OWN:
            if name not in document.substitution_defs:
                document.note_substitution_def(nodes.substitution_definition(name, name), name)
        document.transformer.add_transforms(_LOOKED_UP)
        document.transformer.apply_transforms()
    return document


@contextmanager
def _nothing_carried_out() -> Iterator[None]:
    known = directives.directive, roles.role

    def find(name: str, *place: Any) -> Any:
        return known[0](name, *place) if name.lower() in _JUDGED.split() else (_KeepText, [])

    directives.directive = find  # type: ignore[assignment]
    roles.role = lambda *_: (_keep_role_text, [])  # type: ignore[assignment]
    try:
        yield
    finally:
        directives.directive, roles.role = known


class AnyOptions(dict[str, Any]):
    """What a directive may be told: everything, as text."""

    def __bool__(self) -> bool:
        return True

    def __getitem__(self, name: str) -> Any:
        return str

    def __contains__(self, name: object) -> bool:
        return True


class _KeepText(Directive):
    """Whatever a builder of documentation makes of it: its words are read no further."""

    option_spec = AnyOptions()
    optional_arguments = 1
    final_argument_whitespace = True
    has_content = True

    def run(self) -> list[nodes.Node]:
        return [nodes.literal_block("", "\n".join([*self.arguments, *self.content]))]


def _keep_role_text(
    name: str, rawtext: str, text: str, lineno: int, inliner: Any, options: Any = None, content: Any = None
) -> tuple[list[nodes.Node], list[nodes.system_message]]:
    return [nodes.inline(rawtext, text)], []
