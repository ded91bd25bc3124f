"""Titles that mean the same, and false friends."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from visioneditor.core.titles import CUT, similarity


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
