"""On a terminal one is asked for name and password; where there is none, nobody is."""

import io
from typing import Any

import pytest

from visioneditor.cli import asking
from visioneditor.services.accounts import Login, Question

QUESTION = Question(root="https://review.example.org")


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def type_in(monkeypatch: pytest.MonkeyPatch, typed: str, password: str) -> _Terminal:
    """Somebody types; what the terminal shows (pytest puts its own in place before each test)."""
    told = _Terminal()

    def getpass(prompt: str, stream: Any) -> str:
        stream.write(prompt)
        if not password:
            raise EOFError
        return password

    monkeypatch.setattr("sys.stderr", told)
    monkeypatch.setattr("sys.stdin", _Terminal(typed))
    monkeypatch.setattr("getpass.getpass", getpass)
    return told


def test_name_and_password_are_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    told = type_in(monkeypatch, "dana\n", "secret")
    assert asking.ask_on_terminal(QUESTION) == Login(user="dana", password="secret")
    assert "https://review.example.org/settings/#HTTPCredentials" in told.getvalue()
    assert told.getvalue().endswith("name: password: ") and "secret" not in told.getvalue()


def test_the_name_known_is_taken_where_nothing_is_typed(monkeypatch: pytest.MonkeyPatch) -> None:
    told = type_in(monkeypatch, "\n", "secret")
    question = Question(root=QUESTION.root, user="dana", was_refused=True)
    assert asking.ask_on_terminal(question) == Login(user="dana", password="secret")
    assert told.getvalue().startswith("That was not accepted.") and "name [dana]: " in told.getvalue()


@pytest.mark.parametrize(("typed", "password"), [("", "secret"), ("\n", "secret"), ("dana\n", "")])
def test_who_says_nothing_is_nobody(monkeypatch: pytest.MonkeyPatch, typed: str, password: str) -> None:
    type_in(monkeypatch, typed, password)
    assert asking.ask_on_terminal(QUESTION) is None


def test_without_a_terminal_nobody_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    told = type_in(monkeypatch, "", "secret")
    monkeypatch.setattr("sys.stdin", io.StringIO("dana\n"))
    assert asking.ask_on_terminal(QUESTION) is None and not told.getvalue()
