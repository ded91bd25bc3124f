"""Votes are counted as the charter and the house rules say, and what cannot be known is not guessed."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.consensus.votes import (
    LATER,
    MEMBERS,
    NAMES,
    OWNER,
    SOON,
    UPLOADED,
    count,
    rules,
    vote,
    votes,
)
from visioneditor.core.consensus.identity import Known
from visioneditor.core.consensus.tally_model import Need, State, Tally
from visioneditor.core.people import Member
from visioneditor.core.review.model import Account, Status, Vote

SMALL = ("goal-proposal", "code-change", "documentation-change", "election-results")
VALUES = st.lists(st.sampled_from([1, 0, -1]), max_size=len(NAMES))
TYPES = st.sampled_from([one.name for one in rules().types])


def states(found: Tally) -> dict[Need, State]:
    return {one.need: one.state for one in found.conditions}


def test_a_formal_vote_passes_with_a_third_for_it_more_for_than_against_and_after_seven_days() -> None:
    found = count("formal-vote", votes(4, no=2, abstain=1))
    assert found.passes is True
    assert (found.yes, found.no, found.abstain, found.needed) == (4, 2, 1, 3)
    assert found.silent == ("Hal Holly", "Ivy Ironwood")
    assert (found.clock_from, found.clock_until) == (UPLOADED, UPLOADED + timedelta(days=7))


def test_a_formal_vote_waits_for_its_seven_days_to_the_second() -> None:
    just_before = count("formal-vote", votes(5), now=UPLOADED + timedelta(days=7, seconds=-1))
    assert just_before.passes is None and states(just_before)[Need.TIME] is State.WAITING
    assert count("formal-vote", votes(5), now=UPLOADED + timedelta(days=7)).passes is True


def test_a_tie_is_rejected_once_the_clock_ran_out_and_only_then() -> None:
    assert count("formal-vote", votes(3, no=3), now=SOON).passes is None
    assert count("formal-vote", votes(3, no=3)).passes is False


def test_a_formal_vote_with_too_few_votes_waits_for_more() -> None:
    found = count("formal-vote", votes(2))
    assert found.passes is None
    assert [(one.need, one.number) for one in found.conditions if one.state is State.WANTING] == [(Need.VOTES, 1)]


def test_a_vote_that_cannot_be_won_any_more_is_rejected_before_its_time() -> None:
    assert count("formal-vote", votes(0, no=5), now=SOON).passes is False
    assert count("charter-change", votes(5, no=4), now=SOON).passes is False
    assert count("charter-change", votes(5, no=3), now=SOON).passes is None


@pytest.mark.parametrize(("members", "third", "two_thirds"), [(9, 3, 6), (13, 5, 9), (7, 3, 5), (1, 1, 1), (10, 4, 7)])
def test_shares_are_of_all_members_and_rounded_up(members: int, third: int, two_thirds: int) -> None:
    committee = tuple(Member(name=f"Member {number}") for number in range(members))
    assert count("formal-vote", members=committee).needed == third
    assert count("charter-change", members=committee).needed == two_thirds


def test_an_amendment_of_the_charter_needs_two_thirds() -> None:
    assert count("charter-change", votes(6)).passes is True
    assert count("charter-change", votes(5)).passes is None
    assert count("charter-change", votes(6), now=SOON).passes is None
    assert "one vote more" in count("charter-change").type.differs


@pytest.mark.parametrize("type", SMALL)
def test_a_small_change_needs_two_votes_and_none_against_at_any_time(type: str) -> None:
    assert count(type, votes(2), now=UPLOADED).passes is True
    assert count(type, votes(1), now=LATER).passes is None
    assert count(type, votes(3, no=1), now=UPLOADED).passes is False


@pytest.mark.parametrize("type", [*SMALL, "typo-fix", "project-update"])
def test_the_owners_vote_for_it_does_not_count_in_small_changes(type: str) -> None:
    owner = Account(number=1, name=NAMES[0])
    found = count(type, votes(1), owner=owner)
    assert found.yes == 1
    assert states(found)[Need.VOTES] is State.WANTING


def test_the_owners_vote_counts_in_a_formal_vote() -> None:
    assert count("formal-vote", votes(3), owner=Account(number=1, name=NAMES[0])).passes is True


def test_the_owners_vote_against_stops_a_small_change() -> None:
    cast = [vote(NAMES[0], -1), vote(NAMES[1]), vote(NAMES[2])]
    assert count("code-change", cast, owner=Account(number=1, name=NAMES[0])).passes is False


def test_a_code_review_never_counts() -> None:
    reviews = [vote(name, value, "Code-Review") for name, value in zip(NAMES, (1, 1, 1, -1, -1), strict=False)]
    assert count("formal-vote", reviews).yes == 0
    assert count("code-change", [*votes(2), *reviews]).passes is True


def test_labels_are_known_whatever_their_case() -> None:
    assert count("formal-vote", [vote(name, label="RollCall-Vote") for name in NAMES[:3]]).passes is True


def test_who_is_no_member_does_not_count() -> None:
    found = count("code-change", [*votes(1), vote("Xenia Xylem"), vote("Yan Yew", -1)])
    assert (found.yes, found.no, found.passes) == (1, 0, None)
    assert [cast.is_member for cast in found.votes] == [True, False, False]


def test_a_typo_is_fixed_by_any_member_but_its_owner() -> None:
    assert count("typo-fix").passes is None
    assert count("typo-fix", votes(1, no=3)).passes is True
    assert count("typo-fix", [vote(NAMES[0], label="Workflow")]).passes is True
    assert count("typo-fix", [vote("Xenia Xylem", label="Workflow")]).passes is None
    assert count("typo-fix", votes(0, no=9)).passes is False


def test_an_update_of_a_project_needs_its_leads_review() -> None:
    lead = vote("Nia Nut", label="Code-Review")
    assert count("project-update", [*votes(2), lead], teams=("nova",)).passes is True
    assert count("project-update", votes(2), teams=("nova",)).passes is None
    assert count("project-update", [vote("Nia Nut"), *votes(2)], teams=("nova",)).passes is None
    assert count("project-update", [*votes(2, no=1), lead], teams=("nova",)).passes is False


def test_whose_project_it_is_may_not_be_known() -> None:
    assert states(count("project-update", votes(2)))[Need.LEAD] is State.UNKNOWN
    assert states(count("project-update", votes(2), teams=("orphan",)))[Need.LEAD] is State.UNKNOWN


def test_new_liaisons_and_nothing_else_need_no_vote_but_the_leads_review() -> None:
    lead = vote("Nia Nut", label="Code-Review")
    alone, more = frozenset({"liaisons"}), frozenset({"liaisons", "mission"})
    found = count("project-update", [lead], teams=("nova",), touched=alone)
    assert (found.type.name, found.other_types, found.passes) == ("liaison-update", (), True)
    assert count("project-update", votes(2), teams=("nova",), touched=alone).passes is None
    assert count("project-update", [lead], teams=("nova",), touched=more).type.name == "project-update"


def test_what_is_delegated_is_decided_by_the_delegate_alone() -> None:
    assert count("release-management", votes(9)).passes is None
    assert count("release-management", [vote("Rolf Rowan", label="Code-Review")]).passes is True
    assert count("release-management", [vote("Rolf Rowan", -1, "Code-Review")]).passes is False
    assert count("release-management", owner=Account(number=7, name="Rolf Rowan")).passes is True


def test_news_of_a_goal_passes_when_nobody_objected_for_a_week() -> None:
    assert count("goal-update").passes is True
    assert count("goal-update", now=SOON).passes is None
    assert count("goal-update", votes(5, no=1)).passes is False


def test_what_is_on_hold_is_not_decided() -> None:
    assert count("on-hold", votes(9)).passes is None


def test_what_was_abandoned_does_not_pass_whatever_its_votes() -> None:
    assert count("formal-vote", votes(9), status=Status.ABANDONED).passes is False
    assert count("formal-vote", votes(9), status=Status.MERGED).passes is True


def test_a_hashtag_or_the_topic_tells_the_type_and_the_strictest_counts() -> None:
    found = count("", tags=("vision", "Code Change", "formal-vote"))
    assert (found.type.name, found.other_types) == ("formal-vote", ("code-change",))
    untagged = count("", tags=("vision",))
    assert (untagged.type.name, untagged.is_tagged) == ("formal-vote", False)


def test_votes_on_earlier_patch_sets_do_not_count() -> None:
    old = [vote(name, patch_set=1) for name in NAMES]
    found = count("formal-vote", [*old, vote(NAMES[0], -1)])
    assert (found.yes, found.no, len(found.votes)) == (0, 1, 1)


def test_the_name_behind_a_number_can_decide_it() -> None:
    found = count("formal-vote", [*votes(2), vote("900")])
    assert (found.yes, found.unsure, found.passes) == (2, 1, None)
    assert states(found)[Need.VOTES] is State.UNKNOWN
    assert count("formal-vote", [*votes(2), vote("900")], known=Known(said={900: "Ivy Ironwood"})).passes is True
    assert count("formal-vote", [*votes(2), vote("900")], known=Known(said={900: "Zoe Zelkova"})).yes == 2


def test_what_no_name_can_change_is_decided_without_it() -> None:
    assert count("formal-vote", [*votes(4), vote("900", -1)]).passes is True
    assert count("formal-vote", [*votes(4, no=3), vote("900", -1)]).passes is None
    assert count("code-change", [*votes(2, no=1), vote("900")]).passes is False
    assert count("code-change", [*votes(2), vote("900", -1)]).passes is None


def test_without_a_list_of_members_nothing_is_decided() -> None:
    found = count("formal-vote", votes(9), members=None)
    assert (found.yes, found.unsure, found.needed, found.passes) == (0, 9, None, None)


def test_a_member_with_two_accounts_has_one_vote() -> None:
    again = Vote(patch_set=2, label="Rollcall-Vote", value=1, account=Account(number=77, name=NAMES[0]), written=LATER)
    assert count("formal-vote", [*votes(1), again]).yes == 1


@given(VALUES, TYPES)
def test_members_are_counted_once_whatever_they_vote(values: list[int], type: str) -> None:
    found = count(type, [vote(name, value) for name, value in zip(NAMES, values, strict=False)])
    assert found.yes + found.no + found.abstain + len(found.silent) == len(MEMBERS)


@given(VALUES, TYPES, st.booleans())
def test_a_vote_more_for_it_never_turns_a_pass_into_a_rejection(values: list[int], type: str, is_soon: bool) -> None:
    cast = [vote(name, value) for name, value in zip(NAMES, values, strict=False)]
    now = SOON if is_soon else LATER
    before = count(type, cast, now)
    for silent in before.silent:
        after = count(type, [*cast, vote(silent)], now)
        assert not (before.passes is True and after.passes is not True)
        assert not (before.passes is None and after.passes is False)


@given(VALUES, st.lists(st.sampled_from([1, -1]), max_size=3), st.data())
def test_what_is_said_of_unknown_voters_holds_whoever_they_are(
    values: list[int], unknown: list[int], data: st.DataObject
) -> None:
    type = data.draw(st.sampled_from(["formal-vote", "charter-change", *SMALL, "typo-fix", "goal-update"]))
    cast = [vote(name, value) for name, value in zip(NAMES, values, strict=False)]
    strangers = [vote(str(900 + place), value) for place, value in enumerate(unknown)]
    told = count(type, [*cast, *strangers])
    free = list(told.silent)
    are_members = data.draw(st.lists(st.booleans(), min_size=len(unknown), max_size=len(unknown)))
    names = {900 + place: free.pop() if free and is_one else "Zoe Zelkova" for place, is_one in enumerate(are_members)}
    really = count(type, [*cast, *strangers], known=Known(said=names))
    assert really.unsure == 0
    assert told.yes <= really.yes and told.no <= really.no
    if told.passes is not None:
        assert really.passes is told.passes


def test_the_owner_is_known_by_the_account() -> None:
    found = count("formal-vote", [vote("50"), vote("Olga Oak")], owner=OWNER)
    assert [cast.is_owner for cast in found.votes] == [True, False]


@given(st.integers(1, 15), st.data(), st.sampled_from(["formal-vote", "charter-change", "code-change", "goal-update"]))
def test_it_passes_just_where_the_charter_and_the_house_rules_say(size: int, data: st.DataObject, type: str) -> None:
    members = tuple(Member(name=f"Member Number{number}") for number in range(size))
    values = data.draw(st.lists(st.sampled_from([1, 0, -1]), max_size=size))
    days = data.draw(st.integers(0, 14))
    cast = [
        Vote(patch_set=2, label="Rollcall-Vote", value=value, account=Account(number=at, name=one.name), written=LATER)
        for at, (one, value) in enumerate(zip(members, values, strict=False), 1)
    ]
    found = count(type, cast, UPLOADED + timedelta(days=days), members=members, owner=Account(number=999))
    yes, no = values.count(1), values.count(-1)
    if type == "formal-vote":
        is_met = 3 * yes >= size and yes > no and days >= 7
    elif type == "charter-change":
        is_met = 3 * yes >= 2 * size and yes > no and days >= 7
    elif type == "code-change":
        is_met = yes >= 2 and not no
    else:
        is_met = not no and days >= 7
    assert (found.passes is True) is is_met
