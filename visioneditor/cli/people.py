"""`visioneditor people REPOSITORY`: who the voters are, as far as it is known; `--account N --is NAME` says it."""

from argparse import Namespace
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime

import msgspec

from visioneditor.arguments import ArgumentParser, UsageError
from visioneditor.cli.output import Output
from visioneditor.cli.parser import add_repository
from visioneditor.cli.text import columns
from visioneditor.services.opening import open_workspace
from visioneditor.services.tallying import say_who
from visioneditor.services.voters import Electorate, Voter, load_electorate


class VoterRow(msgspec.Struct, kw_only=True, frozen=True):
    """An account that voted; `member` is null where it cannot be told, `said` where the user said who it is."""

    account: int
    name: str | None
    member: bool | None
    said: bool


class PeopleAnswer(msgspec.Struct, kw_only=True, frozen=True):
    """The answer of `people`; `unseen` are the members whose account is not known."""

    schema: str = "visioneditor.people/1"
    voters: tuple[VoterRow, ...]
    members: tuple[str, ...]
    unseen: tuple[str, ...]


def configure(parser: ArgumentParser) -> None:
    """Declare the arguments."""
    add_repository(parser)
    parser.add_argument("--account", type=int, metavar="N", help="the number of an account on the Gerrit server")
    help = "who it is, with the name that the list of members has; an empty name takes that back"
    parser.add_argument("--is", dest="name", metavar="NAME", help=help)


def run(arguments: Namespace, output: Output) -> int:
    """Say who somebody is, and show who everybody is."""
    if (arguments.account is None) != (arguments.name is None):
        raise UsageError("--account and --is belong together")
    with closing(open_workspace(arguments.repository)) as workspace:
        if arguments.account is not None:
            say_who(workspace, arguments.account, arguments.name, datetime.now(UTC))
        found = load_electorate(workspace, [arguments.account] if arguments.account is not None else ())
    if output.is_json:
        output.write_json(_answer(found))
    else:
        output.write_lines(*_lines(found))
    return 0


def _answer(found: Electorate) -> PeopleAnswer:
    rows = (
        VoterRow(account=one.account, name=one.name or None, member=one.is_member, said=one.is_said)
        for one in found.voters
    )
    return PeopleAnswer(voters=tuple(rows), members=found.members, unseen=found.unseen)


def _lines(found: Electorate) -> Iterator[str]:
    yield from columns(map(_cells, found.voters)) if found.voters else ("Nobody has voted here yet.",)
    if found.unseen:
        yield f"Members whose account is not known: {', '.join(found.unseen)}"


def _cells(one: Voter) -> tuple[str, ...]:
    membership = {True: "member", False: "no member", None: "may be a member"}[one.is_member]
    return str(one.account), one.name or "(no name)", membership, "you said so" if one.is_said else ""
