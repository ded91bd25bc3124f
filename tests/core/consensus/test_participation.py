"""Each project is heard by those who speak for it, and nobody is called silent who may have spoken."""

from datetime import UTC, datetime

from visioneditor.core.consensus.identity import Known
from visioneditor.core.consensus.participation import Heard, Participation, Talk, take_part
from visioneditor.core.people import Person
from visioneditor.core.review.model import Account, Vote
from visioneditor.core.teams import Contact

NOON = datetime(2026, 1, 5, 12, tzinfo=UTC)
LEADS = {
    "nova": [Contact(person=Person(name="Ann Able", mail="ann@example.org"), role="lead")],
    "swift": [Contact(person=Person(name="Bo Berg"), role="lead"), Contact(person=Person(name="Cy Clay"), role="lead")],
    "zun": [],
}
ANN, BO, CY, EVE = (
    Account(number=at, name=name) for at, name in enumerate(["Ann Able", "Bo Berg", "Cy Clay", "Eve Eden"])
)


def vote(account: Account, value: int = 1, patch_set: int = 2, label: str = "Rollcall-Vote") -> Vote:
    return Vote(patch_set=patch_set, label=label, value=value, account=account, written=NOON)


def heard(*votes: Vote, writers: tuple[Account, ...] = (), known: Known | None = None) -> Participation:
    return take_part(LEADS, Talk(newest=2, votes=votes, writers=writers, known=known or Known()))


def told(found: Participation) -> dict[str, Heard]:
    return {part.project: part.heard for part in found.parts}


def test_whoever_voted_is_told_from_who_only_commented_and_who_is_silent() -> None:
    found = heard(vote(ANN), writers=(ANN, BO))
    assert told(found) == {"nova": Heard.VOTED, "swift": Heard.COMMENTED, "zun": Heard.UNKNOWN}
    assert told(heard(vote(EVE)))["nova"] is Heard.SILENT


def test_vote_on_an_earlier_patch_set_does_not_count_as_one_now() -> None:
    found = heard(vote(ANN, patch_set=1))
    part = found.of("nova")
    assert part is not None and (part.heard, part.votes) == (Heard.EARLIER, ())


def test_any_of_several_leads_speaks_for_the_project() -> None:
    part = heard(vote(CY, -1), vote(CY, 1, label="Code-Review")).of("swift")
    assert part is not None and part.heard is Heard.VOTED
    assert dict(part.votes) == {"Rollcall-Vote": -1, "Code-Review": 1}


def test_nobody_is_silent_while_an_account_without_a_name_took_part() -> None:
    stranger = Account(number=77)
    assert told(heard(vote(stranger)))["nova"] is Heard.UNKNOWN
    assert told(heard(vote(stranger), known=Known(said={77: "Eve Eden"})))["nova"] is Heard.SILENT
    assert told(heard(vote(stranger), known=Known(said={77: "Ann Able"})))["nova"] is Heard.VOTED


def test_those_who_speak_for_no_project_are_listed_apart() -> None:
    found = heard(vote(EVE, patch_set=1), writers=(ANN, EVE, Account(number=9, name="Di Dorn")))
    assert found.others == (("Eve Eden", Heard.EARLIER), ("Di Dorn", Heard.COMMENTED))
