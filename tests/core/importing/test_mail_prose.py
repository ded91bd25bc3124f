"""A mail becomes a reflection whose headings say what its paragraphs name."""

import pytest

from visioneditor.core.document.model import Markup
from visioneditor.core.document.parsing import parse
from visioneditor.core.importing.mail import Mail
from visioneditor.core.importing.mail_prose import mail_as_reflection
from visioneditor.core.mapping import map_headings

VISION = parse(
    "# V\n\n## Pillars\n\n### Self-service\n\nx\n\n### Open Moorings\n\nx\n\n"
    "## Goals\n\n### Slow, Steady Growth\n\nx\n",
    Markup.MARKDOWN,
)

BODY = """\
Hello Ferry team!

You may have seen the vision.

The 'Open Mooring' goal was written for you; so was
'Slow, Steady Growth' in a way.

It goes on here about the same.

I would look at Self-service, too.

----------------------

cheers"""


@pytest.mark.parametrize("markup", [Markup.RST, Markup.MARKDOWN])
def test_paragraphs_stand_below_what_they_name(markup: Markup) -> None:
    text = mail_as_reflection(Mail(body=BODY), VISION, markup, "To the Ferry team")
    document = parse(text, markup)
    assert [section.title for section in document.sections] == [
        "To the Ferry team",
        "On Open Moorings and Slow, Steady Growth",
        "On Self-service",
    ]
    assert not document.problems
    rows = map_headings(document, VISION, "ferry", "x")
    found = [(row.section.title if row.section else None, row.match.value, row.confirmed) for row in rows]
    assert found == [
        (None, "none", False),
        ("Open Moorings", "compound", False),
        ("Slow, Steady Growth", "compound", False),
        ("Self-service", "fuzzy", False),
    ]
    assert rows[1].text.endswith("about the same.") and rows[3].text.endswith("cheers")


def test_headings_of_its_own_are_kept() -> None:
    body = "Hello.\n\nSelf-service\n------------\n\nWe do."
    text = mail_as_reflection(Mail(body=body), VISION, Markup.RST, "To all")
    assert [section.title for section in parse(text, Markup.RST).sections] == ["To all", "Self-service"]
    in_markdown = mail_as_reflection(
        Mail(body="Hello.\n\n## Self-service\n\nWe do."), VISION, Markup.MARKDOWN, "To all"
    )
    assert [section.title for section in parse(in_markdown, Markup.MARKDOWN).sections] == ["To all", "Self-service"]


HARMLESS = ["a_ b", ".. note:: x", "such as::", "`one", "a|b|c", ":field: x", "  indented\nless", "# no heading", "<b>"]


@pytest.mark.parametrize("markup", [Markup.RST, Markup.MARKDOWN])
@pytest.mark.parametrize("paragraph", [*HARMLESS, "[1]: http://x.example", "1. one\n2. two", "* item\n  goes on"])
def test_signs_of_a_mail_mean_nothing(markup: Markup, paragraph: str) -> None:
    document = parse(mail_as_reflection(Mail(body=paragraph), VISION, markup, "T"), markup)
    assert [section.title for section in document.sections] == ["T"] and not document.problems
    shown = "".join(
        run.shown or document.text[run.start : run.end] for block in document.blocks[1:] for run in block.runs
    )
    assert [c for c in shown if c.isalnum()] == [
        c for c in paragraph if c.isalnum() and (c not in "12" or "http" in paragraph)
    ]
