"""`visioneditor answer REPOSITORY PATH PROJECT SECTION`: write what a project says about a section into a draft."""

from argparse import Namespace
from contextlib import closing

from visioneditor.arguments import ArgumentParser
from visioneditor.cli.output import Output
from visioneditor.cli.parser import add_document, add_repository, add_revision, given_words
from visioneditor.core.annotation import Stance
from visioneditor.core.document.model import Section
from visioneditor.errors import VisionEditorError
from visioneditor.exporters.json_annotations import written_answer
from visioneditor.services.answering import AnswerWish, answerable_sections, load_answer, write_answers
from visioneditor.services.model import LoadedDocument
from visioneditor.services.opening import open_workspace
from visioneditor.services.reading import load_document

_NO_STANCE = "none"


def configure(parser: ArgumentParser) -> None:
    """Declare the arguments."""
    add_repository(parser)
    add_document(parser)
    parser.add_argument("project", metavar="PROJECT", help="whose answer it is")
    parser.add_argument("section", metavar="SECTION", help="the section's id or title")
    choices = (*(stance.value for stance in Stance), _NO_STANCE)
    parser.add_argument("--stance", choices=choices, help="default: as it stands")
    parser.add_argument("--message", metavar="TEXT", help="the words; - reads standard input; default: as they stand")
    add_revision(parser)


def run(arguments: Namespace, output: Output) -> int:
    """Write the answer, and say into which draft."""
    with closing(open_workspace(arguments.repository)) as workspace:
        loaded = load_document(workspace, arguments.revision, arguments.path)
        section = _find(loaded, arguments.section)
        before = load_answer(workspace, loaded, arguments.project, section).answer
        stance, body = (before.stance, before.body) if before else (None, "")
        if arguments.stance is not None:
            stance = Stance(arguments.stance) if arguments.stance != _NO_STANCE else None
        if arguments.message is not None:
            body = given_words(arguments.message)
        wish = AnswerWish(project=arguments.project, section=section, stance=stance, body=body)
        stored = write_answers(workspace, loaded, [wish])
    if output.is_json:
        output.write_json(written_answer(wish.project, section, stance, stored.path, stored.name))
    else:
        output.write_lines(f"{stored.path}: {section.title}", f"in DRAFT:{stored.name}")
    return 0


def _find(loaded: LoadedDocument, named: str) -> Section:
    sections = answerable_sections(loaded.document)
    found = next((one for one in sections if one.id == named), None)
    found = found or next((one for one in sections if one.title.casefold() == named.casefold()), None)
    if found is None:
        raise VisionEditorError("section.unknown", section=named, path=loaded.path)
    return found
