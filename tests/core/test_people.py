"""The committee's members, as files of all years list them."""

import subprocess
from pathlib import Path

import pytest

from visioneditor.core.people import Member, Person, parse_members, parse_person

OLD = """\
# Full name (IRC) <E-mail> [expires in] {role}
Ann de la Cruz (ann) <ann@example.org> [April 2019] {vice chair}
Jörg Ó (jo) [October 2018]

"""
NEW = """\
- name: Ann de la Cruz
  irc: ann
  email: ann@example.org
  memberid: 33567
  date: February 2026
  role: chair
- name: 徐 和
  irc: null
  role: null
- irc: nobody
- text
"""


def test_members_are_read_from_the_list_of_today() -> None:
    assert parse_members(NEW) == (
        Member(name="Ann de la Cruz", irc="ann", mail="ann@example.org", until="February 2026", role="chair"),
        Member(name="徐 和"),
    )


def test_members_are_read_from_the_text_of_earlier_years() -> None:
    assert parse_members(OLD) == (
        Member(name="Ann de la Cruz", irc="ann", mail="ann@example.org", until="April 2019", role="vice-chair"),
        Member(name="Jörg Ó", irc="jo", until="October 2018"),
    )


@pytest.mark.parametrize("text", ["", "# only this\n", "a: {b: c}\n", "- [\n", "[" * 50_000, "some prose, no list\n"])
def test_what_is_no_list_of_members_names_none(text: str) -> None:
    assert parse_members(text) == ()


def test_somebody_may_be_named_in_a_mapping_or_in_one_string() -> None:
    assert parse_person({"name": "Bo", "irc": None, "email": "bo@example.org"}) == Person(
        name="Bo", mail="bo@example.org"
    )
    assert parse_person("Michael Still (mikal)") == Person(name="Michael Still", irc="mikal")
    assert parse_person("Bo") == Person(name="Bo")
    assert parse_person({"irc": "x"}) is None and parse_person("") is None and parse_person(None) is None


def test_every_member_of_the_real_history_is_read(governance: Path) -> None:
    def git(*arguments: str) -> str:
        command = ["git", "-C", str(governance), *arguments]
        return subprocess.run(command, check=True, capture_output=True).stdout.decode()

    counted = 0
    for path, sign in (("reference/members", "["), ("reference/members.yaml", "date:")):
        for revision in git(
            "log", "--first-parent", "-m", "--diff-filter=AM", "--format=%H", "master", "--", path
        ).split():
            text = git("cat-file", "blob", f"{revision}:{path}")
            members = parse_members(text)
            rows = [line for line in text.splitlines() if sign in line and not line.startswith("#")]
            assert len(members) == len(rows) and all(one.name and one.until for one in members)
            assert {one.role for one in members} <= {"", "chair", "vice-chair"}
            counted += 1
    assert counted > 60
