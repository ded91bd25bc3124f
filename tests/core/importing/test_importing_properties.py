"""Whatever a reflection looks like, importing it changes no line of its author's, and decisions are read back."""

from hypothesis import given
from hypothesis import strategies as st

from visioneditor.core.document.model import Markup
from visioneditor.core.document.parsing import parse
from visioneditor.core.importing.model import Source, SourceKind
from visioneditor.core.importing.proposing import decide, propose, reread, source_fields
from visioneditor.core.mapping import map_headings

VISION = parse(
    "# V\n\n## Pillars\n\n### Self-service\n\nx\n\n## Scaling\n\nx\n\n## Pillars; two\n\nx\n", Markup.MARKDOWN
)
NUMBERS = [section.number for section in VISION.sections[1:]]

RST = [
    "Ferry\n=====\n",
    "Self service\n-----\n",
    "Scaling\n~~~~~~~\n",
    "words\n",
    "* item\n",
    ":stance: gap\n",
    ".. _x:\n",
]
RST += [
    "\n",
    ":answers: Scaling\n",
    "::\n\n    literal\n",
    ".. note:: words\n",
    "| a | b |\n",
    "=======\nFerry\n=======\n",
]
MARKDOWN = ["# Ferry\n", "## Self service\n", "Scaling\n---\n", "words\n", "* item\n", "<!-- stance: gap -->\n", "\n"]
MARKDOWN += ["<!-- a comment\n", "-->\n", "```\n", "> quoted\n", "<!-- answers: -->\n", "<div>\n", "#\n"]
TEXTS = st.one_of(
    st.tuples(st.lists(st.sampled_from(RST)).map("".join), st.just(Markup.RST)),
    st.tuples(st.lists(st.sampled_from(MARKDOWN)).map("".join), st.just(Markup.MARKDOWN)),
)


def source(text: str, revision: str = "1" * 40) -> Source:
    return Source(kind=SourceKind.REPOSITORY, place="p/q", path="a", revision=revision, text=text)


def own_lines(text: str) -> list[str]:
    """The lines that say something and are no field of ours."""
    ours = (":source", ":answers", ":written", "<!-- source", "<!-- answers", "<!-- written")
    return [line for line in text.split("\n") if line.strip() and not line.startswith(ours)]


@given(TEXTS, st.data())
def test_only_fields_are_added_and_they_say_what_was_decided(
    given_text: tuple[str, Markup], data: st.DataObject
) -> None:
    text, markup = given_text
    proposal = propose(source(text), text, markup, VISION, written_against="2" * 40)
    lists = st.lists(st.sampled_from(NUMBERS), unique=True).map(tuple)
    answers = {heading.line: data.draw(lists) for heading in proposal.headings if data.draw(st.booleans())}
    written = decide(proposal, answers)
    assert own_lines(written) == own_lines(text)
    document = parse(written, markup)
    assert [one.title for one in document.sections if one.number] == [
        one.title for one in parse(text, markup).sections if one.number
    ]
    assert source_fields(document)["source-revision"] == "1" * 40
    now = reread(proposal, written)
    for before, after in zip(proposal.headings, now.headings, strict=True):
        if before.line in answers and (before.suggested or answers[before.line]):
            assert sorted(after.sections) == sorted(answers[before.line]) and after.is_confirmed


@given(TEXTS)
def test_the_same_import_once_more_changes_nothing(given_text: tuple[str, Markup]) -> None:
    text, markup = given_text
    first = propose(source(text), text, markup, VISION)
    kept = decide(first, {heading.line: (NUMBERS[0],) for heading in first.headings})
    again = propose(source(text), text, markup, VISION, previous=kept)
    assert [(row.heading, row.section) for row in map_headings(again.reflection, VISION, "", "")] == [
        (row.heading, row.section) for row in map_headings(parse(kept, markup), VISION, "", "")
    ]
