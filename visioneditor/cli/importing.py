"""`visioneditor import REPOSITORY PATH PROJECT=SOURCE …`: take projects' reflections over into a draft."""

import argparse
import sys
from argparse import Namespace
from collections.abc import Iterable, Iterator
from contextlib import closing

from visioneditor.arguments import ArgumentParser
from visioneditor.cli.output import Output
from visioneditor.cli.parser import add_document, add_repository, add_revision
from visioneditor.cli.text import columns, counted, one_line, short_revision
from visioneditor.core.importing.model import Answers, Proposal, ProposedHeading, Standing
from visioneditor.core.mapping import VisionSections
from visioneditor.core.text import fold
from visioneditor.errors import VisionEditorError
from visioneditor.exporters.json_import import import_answer, import_row
from visioneditor.services.import_sources import load_source
from visioneditor.services.importing import (
    PlannedImport,
    plan_correction,
    plan_import,
    write_import,
    written_proposal,
)
from visioneditor.services.model import LoadedDocument
from visioneditor.services.opening import open_workspace
from visioneditor.services.reading import load_document
from visioneditor.services.workspace import Workspace


def configure(parser: ArgumentParser) -> None:
    """Declare the arguments."""
    add_repository(parser)
    add_document(parser)
    help = (
        "SOURCE is a file, REPOSITORY[@REVISION][:PATH] (a folder or an address), - for a mail on standard input, or"
        " nothing: the reflection as it stands here, to correct what it answers"
    )
    parser.add_argument("sources", nargs="+", type=_source, metavar="PROJECT=SOURCE", help=help)
    add_revision(parser)
    help = "what a heading answers, whatever it is taken for; without titles: nothing. May be given several times"
    parser.add_argument(
        "--answers", action="append", type=_answers, default=[], metavar="HEADING=TITLE;TITLE", help=help
    )
    parser.add_argument("--confirm", action="store_true", help="confirm all guesses, sections only named included")
    parser.add_argument("--dry-run", action="store_true", help="only show what would be written")


def run(arguments: Namespace, output: Output) -> int:
    """Import, and show what each heading was taken for."""
    with closing(open_workspace(arguments.repository)) as workspace:
        loaded = load_document(workspace, arguments.revision, arguments.path)
        sections = VisionSections(loaded.document)
        plans = [_plan(workspace, loaded, project, source) for project, source in arguments.sources]
        decided = _decide(plans, arguments.answers, sections, confirms=arguments.confirm)
        rows: list[tuple[PlannedImport, Proposal, str | None]] = []
        for planned, answers in zip(plans, decided, strict=True):
            draft = None if arguments.dry_run else write_import(workspace, planned, answers).name
            rows.append((planned, written_proposal(planned, answers), draft))
    if output.is_json:
        answer = (
            import_row(one.project, one.path, proposal, draft=draft, written_against=one.written_against)
            for one, proposal, draft in rows
        )
        output.write_json(import_answer(loaded.path, loaded.revision, answer))
    else:
        for planned, proposal, draft in rows:
            output.write_lines(*_lines(planned, proposal, draft))
    return 0


def _plan(workspace: Workspace, loaded: LoadedDocument, project: str, source: str) -> PlannedImport:
    if not source:
        return plan_correction(workspace, loaded, project)
    return plan_import(workspace, loaded, load_source(source, read_input=_read_mail), project)


def _source(text: str) -> tuple[str, str]:
    project, sign, source = text.partition("=")
    if not (project.strip() and sign):
        raise argparse.ArgumentTypeError(f"{text!r} is not of the form PROJECT=SOURCE")
    return project.strip(), source


def _answers(text: str) -> tuple[str, tuple[str, ...]]:
    heading, sign, titles = text.partition("=")
    if not (heading.strip() and sign):
        raise argparse.ArgumentTypeError(f"{text!r} is not of the form HEADING=TITLE;TITLE")
    return heading.strip(), tuple(title.strip() for title in titles.split(";") if title.strip())


def _read_mail() -> str:
    return sys.stdin.buffer.read().decode("utf-8", errors="replace")


def _decide(
    plans: Iterable[PlannedImport],
    told: Iterable[tuple[str, tuple[str, ...]]],
    sections: VisionSections,
    *,
    confirms: bool,
) -> list[Answers]:
    """For each reflection what its headings shall answer; a heading that none of them has is refused."""
    plans = list(plans)
    decided: list[Answers] = []
    for planned in plans:
        headings = planned.proposal.headings if confirms else ()
        decided.append({one.line: one.suggested for one in headings if one.is_guess})
    for heading, titles in told:
        numbers = tuple(_section_number(sections, title) for title in titles)
        pairs = zip(plans, decided, strict=True)
        found = [(answers, one) for planned, answers in pairs for one in _named(planned, heading)]
        if not found:
            known = "; ".join(one.heading for planned in plans for one in planned.proposal.headings)
            raise VisionEditorError("import.no-heading", heading=heading, headings=known)
        for answers, one in found:
            answers[one.line] = numbers
    return decided


def _named(planned: PlannedImport, heading: str) -> Iterator[ProposedHeading]:
    return (one for one in planned.proposal.headings if fold(one.heading) == fold(heading))


def _section_number(sections: VisionSections, title: str) -> int:
    found = sections.find(title)
    if found is None:
        raise VisionEditorError("import.no-section", title=title)
    return found.number


def _lines(planned: PlannedImport, proposal: Proposal, draft: str | None) -> Iterator[str]:
    source = proposal.source
    place = " ".join(part for part in (source.place, source.path if source.path != source.place else "") if part)
    revision = f" at {short_revision(source.revision)}" if source.revision else ""
    yield one_line(f"{planned.project}: {place}{revision}")
    where = f"draft {draft}" if draft else "not written"
    against = f", against {short_revision(planned.written_against)}" if planned.written_against else ""
    yield one_line(f"  {planned.path} ({where}{against})")
    yield from (f"  {line}" for line in columns(_cells(proposal, heading) for heading in proposal.headings))
    yield from (one_line(f"  no longer there: {heading}") for heading in proposal.lost)
    guesses = sum(heading.is_guess for heading in proposal.headings)
    if guesses:
        yield f"  {counted(guesses, 'guess', 'guesses')} to look at: --confirm, or --answers HEADING=TITLE;TITLE"


def _cells(proposal: Proposal, heading: ProposedHeading) -> tuple[str, ...]:
    titles = {number: section.title for number, section in proposal.sections.items()}
    answers = "; ".join(titles[number] for number in heading.sections) or "-"
    named = "; ".join(titles[number] for number in heading.named)
    kind = heading.match.value + (", confirmed" if heading.is_confirmed and heading.match.value != "exact" else "")
    told = "" if heading.standing is Standing.FIRST else heading.standing.value
    return heading.heading, kind, told, f"{answers} (names {named})" if named else answers
