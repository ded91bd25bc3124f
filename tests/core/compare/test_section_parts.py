"""A section is followed from one text to the one before it, through names, splits, merges and other documents."""

from visioneditor.core.compare.comparing import compare
from visioneditor.core.compare.model import Kind
from visioneditor.core.compare.section_donors import find_donor
from visioneditor.core.compare.section_parts import Part, StepBack, step_back
from visioneditor.core.document.model import Document, Markup
from visioneditor.core.document.parsing import parse

MEETING = "The committee meets in public every week and keeps the minutes of all its meetings for anybody to read."
VOTING = "A motion passes when more members are in favour of it than against, and at least five are in favour."
MEMBERS = "Nine members are elected by all contributors, and each of them serves for a whole year at a time."


def text(*sections: tuple[str, str]) -> Document:
    return parse("\n".join(f"{title}\n{'=' * len(title)}\n\n{body}\n" for title, body in sections), Markup.RST)


def back(old: Document, new: Document, *ids: str) -> StepBack:
    return step_back(compare(old, new), Part(ids=ids))


def test_what_did_not_change_is_not_touched() -> None:
    document = text(("Meeting", MEETING), ("Voting", VOTING))
    assert back(document, document, "voting") == StepBack(kinds=(), before=Part(ids=("voting",)))


def test_a_new_name_is_followed() -> None:
    found = back(text(("Meeting", MEETING)), text(("Meetings in public", MEETING)), "meetings-in-public")
    assert found == StepBack(kinds=(Kind.RENAMED,), before=Part(ids=("meeting",)))


def test_a_section_that_came_in_was_nothing_before() -> None:
    found = back(text(("Meeting", MEETING)), text(("Meeting", MEETING), ("Voting", VOTING)), "voting")
    assert found == StepBack(kinds=(Kind.ADDED,), before=None)


def test_all_sections_that_were_merged_are_followed() -> None:
    old = text(("Meeting", MEETING), ("Voting", VOTING))
    found = back(old, text(("Meeting", f"{MEETING}\n\n{VOTING}")), "meeting")
    assert found.is_touched
    assert found.before == Part(ids=("meeting", "voting"))


def test_a_section_split_off_is_followed_as_the_stretch_that_it_was() -> None:
    old = text(("Meeting", f"{MEETING}\n\n{VOTING}"), ("Members", MEMBERS))
    new = text(("Meeting", MEETING), ("Voting", VOTING), ("Members", MEMBERS))
    found = back(old, new, "voting")
    assert found.before is not None
    ((start, end),) = found.before.spans(old)
    assert (found.before.ids, old.text[start:end]) == (("meeting",), VOTING)
    stays = back(old, new, "meeting")
    assert stays.before == Part(ids=("meeting",)), "the other one goes on under the name of both"


def test_only_what_happens_to_the_stretch_touches_it() -> None:
    old = parse(f"{MEETING}\n\n{VOTING}\n\n{MEMBERS}\n", Markup.TEXT)
    new = parse(f"{MEETING.replace('week', 'month')}\n\n{VOTING}\n\n{MEMBERS}\n", Markup.TEXT)
    at = new.text.index("A motion")
    stretch = Part(ids=("preamble",), stretch=(at, at + len(VOTING)))
    found = step_back(compare(old, new), stretch)
    assert not found.is_touched
    assert found.before == Part(ids=("preamble",), stretch=(at - 1, at - 1 + len(VOTING)))
    head = step_back(compare(old, new), Part(ids=("preamble",), stretch=(0, at - 2)))
    assert head.kinds == (Kind.EDITED,)


def test_a_paragraph_that_goes_from_within_the_stretch_touches_it() -> None:
    old = parse(f"{MEETING}\n\n{VOTING}\n\n{MEMBERS}\n", Markup.TEXT)
    new = parse(f"{MEETING}\n\n{MEMBERS}\n", Markup.TEXT)
    found = step_back(compare(old, new), Part(ids=("preamble",), stretch=(0, len(new.text))))
    assert Kind.REMOVED in found.kinds


def test_the_section_of_another_document_that_lost_the_words_is_the_donor() -> None:
    new, old = text(("Votes", VOTING)), text(("Meeting", MEETING), ("Voting", VOTING))
    found = find_donor(new, Part(ids=("votes",)), old, text(("Meeting", MEETING)))
    assert found is not None
    assert found[1] == Part(ids=("voting",))


def test_a_document_that_kept_its_words_gave_none() -> None:
    old = text(("Meeting", MEETING), ("Voting", VOTING))
    assert find_donor(text(("Votes", VOTING)), Part(ids=("votes",)), old, old) is None


def test_common_words_make_no_donor() -> None:
    new = text(("Votes", "And of all the members at least five are to be in public for it."))
    old = text(("Everything", f"{MEETING}\n\n{VOTING}\n\n{MEMBERS}"))
    assert find_donor(new, Part(ids=("votes",)), old, text(("Nothing", ""))) is None
