"""The mail that asks a project says what is wanted, is ready to be sent, and lets nobody write its headers."""

from email import message_from_string
from email.policy import default
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from visioneditor.core.people import Person
from visioneditor.core.teams import Contact
from visioneditor.exporters.asking_mail import (
    LONGEST_ADDRESS,
    Mail,
    Request,
    StaleSection,
    Subject,
    render_mail,
)

SUBJECT = Subject(title="The vision", path="vision.rst", sums="1 of 3 projects has answered", columns=2, author="Me")
ANN = Contact(person=Person(name="Ann Able", irc="ann", mail="ann@example.org"), role="lead")
BO = Contact(person=Person(name="Bo, the Great", irc="bo"), role="tc-liaison")


def mail(subject: Subject = SUBJECT, **asked: object) -> Mail:
    usual = {"project": "nova", "contacts": (ANN,), "file": "vision-reflections/nova.rst"}
    return render_mail(subject, Request(**usual | asked))  # type: ignore[arg-type]  # of a test's own making


def test_project_that_answered_nothing_is_asked_for_all_sections() -> None:
    found = mail(missing=("Self-service", "Scaling"))
    assert found.to == ("Ann Able <ann@example.org>",)
    assert found.subject == "[nova] Your answer to “The vision”"
    assert found.body.startswith("Hello Ann Able,\n\n“The vision” (vision.rst) asks every project")
    assert "there is no answer yet. The sections are:\n\n- Self-service\n- Scaling\n" in found.body
    assert "vision-reflections/nova.rst" in found.body
    assert found.body.endswith("Thank you,\nMe\n")


def test_project_that_answered_some_is_asked_for_the_rest() -> None:
    assert "no answer yet to 1 section:\n\n- Scaling\n" in mail(answered=1, missing=("Scaling",)).body


def test_stale_answers_are_told_with_what_the_section_says_now() -> None:
    section = StaleSection(title="Scaling", since="abc of 2026-01-05", added=3, removed=1, now=("It scales to none.",))
    body = mail(answered=2, stale=(section,)).body
    assert "- Scaling: 3 words added and 1 removed since abc of 2026-01-05." in body
    assert "  It says now:\n  > It scales to none.\n" in body
    assert "no answer yet" not in body
    long = StaleSection(title="Scaling", now=tuple(f"Paragraph {at}." for at in range(40)))
    assert "  > […]\n" in mail(stale=(long,)).body


def test_those_not_heard_are_asked_about_the_change() -> None:
    subject = Subject(
        title="V", path="v.rst", sums="", columns=1, change="change 7, “Say more”", address="https://review.example/c/7"
    )
    body = mail(subject, is_unheard=True).body
    assert (
        "Open for votes is also change 7, “Say more”: we have" in " ".join(body.split())
        and "\nhttps://review.example/c/7\n" in body
    )
    assert "(your name)" in body


def test_whoever_has_no_mail_is_named_all_the_same() -> None:
    found = mail(contacts=(BO, ANN), missing=("Scaling",))
    assert found.to == ("Bo, the Great (bo)", "Ann Able <ann@example.org>")
    assert urlsplit(found.address).path == "ann@example.org"
    assert "Hello everybody at nova," in mail(contacts=(), missing=("Scaling",)).body


def test_address_for_a_mail_program_holds_the_whole_mail_where_that_fits() -> None:
    short = mail(missing=("Scaling & more",))
    asked = parse_qs(urlsplit(short.address).query)
    assert asked["subject"] == [short.subject]
    assert asked["body"] == [short.body.replace("\n", "\r\n")]
    long = mail(missing=tuple(f"Section {at}" for at in range(300)))
    assert len(long.address) < LONGEST_ADDRESS and "body=" not in long.address


@pytest.mark.parametrize("name", ["Eve\nBcc: all@example.org", "Eve\r\n\r\nBody", 'E "v" e, <x@example.org>'])
def test_names_write_no_headers(name: str) -> None:
    evil = Contact(person=Person(name=name, mail="eve@example.org\nBcc: x@example.org"), role="lead")
    subject = Subject(title=name, path="v.rst", sums="", columns=1)
    text = mail(subject, project=name, contacts=(evil,), missing=("a\nb",)).text
    assert message_from_string(text, policy=default).keys() == ["To", "Subject"]


@given(st.lists(st.text(max_size=90), min_size=1, max_size=4), st.text(max_size=200))
def test_lines_are_no_longer_than_mail_has_them(titles: list[str], said: str) -> None:
    section = StaleSection(title=titles[0], since=said, added=1, now=tuple(titles))
    body = mail(missing=tuple(titles), stale=(section,)).body
    for line in body.splitlines():
        assert len(line) <= 72 or len(line.split()) <= 3, line
