"""A tally is put into words that a chair can act upon."""

from datetime import timedelta

import pytest

from tests.core.consensus.votes import MEMBERS, NAMES, SOON, UPLOADED, count, vote, votes
from visioneditor.core.consensus.tally_model import State, Tally
from visioneditor.core.people import Member
from visioneditor.core.review.model import Status
from visioneditor.exporters.tally_wording import (
    condition_words,
    count_words,
    duration_words,
    missing_sentence,
    missing_sentences,
    needed_words,
    notes,
    verdict,
)


def rows(found: Tally) -> list[str]:
    return [condition_words(one, found) for one in found.conditions]


def test_the_conditions_read_as_a_list() -> None:
    found = count("formal-vote", votes(6, no=1, abstain=1), now=UPLOADED + timedelta(days=4))
    assert rows(found) == ["Enough votes for", "More for than against", "Open for 7 days: 3 days left"]
    assert [f"{number} {word}" for number, word in count_words(found)] == [
        "6 for",
        "1 against",
        "1 abstains",
        "1 has not voted",
    ]
    assert needed_words(found) == "3 are needed, and more for than against"
    assert (verdict(found), list(missing_sentences(found))) == (
        "not decided yet",
        ["It has to stay open for 3 days more, until 2026-03-08 12:00 UTC."],
    )


def test_what_is_missing_is_counted() -> None:
    assert list(missing_sentences(count("charter-change", votes(4)))) == ["2 more Rollcall-Vote +1 are needed."]
    assert list(missing_sentences(count("typo-fix"))) == [
        "1 more Rollcall-Vote +1 from others than the owner is needed."
    ]


def test_who_stops_it_is_named() -> None:
    found = count("code-change", [*votes(2), vote(NAMES[5], -1), vote(NAMES[6], -1)])
    assert "Flo Fir and Gil Gum against" in rows(found)
    assert list(missing_sentences(found)) == ["Flo Fir and Gil Gum voted against it, and one such vote stops it."]
    assert verdict(found) == "rejected as things stand"


def test_the_lead_who_has_to_agree_is_named() -> None:
    found = count("project-update", votes(2), teams=("nova", "orphan"))
    assert rows(found)[2:] == ["Nia Nut (nova) agrees", "the lead of orphan agrees"]
    assert list(missing_sentences(found)) == [
        "Code-Review +1 from Nia Nut (nova), or a delegate, is needed.",
        "Code-Review +1 from whoever leads orphan, whom nothing here names, is needed.",
    ]


def test_a_voter_without_a_name_is_said_to_be_unknown() -> None:
    found = count("formal-vote", [*votes(2), vote("900")])
    assert list(missing_sentences(found)) == [
        "1 more Rollcall-Vote +1 is needed, which those give whose membership cannot be told, if they are members.",
        "Whether 1 voter belongs to the committee cannot be told.",
    ]


def test_the_committees_own_script_is_said_to_differ() -> None:
    assert any("own script differs: it asks for one vote more" in note for note in notes(count("charter-change")))
    assert list(notes(count("formal-vote"))) == []
    of_then = "The committee's own script takes it to have 9 members."
    assert list(notes(count("formal-vote", members=(*MEMBERS, Member(name="Jo Juniper"))))) == [of_then]
    assert list(notes(count("goal-update", members=(*MEMBERS, Member(name="Jo Juniper"))))) == []


def test_what_does_not_count_is_noted() -> None:
    cast = [vote("Xenia Xylem", -1, "Code-Review")]
    found = count("", cast, tags=("vision",), is_on_server=False, is_work_in_progress=True, members=None)
    told = list(notes(found))
    assert told[0].startswith("No Gerrit's votes")
    assert told[1] == "Its owner says that it is work in progress."
    assert told[2] == "No hashtag or topic tells its type, so it counts as formal-vote."
    assert told[3].startswith("Nothing here lists the members")
    assert told[4] == "Xenia Xylem disagrees (Code-Review -1), which is not counted."
    merged = count("formal-vote", status=Status.MERGED)
    assert verdict(merged) == "merged already" and "The change was merged." in notes(merged)


def test_who_approved_it_held_it_back_or_found_it_failing_is_told() -> None:
    cast = [vote(NAMES[0], 1, "Workflow"), vote(NAMES[1], -1, "Workflow"), vote("Zuul CI", -1, "Verified")]
    told = list(notes(count("goal-update", cast)))
    assert told == [
        "Ada Ash has approved it (Workflow +1).",
        "Bo Birch holds it back (Workflow -1).",
        "Zuul CI found it failing (Verified -1); the committee's own script lets nothing pass then.",
    ]


@pytest.mark.parametrize(
    ("left", "words"),
    [
        (timedelta(days=2, hours=1), "3 days"),
        (timedelta(days=2), "2 days"),
        (timedelta(hours=24), "24 hours"),
        (timedelta(minutes=90), "2 hours"),
        (timedelta(seconds=1), "1 hour"),
    ],
)
def test_what_is_left_is_never_said_too_short(left: timedelta, words: str) -> None:
    assert duration_words(left) == words


@pytest.mark.parametrize("type", ["on-hold", "release-management", "goal-update", "project-update"])
def test_each_condition_that_is_not_met_has_its_sentence(type: str) -> None:
    found = count(type, [vote("900", -1)], now=SOON)
    assert found.passes is None
    for one in found.conditions:
        assert bool(missing_sentence(one, found)) is (one.state is not State.MET)
