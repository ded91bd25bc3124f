"""Finding words in what a reader sees."""

from visioneditor.core.document.finding import find, find_in_source
from visioneditor.core.document.markdown import parse_markdown

TEXT = """# A *vendor*-independent API

The vendor-independent
**API** is *not* a vendor's `api`. It’s so.

| The | API |
|-----|-----|
| a   | b   |

<!-- API in a comment -->
[API]: https://api.example.org
"""


def found(query: str) -> list[str]:
    return [TEXT[start:end] for start, end in find(parse_markdown(TEXT), query)]


def test_line_breaks_and_markup_are_no_obstacle() -> None:
    assert found("vendor-independent api") == ["vendor*-independent API", "vendor-independent\n**API"]
    assert found("api is  not a") == ["API** is *not* a"]


def test_capitals_count_only_where_the_query_has_some() -> None:
    assert found("api") == ["API", "API", "api", "API"]
    assert found("API") == ["API", "API", "API"]


def test_straight_signs_match_printed_ones() -> None:
    assert found("it's") == ["It’s"]


def test_cells_are_found_and_what_is_not_shown_is_not() -> None:
    assert found("the api") == ["The | API"]
    assert found("comment") == [] and found("example.org") == []


def test_an_empty_query_finds_nothing_and_signs_are_taken_literally() -> None:
    assert found("  ") == [] and found(".*") == []


def test_source_is_searched_as_it_stands() -> None:
    text = "# Goals\n\nSee [the *first*\nplan](https://example.org/plan).\n\n```\nPlan\n```\n"
    document = parse_markdown(text)

    def found(query: str) -> list[str]:
        return [text[start:end] for start, end in find_in_source(document, query)]

    assert found("example.org/plan") == ["example.org/plan"]
    assert found("*first* plan") == ["*first*\nplan"]
    assert found("plan") == ["plan", "plan", "Plan"]
    assert found("  ") == []
