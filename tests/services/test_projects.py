"""Teams and leads as a repository names them, today and in earlier years."""

import subprocess
from pathlib import Path

import pytest

from visioneditor.services.projects import FoundAs, parse_teams

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
    assert nova and (nova.lead, nova.lead_mail, nova.lead_irc) == ("René R.", "r@example.org", "rene")
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
    assert nova and (nova.name, nova.lead, nova.lead_irc) == ("Compute", "Michael Still", "mikal")
    client = teams.team_of("python-novaclient")
    assert client and client.found_as is FoundAs.DELIVERABLE
    images = teams.team_of("images")
    assert images and (images.lead, images.lead_mail) == ("Ann", "ann@example.org")


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


def test_the_real_files_know_the_projects_that_answered(governance: Path) -> None:
    def read(path: str) -> bytes:
        return subprocess.run(
            ["git", "-C", governance, "show", f"master:{path}"], check=True, capture_output=True
        ).stdout

    teams = parse_teams(read("reference/projects.yaml"), read("reference/legacy.yaml"))
    assert len(teams.teams) == 42
    found = {name: teams.team_of(name) for name in ("keystone", "ironic", "zun", "placement", "searchlight")}
    assert {name: (team.name, team.found_as) for name, team in found.items() if team} == {
        "keystone": ("keystone", FoundAs.TEAM),
        "ironic": ("ironic", FoundAs.TEAM),
        "zun": ("zun", FoundAs.TEAM),
        "placement": ("nova", FoundAs.DELIVERABLE),
        "searchlight": ("searchlight", FoundAs.LEGACY),
    }
