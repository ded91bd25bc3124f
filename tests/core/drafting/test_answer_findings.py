"""A reflection's missing sections are one finding, and each can be put in."""

from visioneditor.core.document.model import Markup
from visioneditor.core.document.parsing import parse
from visioneditor.core.drafting.answer_findings import find_in_answers
from visioneditor.core.drafting.text_change import apply_changes

VISION = parse(
    "Vision\n======\n\n"
    "Purpose\n-------\n\nWords.\n\nDesign Goals\n------------\n\nPartitioning\n~~~~~~~~~~~~\n\nWords.\n"
    "\nSelf-service\n~~~~~~~~~~~~\n\nWords.\n",
    Markup.RST,
)
ANSWERED = "Nova on the vision\n==================\n\nPurpose\n-------\n\nWe serve it.\n"


def test_missing_sections_are_one_finding_that_names_them() -> None:
    (found,) = find_in_answers(parse(ANSWERED, Markup.RST), VISION)
    assert found.message == "No answer yet to “Partitioning”, “Self-service”"
    assert (found.line, ANSWERED[found.start : found.end].split("\n")[0]) == (1, "Nova on the vision")
    assert [fix.label for fix in found.fixes] == [
        "Insert “Partitioning”",
        "Insert “Self-service”",
        "Insert all 2 headings",
    ]


def test_headings_put_in_leave_nothing_missing() -> None:
    (found,) = find_in_answers(parse(ANSWERED, Markup.RST), VISION)
    text = apply_changes(ANSWERED, found.fixes[-1].changes)
    assert text.startswith(ANSWERED) and "Partitioning\n------------" in text and "Self-service\n------------" in text
    assert not list(find_in_answers(parse(text, Markup.RST), VISION))


def test_section_answered_above_is_not_missing() -> None:
    text = ANSWERED + "\nDesign Goals\n------------\n\nAll of them.\n"
    assert not list(find_in_answers(parse(text, Markup.RST), VISION))
