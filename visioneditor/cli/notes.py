"""`visioneditor notes pull|push REPOSITORY`: exchange the reviews in the repository with a remote."""

from argparse import Namespace
from contextlib import closing

import msgspec

from visioneditor.arguments import ArgumentParser
from visioneditor.cli.output import Output
from visioneditor.cli.parser import add_common_to_verb, add_repository
from visioneditor.cli.progress import shown_progress
from visioneditor.services.note_exchange import NotesExchanged, pull_review_notes, push_review_notes
from visioneditor.services.opening import open_workspace


class NotesExchangeAnswer(msgspec.Struct, kw_only=True, frozen=True):
    """The answer: how many comments came, and how many went."""

    schema: str = "visioneditor.notes-exchange/1"
    remote: str
    received: int
    sent: int


_VERBS = {
    "pull": (pull_review_notes, "fetch a remote's notes and merge them with those here; nobody's lines are lost"),
    "push": (push_review_notes, "pull, then push what is new here, never by force"),
}


def configure(parser: ArgumentParser) -> None:
    """Declare the arguments."""
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="VERB", parser_class=ArgumentParser)
    for name, (_, help) in _VERBS.items():
        verb = verbs.add_parser(name, help=help)
        add_repository(verb)
        verb.add_argument("--remote", metavar="NAME", help="default: origin, else the only one there is")
        add_common_to_verb(verb)


def run(arguments: Namespace, output: Output) -> int:
    """Exchange and say how much."""
    exchange, _ = _VERBS[arguments.verb]
    with closing(open_workspace(arguments.repository)) as workspace, shown_progress() as progress:
        done = exchange(workspace, arguments.remote, progress=progress)
    if output.is_json:
        output.write_json(NotesExchangeAnswer(remote=done.remote, received=done.received, sent=done.sent))
    else:
        output.write_lines(_line(done, is_push=arguments.verb == "push"))
    return 0


def _line(done: NotesExchanged, *, is_push: bool) -> str:
    sent = f", {done.sent} sent" if is_push else ""
    return f"{done.remote}: {done.received} comment{'' if done.received == 1 else 's'} received{sent}"
