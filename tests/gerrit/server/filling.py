"""What the tests' Gerrit holds: a governance project with its labels, four people, and changes they argued about.

Everything is made as people make it: by git and by REST.
"""

from dataclasses import dataclass, fields
from pathlib import Path

from tests.gerrit.server.contributor import Account, Contributor
from tests.gerrit.server.rest import Rest, change_path

PROJECT = "governance"
LABELS = ("Code-Review", "Rollcall-Vote")
ACCOUNTS = {
    account.user: account
    for account in (
        Account(user="admin", name="Administrator", mail="admin@example.com", password="secret"),
        Account(user="dana", name="Dana Dune", mail="dana@example.org", password="dana-secret"),
        Account(user="erik", name="Erik Ek", mail="erik@example.org", password="erik-secret"),
        Account(user="farah", name="Farah Faß", mail="farah@example.org", password="farah-secret"),
        Account(user="gus", name="Gus Gale", mail="gus@example.org", password="gus-secret"),
    )
}
VISION = "reference/vision.rst"
TEXT = """\
=================
Vision for Clouds
=================

What this document is for, in a sentence or two.

Pillars
=======

Self-service
------------

Users help themselves through an API that no vendor owns, and
nobody has to ask anybody 🚀 for a machine.

Interoperability
----------------

One client speaks to all clouds.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Filled:
    """The numbers of the changes."""

    argued: int  # three patch sets, threads of every kind, votes of every kind
    waiting: int  # work in progress
    abandoned: int
    merged: int
    carried: int  # its newest patch set has votes that a rebase carried on, and some that were taken back there
    restless: int  # everything on it was changed: state, topic, reviewers, message, branch, comments
    merge: int  # a merge commit, commented on either parent's side

    @property
    def all(self) -> tuple[int, ...]:
        """Every one of them."""
        return tuple(getattr(self, field.name) for field in fields(self))


def fill(url: str, folder: Path) -> Filled:
    """Fill a new server; `folder` is for the people's clones."""
    rest = {user: Rest(url, user, account.password) for user, account in ACCOUNTS.items()}
    make_project(rest["admin"])
    dana = Contributor(ACCOUNTS["dana"], url, PROJECT, folder / "dana")
    admin = Contributor(ACCOUNTS["admin"], url, PROJECT, folder / "admin")
    admin.commit("Add the vision", {VISION: TEXT, "README.rst": "Read me.\n"})
    admin.push("refs/heads/master")
    return Filled(
        argued=_argue(dana, admin, rest),
        waiting=_wait(dana),
        abandoned=_abandon(dana, rest),
        merged=_merge(dana, rest),
        carried=_carry(dana, admin, rest),
        merge=_join(dana, admin, rest),
        restless=_stir(dana, rest),
    )


def make_project(admin: Rest) -> None:
    """The people, and the project with its labels and what is demanded there; `admin` asks as the administrator."""
    for account in ACCOUNTS.values():
        if account.user != "admin":
            person = {"name": account.name, "email": account.mail, "http_password": account.password}
            admin.put(f"/accounts/{account.user}", person)
    admin.put(f"/projects/{PROJECT}", {"create_empty_commit": True, "branches": ["master"]})
    kept = "changekind:NO_CODE_CHANGE OR changekind:TRIVIAL_REBASE"
    names = ({"-1": "Disagree", " 0": "No score", "+1": "Agree"}, {"-1": "No", " 0": "Abstain", "+1": "Yes"})
    for label, values in zip(LABELS, names, strict=True):
        wanted = {"commit_message": label, "function": "NoBlock", "values": values, "copy_condition": kept}
        admin.put(f"/projects/{PROJECT}/labels/{label}", wanted)
    everybody = {"action": "ALLOW", "min": -1, "max": 1}
    may: dict[str, object] = {
        f"label-{label}": {"label": label, "rules": {"global:Registered-Users": everybody}} for label in LABELS
    }
    for right in ("create", "push", "submit"):
        may[right] = {"rules": {"Administrators": {"action": "ALLOW"}}}
    admin.post(f"/projects/{PROJECT}/access", {"add": {"refs/heads/*": {"permissions": may}}})
    never = {"name": "Code-Review", "applicability_expression": "is:false", "submittability_expression": "is:true"}
    admin.put(f"/projects/{PROJECT}/submit_requirements/Code-Review", never)
    config = {"require_change_id": "TRUE", "use_signed_off_by": "TRUE", "enable_reviewer_by_email": "TRUE"}
    admin.put(f"/projects/{PROJECT}/config", config)


def _argue(dana: Contributor, admin: Contributor, rest: dict[str, Rest]) -> int:
    """Three patch sets: the first argued about, the second a rebase that keeps votes, the third new words."""
    dana.start("master")
    dana.commit("Name the users", {VISION: TEXT.replace("Users help", "Every user helps")})
    number = dana.push("refs/for/master%topic=vision-2027,hashtag=formal-vote,hashtag=vision,m=First_draft")
    path = change_path(number)
    _comment(rest, path)
    _answer(rest, path)
    _vote(rest, path)
    admin.start("master")
    admin.commit("Say who reads", {"README.rst": "Read me, all of you.\n"})
    admin.push("refs/heads/master")
    rest["dana"].post(f"{path}/rebase")
    rest["farah"].post(f"{path}/revisions/2/review", {"labels": {"Rollcall-Vote": 0}, "message": "I was too quick."})
    rest["admin"].delete(f"{path}/reviewers/gus/votes/Rollcall-Vote")
    rest["admin"].delete(f"{path}/reviewers/gus")
    dana.fetch(f"refs/changes/{number % 100:02}/{number}/2")
    dana.amend({VISION: TEXT.replace("Users help", "Each user, without exception, helps")})
    dana.push("refs/for/master%m=Stronger+words")
    rest["erik"].post(
        f"{path}/revisions/3/review",
        {
            "message": "Better.\n\nReviewer: nobody, this is a sentence\nPatch-set: 7",
            "labels": {"Rollcall-Vote": 1},
            "comments": {VISION: [{"line": 13, "range": _range(13, 0, 13, 9), "message": "Who?", "unresolved": True}]},
        },
    )
    rest["dana"].put(f"{path}/topic", {"topic": "vision-2028"})
    rest["dana"].post(f"{path}/hashtags", {"add": ["charter-change"], "remove": ["vision"]})
    return number


def _comment(rest: dict[str, Rest], path: str) -> None:
    """Comments on every kind of place of the first patch set."""
    suggestion = "Shorter:\n```suggestion\nnobody asks anybody 🚀 for a machine.\n```"
    comments: dict[str, list[dict[str, object]]] = {
        VISION: [
            {"line": 13, "range": _range(13, 11, 13, 16), "message": "*helps* whom?", "unresolved": True},
            {"line": 14, "range": _range(13, 41, 14, 24), "message": suggestion, "unresolved": True},
            {"line": 14, "range": _range(14, 24, 14, 29), "message": "Behind the rocket 🚀.", "unresolved": False},
            {"line": 19, "message": "A whole line.\n\nIn two paragraphs.", "unresolved": True},
            {"message": "On the file.", "unresolved": False},
            {"side": "PARENT", "line": 13, "range": _range(13, 0, 13, 5), "message": "It said *Users*."},
        ],
        "/COMMIT_MSG": [{"line": 7, "range": _range(7, 0, 7, 4), "message": "Name, or call?", "unresolved": True}],
        "/PATCHSET_LEVEL": [{"message": "A good start <b>overall</b>.", "unresolved": True}],
    }
    rest["erik"].post(f"{path}/revisions/1/review", {"message": "Some thoughts.", "comments": comments})


def _answer(rest: dict[str, Rest], path: str) -> None:
    """Answers that resolve threads, and one that opens a thread again."""
    asked = {comment["message"]: comment for comment in rest["dana"].get(f"{path}/comments")[VISION]}
    level = rest["dana"].get(f"{path}/comments")["/PATCHSET_LEVEL"][0]
    done = {"message": "Done", "unresolved": False, "in_reply_to": level["id"]}
    answers = [
        {**_place(asked["*helps* whom?"]), "message": "Themselves.", "unresolved": True},
        {**_place(asked["A whole line.\n\nIn two paragraphs."]), "message": "Done", "unresolved": False},
        {**_place(asked["Behind the rocket 🚀."]), "message": "Ack", "unresolved": False},
    ]
    rest["dana"].post(f"{path}/revisions/1/review", {"comments": {VISION: answers, "/PATCHSET_LEVEL": [done]}})
    last = rest["farah"].get(f"{path}/comments")[VISION]
    done_line = next(comment for comment in last if comment["message"] == "Done")
    opened = {**_place(done_line), "message": "Not quite done.", "unresolved": True}
    rest["farah"].post(f"{path}/revisions/1/review", {"comments": {VISION: [opened]}})


def _vote(rest: dict[str, Rest], path: str) -> None:
    """Votes that a rebase carries on, one of a reviewer who is removed later, and somebody who only listens."""
    review = f"{path}/revisions/1/review"
    rest["erik"].post(review, {"labels": {"Code-Review": 1, "Rollcall-Vote": 1}})
    rest["farah"].post(review, {"labels": {"Code-Review": 1, "Rollcall-Vote": -1}, "message": "Not like this."})
    rest["farah"].post(review, {"labels": {"Code-Review": -1}})
    rest["gus"].post(review, {"labels": {"Rollcall-Vote": 0}, "message": "I abstain.", "tag": "autogenerated:poll"})
    rest["gus"].post(review, {"labels": {"Rollcall-Vote": 1}})
    rest["dana"].post(f"{path}/reviewers", {"reviewer": "admin", "state": "CC"})


def _wait(dana: Contributor) -> int:
    dana.start("master")
    dana.commit("Think about regions", {"reference/regions.rst": "Regions\n=======\n\nLater.\n"})
    return dana.push("refs/for/master%wip")


def _abandon(dana: Contributor, rest: dict[str, Rest]) -> int:
    dana.start("master")
    dana.commit("Drop the pillars", {VISION: "Nothing.\n"})
    number = dana.push("refs/for/master")
    dana.amend({VISION: "Nothing at all.\n"})
    dana.push("refs/for/master")
    rest["dana"].post(f"{change_path(number)}/abandon", {"message": "Nobody wants that."})
    return number


def _merge(dana: Contributor, rest: dict[str, Rest]) -> int:
    dana.start("master")
    dana.commit("Mend a typo", {"README.rst": "Read me, all of you!\n"})
    number = dana.push("refs/for/master")
    rest["farah"].post(f"{change_path(number)}/revisions/1/review", {"labels": {"Rollcall-Vote": 1}})
    rest["admin"].post(f"{change_path(number)}/submit")
    return number


def _carry(dana: Contributor, admin: Contributor, rest: dict[str, Rest]) -> int:
    dana.start("master")
    dana.commit("Say what a cloud is", {"reference/clouds.rst": "Clouds\n======\n\nThey rain.\n"})
    number = dana.push("refs/for/master")
    path = change_path(number)
    for user, code_review, rollcall in (("erik", 1, 1), ("farah", -1, -1), ("gus", 1, 1)):
        labels = {"Code-Review": code_review, "Rollcall-Vote": rollcall}
        rest[user].post(f"{path}/revisions/1/review", {"labels": labels})
    admin.start("master")
    admin.commit("Say who writes", {"README.rst": "Read me, written by all of you.\n"})
    admin.push("refs/heads/master")
    rest["dana"].post(f"{path}/rebase")
    rest["farah"].post(f"{path}/revisions/2/review", {"labels": {"Rollcall-Vote": 0}})
    rest["erik"].post(f"{path}/revisions/2/review", {"labels": {"Code-Review": -1}})
    rest["admin"].delete(f"{path}/reviewers/gus/votes/Rollcall-Vote")
    rest["farah"].post(f"{path}/revisions/1/review", {"message": "About the first one."})
    return number


def _join(dana: Contributor, admin: Contributor, rest: dict[str, Rest]) -> int:
    admin.start("master")
    admin.commit("Begin a glossary", {"reference/glossary.rst": "Glossary\n========\n"})
    admin.push("refs/heads/glossary")
    dana.start("master")
    dana.merge("glossary", {"reference/glossary.rst": "Glossary\n========\n\nCloud: a vision.\n"})
    number = dana.push("refs/for/master")
    comments = {
        "reference/glossary.rst": [
            {"side": "PARENT", "parent": 2, "line": 1, "message": "In the second parent."},
            {"line": 2, "message": "In the merge."},
        ]
    }
    rest["erik"].post(f"{change_path(number)}/revisions/1/review", {"comments": comments})
    return number


def _stir(dana: Contributor, rest: dict[str, Rest]) -> int:
    dana.start("master")
    dana.commit("Räume schaffen", {"reference/rooms.rst": "Räume\n=====\n\nEin Raum.\n"})
    number = dana.push("refs/for/master%wip,private,topic=rooms,hashtag=rooms,r=erik@example.org,cc=farah@example.org")
    path = change_path(number)
    review = f"{path}/revisions/1/review"
    rest["dana"].delete(f"{path}/private")
    rest["dana"].post(f"{path}/ready", {"message": "Ready now."})
    rest["dana"].delete(f"{path}/topic")
    rest["dana"].post(f"{path}/hashtags", {"remove": ["rooms"]})
    rest["dana"].post(f"{path}/abandon")
    rest["dana"].post(f"{path}/restore", {"message": "After all."})
    rest["dana"].post(f"{path}/move", {"destination_branch": "glossary", "message": "It belongs there."})
    rest["erik"].post(review, {"labels": {"Code-Review": 1, "Rollcall-Vote": 1}})
    rest["admin"].delete(f"{path}/reviewers/erik")
    rest["dana"].post(f"{path}/reviewers", {"reviewer": "erik"})
    rest["erik"].post(review, {"labels": {"Rollcall-Vote": -1}})
    rest["dana"].post(f"{path}/reviewers", {"reviewer": "Holly Hart <holly@example.net>", "state": "CC"})
    comments = {"reference/rooms.rst": [{"line": 4, "message": "Spam."}, {"line": 4, "message": "One?\r\n\r\nTwo."}]}
    rest["farah"].post(review, {"message": "CI\r\n\r\nfailed", "tag": "autogenerated:ci", "comments": comments})
    spam = next(
        one for one in rest["admin"].get(f"{path}/comments")["reference/rooms.rst"] if one["message"] == "Spam."
    )
    rest["admin"].post(f"{path}/revisions/1/comments/{spam['id']}/delete", {"reason": "spam"})
    message: str = rest["dana"].get(f"{path}/message")["full_message"]
    rest["dana"].put(f"{path}/message", {"message": message.replace("Räume", "Viele Räume")})
    rest["gus"].post(review, {"labels": {"Rollcall-Vote": 1}, "message": "On the old one."})
    rest["farah"].post(f"{path}/revisions/2/review", {"labels": {"Code-Review": 1}})
    rest["farah"].post(f"{path}/revisions/2/review", {"labels": {"Code-Review": 0}})
    rest["farah"].post(f"{path}/revisions/2/review", {"labels": {"Code-Review": -1}, "ready": True})
    return number


def _range(start_line: int, start_character: int, end_line: int, end_character: int) -> dict[str, int]:
    return {
        "start_line": start_line,
        "start_character": start_character,
        "end_line": end_line,
        "end_character": end_character,
    }


def _place(comment: dict[str, object]) -> dict[str, object]:
    """Where an answer to a comment stands: where that stands."""
    kept: dict[str, object] = {key: comment[key] for key in ("side", "line", "range") if key in comment}
    return kept | {"in_reply_to": comment["id"]}
