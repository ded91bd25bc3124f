"""Asking who one is on a terminal: name and password, the latter without showing it; nobody is asked elsewhere."""

import sys

from visioneditor.services.accounts import Login, Question
from visioneditor.terminal import say


def ask_on_terminal(question: Question) -> Login | None:
    """What somebody at a terminal says; None where there is none, or they say nothing."""
    if sys.stdin is None or sys.stderr is None or not (sys.stdin.isatty() and sys.stderr.isatty()):
        return None
    from getpass import getpass

    refused = "That was not accepted. " if question.was_refused else ""
    say(f"{refused}{question.root} wants your name and HTTP password (made at {question.settings_page}).")
    try:
        user = _read_name(question.user)
        password = getpass("password: ", stream=sys.stderr) if user else ""
    except EOFError:
        return None
    return Login(user=user, password=password) if user and password else None


def _read_name(known: str) -> str:
    print(f"name [{known}]: " if known else "name: ", end="", file=sys.stderr, flush=True)
    line = sys.stdin.readline()
    if not line:
        raise EOFError
    return line.strip() or known
