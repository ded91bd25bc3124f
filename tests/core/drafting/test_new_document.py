"""A new document gets a plain file name, its title rightly underlined, and one line in a table of contents."""

import pytest

from visioneditor.core.drafting.new_document import add_to_contents, file_name, fill_template

INDEX = "Docs\n====\n\n.. toctree::\n   :maxdepth: 1\n\n   aims\n   Means <means>\n\nMore.\n"


@pytest.mark.parametrize(
    ("title", "name"),
    [("Our Goals, 2027!", "our-goals-2027.rst"), ("Größe", "groe.rst"), ("../../etc", "etc.rst"), ("展望", "")],
)
def test_a_file_is_named_by_its_title(title: str, name: str) -> None:
    assert file_name(title, ".rst") == name


def test_a_title_is_underlined_at_its_width() -> None:
    assert fill_template("====\n{title}\n====\n\nOn {title}.\n", " Our  aims ") == (
        "========\nOur aims\n========\n\nOn Our aims.\n"
    )
    assert fill_template("{title}\n-\n\nx\n---\n", "展望") == "展望\n----\n\nx\n---\n"
    assert fill_template("# {title}\n", "Aims") == "# Aims\n"


def test_a_line_is_added_behind_the_last_of_the_list() -> None:
    assert add_to_contents(INDEX, "goals/new") == INDEX.replace("<means>\n", "<means>\n   goals/new\n")


def test_nothing_is_added_where_it_stands_already_or_there_is_no_list() -> None:
    assert add_to_contents(INDEX, "means") is None
    assert add_to_contents(INDEX, "aims") is None
    assert add_to_contents(INDEX.replace(":maxdepth: 1", ":glob:"), "new") is None
    assert add_to_contents("Docs\n", "new") is None


def test_an_empty_list_gets_its_first_line() -> None:
    assert add_to_contents(".. toctree::\n   :hidden:\n", "new") == ".. toctree::\n   :hidden:\n\n   new\n"
    assert add_to_contents(".. toctree::", "new") == ".. toctree::\n\n   new"
