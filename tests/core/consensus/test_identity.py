"""Who an account is: told by the user, a mail or a name, and unknown where none of these tells."""

import pytest

from visioneditor.core.consensus.identity import Known, find_person, is_person
from visioneditor.core.people import Person
from visioneditor.core.review.model import Account

PIOTR = Person(name="Piotr Zieliński", irc="pz", mail="Piotr@example.org")


@pytest.mark.parametrize("name", ["Piotr Zieliński", "piotr zielinski", "pz", "Peter Z <piotr@example.org>"])
def test_a_name_a_nickname_or_a_mail_tells_who_it_is(name: str) -> None:
    assert is_person(Account(number=7, name=name), PIOTR, Known()) is True


@pytest.mark.parametrize("name", ["", "Piotr", "zaphod", "Piotr J. Zieliński"])
def test_a_number_a_nickname_and_a_longer_name_leave_it_open(name: str) -> None:
    assert is_person(Account(number=7, name=name), PIOTR, Known()) is None


def test_another_full_name_is_somebody_else() -> None:
    assert is_person(Account(number=7, name="Piotr Nowak"), PIOTR, Known()) is False


def test_the_mail_that_an_account_commits_by_tells_who_it_is() -> None:
    known = Known(mails={7: frozenset({"piotr@example.org"})})
    assert is_person(Account(number=7), PIOTR, known) is True


def test_what_the_user_said_counts_before_all_else() -> None:
    known = Known(said={7: "Mira Okafor"})
    account = Account(number=7, name="Piotr Zieliński")
    assert find_person(account, [PIOTR, Person(name="Mira Okafor")], known) == ("Mira Okafor", True)
    assert known.name_of(account) == "Mira Okafor"


def test_it_is_none_of_them_only_where_it_is_surely_none() -> None:
    people = [PIOTR, Person(name="Ana")]
    assert find_person(Account(number=7, name="Zoe Zelkova"), people, Known()) == (None, False)
    assert find_person(Account(number=7), people, Known()) == (None, None)
