"""Titles that mean the same, and false friends."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from visioneditor.core.titles import CUT, is_initials_of, is_short_for, similarity


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Customizable Integration", "Customisable Integration"),
        ("Self Service", "Self-service"),
        ("Selfservice", "Self-service"),
        ("Infinite Continuous Scaling", "Infinite, Continuous Scaling"),
        ("Built-in Reliability & Durability", "Built-in Reliability and Durability"),
        ("Pillars of the Cloud", "The Pillars of Cloud"),
        ("Basic Data Center Management", "Basic Physical Data Center Management"),
        ("Hardware Virtualization", "Hardware Virtualisation"),
        ("3.2. Interoperability", "Interoperability"),
        ("Interoperabilty", "Interoperability"),
        ("Cross-Project Dependency", "Cross-Project Dependencies"),
        ("Graphical user-interface", "Graphical User Interface"),
    ],
)
def test_titles_that_mean_the_same_are_alike(one: str, other: str) -> None:
    assert similarity(one, other) >= CUT


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("References", "Self-service"),
        ("Mission Statement", "Basic Physical Data Center Management"),
        ("OpenStack-specific Considerations", "Abstract Specialised Operations"),
        ("Design Non-Goals", "Design Goals"),
        ("Scaling up", "Scaling out"),
        ("Design Goal 1", "Design Goal 2"),
        ("Reusability", "Usability"),
        ("Mutable Infrastructure", "Immutable Infrastructure"),
        ("Centralised Services", "Decentralised Services"),
        ("Secure by Design", "Design Goals"),
        ("Scalability", "Availability"),
        ("", ""),
        ("Scope", ""),
    ],
)
def test_false_friends_are_not_alike(one: str, other: str) -> None:
    assert similarity(one, other) < CUT


_TITLES = st.text(alphabet="ab cd-sz1", max_size=15)


@given(_TITLES, _TITLES)
def test_it_does_not_matter_who_asks(one: str, other: str) -> None:
    assert similarity(one, other) == similarity(other, one)
    assert 0 <= similarity(one, other) <= 1


@pytest.mark.parametrize(
    ("short", "title", "is_short"),
    [
        ("User Interface", "Graphical User Interface", True),
        ("infinite scaling", "Infinite, Continuous Scaling", True),
        ("Interface", "Graphical User Interface", False),
        ("Graphical User Interface", "Graphical User Interface", False),
        ("User Stories", "Graphical User Interface", False),
        ("Design Non-Goals", "Our Design Goals", False),
        ("One Two", "One Two Three Four Five", False),
    ],
)
def test_a_title_may_be_short_for_another(short: str, title: str, is_short: bool) -> None:
    assert is_short_for(short, title) is is_short


def test_initials_stand_for_a_title_of_several_words() -> None:
    assert is_initials_of("3. GUI", "Graphical User Interface") and not is_initials_of("AC", "Application Control")
    assert not is_initials_of("gui", "Graphical User Interface")


def test_grammar_does_not_part_titles() -> None:
    assert similarity("Playing well with others", "Plays Well With Others") >= CUT
    assert similarity("Control of Applications", "Application Control") >= CUT
    assert similarity("Data Integrity", "Data Integration") < CUT
