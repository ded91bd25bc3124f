"""What a reflection is taken to say is shown first, decided by a person, and kept at a later import."""

from visioneditor.core.annotation import Match
from visioneditor.core.document.model import Markup
from visioneditor.core.document.parsing import parse
from visioneditor.core.importing.model import Proposal, Source, SourceKind, Standing
from visioneditor.core.importing.proposing import decide, propose, source_fields
from visioneditor.core.mapping import map_headings

VISION = parse(
    "V\n=\n\nPillars\n-------\n\nSelf-service\n~~~~~~~~~~~~\n\nx\n\nSecurity\n~~~~~~~~\n\nx\n\n"
    "Goals\n-----\n\nScaling\n~~~~~~~\n\nscaling\n\nCustomisable Integration\n~~~~~~~~~~~~~~~~~~~~~~~~\n\nx\n\n"
    "Security\n~~~~~~~~\n\nx\n",
    Markup.RST,
)
TEXT = """\
..
   A licence.

=============
Ferry's view
=============

Hello.

Mission
=======

To cross.

Self-service
============

We do.

Customizable Integration
========================

Perhaps.

Goals
=====

As for scalability, yes.
"""


def source(text: str = TEXT, revision: str = "1" * 40) -> Source:
    return Source(
        kind=SourceKind.REPOSITORY,
        place="https://ferry.example/ferry",
        path="doc/view.rst",
        revision=revision,
        text=text,
    )


def proposed(text: str = TEXT, previous: str = "", revision: str = "1" * 40) -> Proposal:
    return propose(source(text, revision), text, Markup.RST, VISION, previous=previous, written_against="a" * 40)


def line_of(proposal: Proposal, heading: str) -> int:
    return next(one.line for one in proposal.headings if one.heading == heading)


def numbers(*ids: str) -> tuple[int, ...]:
    return tuple(section.number for id in ids if (section := VISION.section(id)))


def test_each_heading_says_what_it_is_taken_for() -> None:
    proposal = proposed()
    assert [(one.heading, one.match, one.sections, one.named, one.is_guess) for one in proposal.headings] == [
        ("Ferry's view", Match.NONE, (), (), False),
        ("Mission", Match.NONE, (), (), False),
        ("Self-service", Match.EXACT, numbers("self-service"), (), False),
        ("Customizable Integration", Match.FUZZY, numbers("customisable-integration"), (), True),
        ("Goals", Match.EXACT, numbers("goals"), numbers("scaling"), True),
    ]
    assert [one.words for one in proposal.headings] == [1, 2, 2, 1, 4]


def test_the_source_stands_under_the_title() -> None:
    document = proposed().reflection
    assert source_fields(document) == {
        "source": "https://ferry.example/ferry",
        "source-path": "doc/view.rst",
        "source-revision": "1" * 40,
        "written-against": "a" * 40,
    }
    assert TEXT.split("Hello.")[1] in document.text and not document.problems
    assert all(row.written_against == "a" * 40 for row in map_headings(document, VISION, "ferry", "x"))
    bare = propose(source("words\n"), "words\n", Markup.RST, VISION).reflection
    assert source_fields(bare)["source-path"] == "doc/view.rst" and bare.text.endswith("\n\nwords\n")


def test_what_is_decided_is_written_and_read_back() -> None:
    proposal = proposed()
    text = decide(
        proposal,
        {
            line_of(proposal, "Mission"): numbers("security-2"),
            line_of(proposal, "Self-service"): numbers("self-service"),
            line_of(proposal, "Customizable Integration"): (),
            line_of(proposal, "Goals"): numbers("goals", "scaling"),
        },
    )
    rows = map_headings(parse(text, Markup.RST), VISION, "ferry", "x")
    assert [(row.heading, row.section.id if row.section else None, row.confirmed) for row in rows] == [
        ("Ferry's view", None, False),
        ("Mission", "security-2", True),
        ("Self-service", "self-service", True),
        ("Customizable Integration", None, True),
        ("Goals", "goals", True),
        ("Goals", "scaling", True),
    ]
    assert text.count(":answers:") == 3 and ":answers: Goals - Security" in text
    assert [line for line in text.split("\n") if line.strip() and not line.startswith(":")] == [
        line for line in TEXT.split("\n") if line.strip()
    ]


def test_what_is_not_decided_is_left_as_the_guess_it_is() -> None:
    proposal = proposed()
    assert decide(proposal, {}) == proposal.reflection.text
    assert decide(proposal, {line_of(proposal, "Mission"): ()}) == proposal.reflection.text


def test_a_later_import_keeps_what_was_decided_and_tells_what_changed() -> None:
    first = proposed()
    kept = decide(first, {line_of(first, "Mission"): numbers("scaling"), line_of(first, "Goals"): ()})
    kept = kept.replace("We do.", ":stance: gap\n:written-against: " + "b" * 40 + "\n\nWe do.")
    later = TEXT.replace("To cross.", "To cross the sound.").replace(
        "Customizable Integration\n========================\n\nPerhaps.",
        "Elsewhere\n=========\n\nNothing at all of it.",
    )
    again = proposed(later, kept, "2" * 40)
    assert source_fields(again.reflection)["source-revision"] == "2" * 40
    assert [(one.heading, one.standing, one.sections, one.is_confirmed) for one in again.headings] == [
        ("Ferry's view", Standing.SAME, (), False),
        ("Mission", Standing.EDITED, numbers("scaling"), True),
        ("Self-service", Standing.SAME, numbers("self-service"), True),
        ("Elsewhere", Standing.ADDED, (), False),
        ("Goals", Standing.SAME, (), True),
    ]
    assert again.lost == ("Customizable Integration",)
    rows = map_headings(again.reflection, VISION, "ferry", "x")
    assert [(row.stance, row.written_against) for row in rows if row.heading == "Self-service"] == [("gap", "b" * 40)]


def test_importing_the_same_again_changes_nothing() -> None:
    first = proposed()
    kept = decide(first, {line_of(first, "Goals"): numbers("goals", "scaling")})
    assert proposed(previous=kept).reflection.text == kept
