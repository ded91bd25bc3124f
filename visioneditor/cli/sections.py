"""`visioneditor sections REPOSITORY PATH`: the sections of one document, with line numbers."""

from argparse import Namespace
from contextlib import closing

from visioneditor.arguments import ArgumentParser
from visioneditor.cli.output import Output
from visioneditor.cli.parser import add_document, add_repository, add_revision
from visioneditor.cli.text import columns, counted, one_line
from visioneditor.exporters.json_document import CountedSection, DocumentProblem, sections_answer
from visioneditor.services.opening import open_workspace
from visioneditor.services.reading import load_document


def configure(parser: ArgumentParser) -> None:
    """Declare the arguments."""
    add_repository(parser)
    add_document(parser)
    add_revision(parser)


def run(arguments: Namespace, output: Output) -> int:
    """List the sections."""
    with closing(open_workspace(arguments.repository)) as workspace:
        loaded = load_document(workspace, arguments.revision, arguments.path)
    answer = sections_answer(loaded.document, loaded.path, loaded.revision)
    if output.is_json:
        output.write_json(answer)
    else:
        output.write_lines(*columns(map(_cells, answer.sections)), *map(_problem, answer.problems))
    return 0


def _cells(section: CountedSection) -> tuple[str, ...]:
    first, last = section.lines
    title = "  " * max(0, section.level - 1) + (section.title or "(before the first heading)")
    return f"{first}-{last}", title, section.id, counted(section.words, "word")


def _problem(problem: DocumentProblem) -> str:
    return one_line(f"line {problem.line}: {problem.level}: {problem.message}")
