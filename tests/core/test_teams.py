"""Teams and leads as a repository names them, today and in earlier years."""

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from visioneditor.core.people import Person
from visioneditor.core.teams import Contact, FoundAs, parse_teams

TEAMS = b"""
nova:
  leadership_type: ptl
  ptl: {name: Ren\xc3\xa9 R., irc: rene, email: r@example.org}
  service: Compute service
  mission: >
    To compute
    much.
  url: https://example.org
  deliverables:
    nova: {repos: [openstack/nova]}
    placement: {repos: [openstack/placement, openstack/os-traits]}
Quality Assurance:
  leadership_type: distributed
  deliverables:
    tempest: {repos: [openstack/tempest]}
"""
LEGACY = b"""
searchlight:
  ptl: {name: Old L., irc: null, email: o@example.org}
  retired-on: 2021-02-03
nova:
  partial: yes
  deliverables:
    cells: {retired-on: 2019-05-22, repos: [openstack/cells]}
"""
OLD = b"""
Compute:
  codename: Nova
  ptl: Michael Still (mikal)
  projects:
    - repo: openstack/nova
    - openstack/python-novaclient
Images:
  ptl: Ann <ann@example.org>
"""
SHARED = b"""
shared:
  leadership_type: distributed
  liaisons:
    release: [{name: Rel Ease, irc: rel, email: rel@example.org}]
    events-liaison: [{name: Ev Ent, irc: null, email: ev@example.org}]
    tc-liaison: [{name: Tia C, irc: tia, email: tia@example.org}]
"""


def test_teams_come_before_deliverables_and_those_before_what_was_retired() -> None:
    teams = parse_teams(TEAMS, LEGACY)
    found = {
        name: teams.team_of(name) for name in ("Nova", "placement", "os-traits", "searchlight", "cells", "unknown")
    }
    assert {name: (team.name, team.found_as) if team else None for name, team in found.items()} == {
        "Nova": ("nova", FoundAs.TEAM),
        "placement": ("nova", FoundAs.DELIVERABLE),
        "os-traits": ("nova", FoundAs.DELIVERABLE),
        "searchlight": ("searchlight", FoundAs.LEGACY),
        "cells": ("nova", FoundAs.LEGACY),
        "unknown": None,
    }


def test_a_team_has_its_lead_and_a_shared_one_has_none() -> None:
    teams = parse_teams(TEAMS)
    nova, shared = teams.team_of("nova"), teams.team_of("quality-assurance")
    assert nova and nova.lead == "René R."
    assert nova.contacts == (Contact(person=Person(name="René R.", irc="rene", mail="r@example.org"), role="lead"),)
    assert nova and (nova.service, nova.mission, nova.url) == (
        "Compute service",
        "To compute much.",
        "https://example.org",
    )
    assert shared and (shared.name, shared.lead) == ("Quality Assurance", "")
    assert len(teams.teams) == 2


def test_leads_of_earlier_years_were_one_string() -> None:
    teams = parse_teams(OLD)
    nova = teams.team_of("nova")
    assert nova and (nova.name, nova.leads) == ("Compute", (Person(name="Michael Still", irc="mikal"),))
    client = teams.team_of("python-novaclient")
    assert client and client.found_as is FoundAs.DELIVERABLE
    images = teams.team_of("images")
    assert images and images.leads == (Person(name="Ann", mail="ann@example.org"),)


def test_two_may_lead_a_team_in_one_string() -> None:
    teams = parse_teams(
        b"Packaging:\n  ptl: Dirk M (dirk) and Haikel G (number80)\nSearch: {ptl: T T (TT) & N K (nk)}\n"
    )
    assert [team.lead for team in teams.teams] == ["Dirk M and Haikel G", "T T and N K"]
    assert [person.irc for team in teams.teams for person in team.leads] == ["dirk", "number80", "TT", "nk"]


@pytest.mark.parametrize(
    "ptl",
    ["{name: leaderless, irc: , email: }", "{name: APPOINTMENT NEEDED, irc: null, email: example@example.org}", "None"],
)
def test_a_word_in_place_of_a_lead_is_nobody(ptl: str) -> None:
    (team,) = parse_teams(f"zaqar:\n  ptl: {ptl}\n".encode()).teams
    assert team.lead == "" and team.contacts == ()


def test_what_says_that_there_is_no_nickname_is_none() -> None:
    (team,) = parse_teams(b"a: {ptl: {name: Bo B, irc: No nick supplied, email: example@example.org}}").teams
    assert team.leads == (Person(name="Bo B"),)


def test_where_nobody_leads_the_liaisons_are_asked_those_to_the_committee_first() -> None:
    (team,) = parse_teams(SHARED).teams
    assert [(one.person.name, one.role) for one in team.liaisons] == [
        ("Tia C", "tc-liaison"),
        ("Rel Ease", "release"),
        ("Ev Ent", "events"),
    ]
    assert [one.person.name for one in team.contacts] == ["Tia C"]


@pytest.mark.parametrize("liaisons", ["[tia, stranger]", "{tc_members: [tia, stranger]}"])
def test_liaisons_that_are_nicknames_are_the_members_of_that_name(liaisons: str) -> None:
    (team,) = parse_teams(
        f"a: {{liaisons: {liaisons}}}".encode(), b"", b"Tia C (Tia) <tia@example.org> [May 2020]\n"
    ).teams
    assert [one.person for one in team.contacts] == [
        Person(name="Tia C", irc="Tia", mail="tia@example.org"),
        Person(name="stranger", irc="stranger"),
    ]


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"- a list\n",
        b"a: [unclosed\n",
        b"nova: text\n",
        b"a: {retired-on: 2021-13-41}\n",
        b"!!python/object/apply:os.system ['true']\n",
        b"\xff\xfe\x00",
        b"[" * 200_000,
        b"a: " + b"[" * 200_000 + b"]" * 200_000,
        b"- " * 200_000,
        b"a: &a {b: c}\nd: &d {<<: [*a, *a]}\ne: {<<: [*d, *d]}\n",
        b"nova: {ptl: [x], deliverables: [y]}\n1: {ptl: x}\n",
    ],
    ids=range(12),
)
def test_broken_files_name_few_teams_or_none(data: bytes) -> None:
    assert len(parse_teams(data, data).teams) <= 1


def git(repository: Path, *arguments: str, data: bytes | None = None) -> bytes:
    return subprocess.run(["git", "-C", repository, *arguments], input=data, check=True, capture_output=True).stdout


def test_the_real_files_know_the_projects_that_answered(governance: Path) -> None:
    names = ("reference/projects.yaml", "reference/legacy.yaml", "reference/members.yaml")
    teams = parse_teams(*(git(governance, "show", f"master:{name}") for name in names))
    assert len(teams.teams) == 42
    found = {name: teams.team_of(name) for name in ("keystone", "ironic", "zun", "placement", "searchlight")}
    assert {name: (team.name, team.found_as) for name, team in found.items() if team} == {
        "keystone": ("keystone", FoundAs.TEAM),
        "ironic": ("ironic", FoundAs.TEAM),
        "zun": ("zun", FoundAs.TEAM),
        "placement": ("nova", FoundAs.DELIVERABLE),
        "searchlight": ("searchlight", FoundAs.LEGACY),
    }
    assert all(one.person.mail for team in teams.teams for one in team.contacts)
    assert sum(not team.leads for team in teams.teams) == 6
    assert [team.name for team in teams.teams if not team.contacts] == ["vitrage"]


def historic_teams(repository: Path, step: int) -> Iterator[tuple[str, bytes]]:
    """Each so-manieth version of both files, and the oldest."""
    for path in ("reference/programs.yaml", "reference/projects.yaml"):
        log = ("log", "--first-parent", "-m", "--diff-filter=AM", "--format=%H", "master", "--", path)
        revisions = git(repository, *log).decode().split()
        wanted = [f"{one}:{path}" for one in {*revisions[::step], revisions[-1]}]
        answer = git(repository, "cat-file", "--batch", data="\n".join(wanted).encode())
        for name in wanted:
            head, _, answer = answer.partition(b"\n")
            size = int(head.split()[2])
            yield name, answer[:size]
            answer = answer[size + 1 :]


@pytest.mark.soak
@pytest.mark.timeout(900)
def test_every_historic_file_names_all_its_teams_and_leads(governance: Path, in_soak: bool) -> None:
    counted = 0
    for name, data in historic_teams(governance, 4 if in_soak else 250):
        counted += 1
        teams = parse_teams.__wrapped__(data)
        listed = re.findall(rb"^([\w(][^:\n]*|'[^'\n]*'):[ \t]*$", data, re.MULTILINE)
        assert [team.name.encode() for team in teams.teams] == [one.strip(b"'") for one in listed], name
        led = [team for team in teams.teams if team.lead]
        nobody = len(re.findall(rb"ptl:\n +name: '?(?:leaderless|APPOINTMENT NEEDED)", data))
        assert len(led) == len(re.findall(rb"^ +ptl *:", data, re.MULTILINE)) - nobody, name
        for person in (person for team in led for person in team.leads):
            assert person.name and not set(person.name) & set("()<>&@"), (name, person)
    assert counted >= 8
