"""`visioneditor tally REPOSITORY CHANGE`: a change's votes counted by the governance rules."""

from argparse import Namespace
from collections.abc import Iterable, Iterator
from contextlib import closing
from datetime import UTC, datetime

from visioneditor.arguments import ArgumentParser
from visioneditor.cli.output import Output
from visioneditor.cli.parser import add_change, add_repository
from visioneditor.cli.text import columns, counted, one_line
from visioneditor.core.consensus.tally_model import CastVote, State, Tally
from visioneditor.exporters.json_tally import tally_answer
from visioneditor.exporters.tally_wording import (
    condition_words,
    count_words,
    missing_sentences,
    needed_words,
    notes,
    silent_words,
    verdict,
    voter_name,
)
from visioneditor.services.opening import open_workspace
from visioneditor.services.tallying import LoadedTally, ProjectStanding, load_tally

_MARKS = {State.MET: "yes", State.BROKEN: "no"}

_HOW_TO_SAY = 'Who a voter is can be said: visioneditor people REPOSITORY --account N --is "NAME"'


def configure(parser: ArgumentParser) -> None:
    """Declare the arguments."""
    add_repository(parser)
    add_change(parser)


def run(arguments: Namespace, output: Output) -> int:
    """Show the state of the vote."""
    with closing(open_workspace(arguments.repository)) as workspace:
        loaded = load_tally(workspace, arguments.change, datetime.now(UTC))
    if output.is_json:
        output.write_json(tally_answer(loaded.change, loaded.tally, loaded.projects))
    else:
        output.write_lines(*map(one_line, _lines(loaded)))
    return 0


def _lines(loaded: LoadedTally) -> Iterator[str]:
    tally = loaded.tally
    yield f"{loaded.change.key}  {loaded.change.subject}"
    yield f"{tally.type.name}: {verdict(tally)}"
    yield tally.type.rule
    yield ""
    yield _counts(tally)
    yield from columns((_MARKS.get(one.state, "open"), condition_words(one, tally)) for one in tally.conditions)
    yield from _titled("Votes", columns(map(_vote, tally.votes)) if tally.votes else ())
    yield from filter(None, [silent_words(tally)])
    yield from _titled("Missing", missing_sentences(tally))
    yield from _titled("To know", [*notes(tally), *([_HOW_TO_SAY] if tally.unsure else [])])
    yield from _titled("Projects", _projects(loaded.projects))


def _counts(tally: Tally) -> str:
    counts = ", ".join(f"{number} {word}" for number, word in count_words(tally))
    least = "at least " if tally.unsure else ""
    needed = needed_words(tally)
    return f"{tally.label}: {least}{counts}{f'; {needed}' if needed else ''}"


def _vote(cast: CastVote) -> tuple[str, str, str]:
    membership = {True: "member", False: "no member", None: "may be a member"}[cast.is_member]
    owner = ", owner" if cast.is_owner else ""
    value = f"{cast.vote.value:+d}" if cast.vote.value else "0"
    return f"{cast.vote.label} {value}", voter_name(cast), f"{membership}{owner}"


def _projects(projects: tuple[ProjectStanding, ...]) -> Iterator[str]:
    answered = [one for one in projects if one.answered]
    if projects:
        yield f"{len(answered)} of {counted(len(projects), 'project')} answered"
    for one in answered:
        voted = {True: ", who voted", False: ", who did not vote", None: ""}[one.lead_voted]
        yield f"{one.name}{f'  {one.lead}{voted}' if one.lead else ''}"


def _titled(title: str, lines: Iterable[str]) -> Iterator[str]:
    """Indented lines below their title; nothing where there are none."""
    rows = list(lines)
    if rows:
        yield ""
        yield title
        yield from (f"  {row}" for row in rows)
