"""docutils' own messages on a draft: all that it says, nothing that it would do."""

from pathlib import Path

import pytest

from visioneditor.core.document.model import ProblemLevel
from visioneditor.core.document.rst import parse_rst
from visioneditor.core.drafting.docutils_messages import docutils_messages
from visioneditor.core.drafting.second_opinion import add_opinion


def told(text: str) -> list[tuple[int, str]]:
    return [(one.line, one.message) for one in docutils_messages(text) if one.level is not ProblemLevel.INFO]


def added(text: str) -> list[tuple[int, str]]:
    return [(one.line, one.message) for one in add_opinion(parse_rst(text), docutils_messages(text))]


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("Words.\n\n.. image::\n", 3, 'Error in "image" directive: 1 argument(s) required, 0 supplied.'),
        ("Words.\n\nSee |goals|.\n", 3, 'Undefined substitution referenced: "goals".'),
        (".. note::\n\nWords.\n", 1, 'Content block expected for the "note" directive; none found.'),
        ("Words__.\n", 2, "Anonymous hyperlink mismatch: 1 references but 0 targets."),
    ],
)
def test_what_docutils_alone_finds_is_added(text: str, line: int, message: str) -> None:
    assert (line, message) in told(text)
    assert added(text) == [(line, message)]


@pytest.mark.parametrize(
    "text",
    [
        "Words that\ngo on, **strong and no end.\n",
        "Words that\ngo on to nowhere_.\n",
        "* item\nno item\n",
        "Words [1]_ and [CIT]_.\n",
        "Title\n====\n\nWords.\n",
    ],
)
def test_what_was_found_already_is_not_said_twice(text: str) -> None:
    assert told(text)
    assert added(text) == []


def test_second_problem_of_another_name_in_the_same_paragraph_is_still_said() -> None:
    text = "See |one| and\nmore and\nmore of nowhere_.\n"
    assert parse_rst(text).problems
    assert added(text) == [(1, 'Undefined substitution referenced: "one".')]


@pytest.mark.parametrize(
    "text",
    [
        ":doc:`goals`, :ref:`why <label>`, :anything:`else`, |release| and |version|\n",
        ".. toctree::\n   :maxdepth: 1\n\n   goals\n",
        ".. code-block:: python\n   :linenos:\n   :emphasize-lines: 1\n\n   def work(): ...\n",
        ".. datatemplate:yaml:: projects\n   :template: x\n\n.. versionadded:: 1.0\n   Words.\n",
    ],
)
def test_what_a_builder_of_documentation_adds_is_no_problem(text: str) -> None:
    assert told(text) == []


def test_no_file_is_read_and_nothing_is_included(tmp_path: Path) -> None:
    secret = tmp_path / "secret.rst"
    secret.write_text("Title\n=\n\nSee |hidden|.\n", encoding="utf-8")
    for directive in ("include", "literalinclude", "raw", "csv-table"):
        option = f"\n   :file: {secret}" if directive in ("raw", "csv-table") else ""
        assert not any("hidden" in message for _, message in told(f".. {directive}:: {secret}{option}\n"))


def test_registries_of_docutils_are_as_before() -> None:
    from docutils.parsers.rst import directives, roles

    before = directives.directive, roles.role
    docutils_messages(".. unknown::\n\n:unknown:`words`\n")
    assert (directives.directive, roles.role) == before
