"""Every error that is raised has its words, and all that they need."""

import ast
import string
from collections.abc import Iterator

from tests.conftest import ROOT
from visioneditor.errors import VisionEditorError
from visioneditor.messages.every import MESSAGES


def raised() -> Iterator[tuple[str, str, set[str] | None]]:
    """Where an error is made, its message id and its arguments' names (None where some are passed on)."""
    for file in sorted((ROOT / "visioneditor").rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "VisionEditorError" and node.args:
                names = {keyword.arg for keyword in node.keywords}
                known = None if None in names else {name for name in names if name}
                for message in _words(node.args[0]):
                    yield f"{file.relative_to(ROOT)}:{node.lineno}", message, known


def _words(node: ast.expr) -> Iterator[str]:
    if isinstance(node, ast.Constant):
        yield str(node.value)
    elif isinstance(node, ast.IfExp):
        yield from (*_words(node.body), *_words(node.orelse))


def _needed(message: str) -> set[str]:
    return {name for text in MESSAGES[message] for _, name, _, _ in string.Formatter().parse(text) if name}


def test_every_error_has_its_words() -> None:
    wordless = [(place, message) for place, message, _ in raised() if message not in MESSAGES]
    assert wordless == []


def test_every_error_is_given_what_its_words_need() -> None:
    lacking = [
        (place, message, _needed(message) - given)
        for place, message, given in raised()
        if given is not None and message in MESSAGES and _needed(message) - given
    ]
    assert lacking == []


def test_every_message_is_a_sentence() -> None:
    for id, message in MESSAGES.items():
        assert message.summary.endswith("."), id


def test_error_prints_as_its_sentence() -> None:
    assert str(VisionEditorError("revision.unknown", revision="v9")) == "There is no revision 'v9' here."
