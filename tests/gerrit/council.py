"""A committee's project on the tests' Gerrit: its own labels and group, and changes of every type, voted on."""

from dataclasses import dataclass
from itertools import count
from os import getpid
from pathlib import Path

from tests.gerrit.server.contributor import Contributor
from tests.gerrit.server.filling import ACCOUNTS
from tests.gerrit.server.rest import Rest, change_path
from tests.gerrit.server.shared import Gerrit

MEMBERS = ("dana", "erik", "farah", "gus")
LEADS = {"harbour": "gus", "Release Management": "farah"}
KEPT = "changekind:NO_CODE_CHANGE OR changekind:TRIVIAL_REBASE"

Votes = tuple[tuple[str, str, int], ...]

_numbers = count(1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A change of a type with its votes, looked at so many days after its upload, and whether it passes then."""

    type: str
    votes: Votes = ()
    days: int = 0
    passes: bool | None

    @property
    def subject(self) -> str:
        """What it is called."""
        return f"{self.type} that {({True: 'passes', False: 'fails', None: 'waits'})[self.passes]}"

    @property
    def tag(self) -> str:
        """Its hashtag or topic."""
        return "project-update" if self.type == "liaison-update" else self.type


@dataclass(frozen=True, slots=True, kw_only=True)
class Council:
    """The project, and its changes' numbers by their subjects."""

    project: str
    numbers: dict[str, int]


def yes(*users: str) -> Votes:
    """Votes for it."""
    return tuple((user, "Rollcall-Vote", 1) for user in users)


def no(*users: str) -> Votes:
    """Votes against it."""
    return tuple((user, "Rollcall-Vote", -1) for user in users)


def review(user: str, value: int) -> Votes:
    """A Code-Review, which is no vote."""
    return ((user, "Code-Review", value),)


def cases() -> tuple[Case, ...]:
    """Each type once passing, once failing, once waiting."""
    found = []
    for type in ("formal-vote", "new-project"):
        found += [
            Case(type=type, votes=yes("dana", "erik") + no("gus"), days=8, passes=True),
            Case(type=type, votes=yes("dana") + no("erik"), days=8, passes=False),
            Case(type=type, votes=yes("dana", "erik", "farah"), days=2, passes=None),
        ]
    found += [
        Case(type="charter-change", votes=yes("dana", "erik", "farah"), days=8, passes=True),
        Case(type="charter-change", votes=yes("dana") + no("erik", "farah"), days=2, passes=False),
        Case(type="charter-change", votes=yes("dana", "erik"), days=8, passes=None),
    ]
    for type in ("goal-proposal", "code-change", "documentation-change", "election-results"):
        found += [
            Case(type=type, votes=yes("dana", "erik") + review("gus", -1), passes=True),
            Case(type=type, votes=yes("dana", "erik") + no("farah"), passes=False),
            Case(type=type, votes=yes("dana") + review("erik", 1), passes=None),
        ]
    return (
        *found,
        Case(type="typo-fix", votes=yes("dana"), passes=True),
        Case(type="typo-fix", votes=no(*MEMBERS), passes=False),
        Case(type="typo-fix", votes=review("dana", 1), passes=None),
        Case(type="project-update", votes=yes("dana", "erik") + review("gus", 1), passes=True),
        Case(type="project-update", votes=yes("dana", "erik") + no("farah") + review("gus", 1), passes=False),
        Case(type="project-update", votes=yes("dana", "erik", "farah"), passes=None),
        Case(type="liaison-update", votes=review("gus", 1), passes=True),
        Case(type="liaison-update", votes=review("gus", -1), passes=False),
        Case(type="liaison-update", votes=yes("dana", "erik"), passes=None),
        Case(type="release-management", votes=review("farah", 1), passes=True),
        Case(type="release-management", votes=review("farah", -1), passes=False),
        Case(type="release-management", votes=yes("dana", "erik"), passes=None),
        Case(type="goal-update", votes=review("gus", -1), days=8, passes=True),
        Case(type="goal-update", votes=no("gus"), days=8, passes=False),
        Case(type="goal-update", votes=yes("dana", "erik"), days=2, passes=None),
    )


def found_council(gerrit: Gerrit, folder: Path) -> Council:
    """Make the project and all cases; the administrator owns every change."""
    admin = gerrit.rest("admin")
    project = f"council-{getpid()}-{next(_numbers)}"
    _make_project(admin, project)
    clone = Contributor(ACCOUNTS["admin"], gerrit.url, project, folder / "admin")
    clone.commit("Found the council", {"reference/members.yaml": members(), "reference/projects.yaml": projects()})
    clone.push("refs/heads/master")
    for place, case in enumerate(cases()):
        clone.commit(case.subject, _files(case, place))
    clone.push("refs/for/master")
    listed = admin.get(f"/changes/?q=project:{project}")
    council = Council(project=project, numbers={one["subject"]: one["_number"] for one in listed})
    for case in cases():
        _vote(gerrit, council, case)
    return council


def _files(case: Case, place: int) -> dict[str, str]:
    """What a case changes, one after the other."""
    if case.type == "liaison-update":
        return {"reference/projects.yaml": projects("Has liaisons.", liaison=f"Liaison {place}")}
    files = {f"notes/{place}.rst": f"{case.subject}.\n"}
    if case.type == "project-update":
        files["reference/projects.yaml"] = projects(
            "Has liaisons." if case.passes is None else f"Lends boats {place} times."
        )
    return files


def members() -> str:
    """The list of members."""
    return "".join(f"- name: {ACCOUNTS[user].name}\n  email: {user}@elsewhere.example\n" for user in MEMBERS)


def projects(mission: str = "Lends boats.", liaison: str = "Nobody") -> str:
    """The teams with their leads."""
    leads = {"harbour": mission, "Release Management": "Releases."}
    return "".join(
        f"{team}:\n  ptl:\n    name: {ACCOUNTS[LEADS[team]].name}\n  mission: {words}\n"
        f"  liaisons:\n    release:\n      - name: {liaison if team == 'harbour' else 'Nobody'}\n"
        for team, words in leads.items()
    )


def _vote(gerrit: Gerrit, council: Council, case: Case) -> None:
    """Tag the change, by its topic where it waits, and give the votes."""
    path = change_path(council.numbers[case.subject], council.project)
    admin = gerrit.rest("admin")
    if case.passes is None:
        admin.put(f"{path}/topic", {"topic": case.tag})
    else:
        admin.post(f"{path}/hashtags", {"add": [case.tag, "council"]})
    for user in dict.fromkeys(user for user, _, _ in case.votes):
        labels = {label: value for voter, label, value in case.votes if voter == user}
        gerrit.rest(user).post(f"{path}/revisions/1/review", {"labels": labels})


def _make_project(admin: Rest, project: str) -> None:
    group = f"tech-committee-of-{project}"
    made = admin.put(f"/groups/{group}", {"members": [*MEMBERS]})
    admin.put(f"/projects/{project}", {"create_empty_commit": True, "branches": ["master"]})
    values = {"-1": "No", " 0": "Abstain", "+1": "Yes"}
    may: dict[str, object] = {"push": {"rules": {"Administrators": {"action": "ALLOW"}}}}
    for label, voters in (("Code-Review", "global:Registered-Users"), ("Rollcall-Vote", made["id"])):
        wanted = {"commit_message": label, "function": "NoBlock", "values": values, "copy_condition": KEPT}
        admin.put(f"/projects/{project}/labels/{label}", wanted)
        rules = {voters: {"action": "ALLOW", "min": -1, "max": 1}}
        may[f"label-{label}"] = {"label": label, "rules": rules}
    admin.post(f"/projects/{project}/access", {"add": {"refs/heads/*": {"permissions": may}}})
