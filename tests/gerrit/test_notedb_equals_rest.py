"""What is read of a change by git alone equals what REST of a real Gerrit says of it, field by field."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import fields
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ROOT, Git
from tests.gerrit.server.filling import Filled
from tests.gerrit.server.rest import change_path
from tests.gerrit.server.shared import Gerrit
from visioneditor.core.review.model import Comment, Review, build_threads
from visioneditor.services.fetched_reviews import load_fetched_review
from visioneditor.services.fetching import fetch_changes
from visioneditor.services.opening import open_workspace

Fields = dict[str, Any]


@pytest.fixture
def fetched(gerrit: Gerrit, tmp_path: Path, git: Git) -> Iterator[dict[str, Review]]:
    """The review of each change that the fill made, read by git."""
    git(tmp_path, "init", "-q", "clone")
    with closing(open_workspace(tmp_path / "clone")) as workspace:
        fetch_changes(workspace, gerrit.filled.all, remote=gerrit.git_url())
        reviews = {name: load_fetched_review(workspace.repository, getattr(gerrit.filled, name)) for name in NAMES}
        assert all(reviews.values())
        yield {name: review for name, review in reviews.items() if review}


NAMES = [field.name for field in fields(Filled)]


def test_every_field_of_every_change_is_the_same(gerrit: Gerrit, fetched: Mapping[str, Review]) -> None:
    rest = gerrit.rest("erik")
    for name, review in fetched.items():
        path = change_path(getattr(gerrit.filled, name))
        told = rest.get(f"{path}/detail?o=ALL_REVISIONS&o=SUBMIT_REQUIREMENTS")
        named = {account["_account_id"]: account["name"] for account in uploaders(told)}
        by_git, by_rest = read_by_git(review), read_by_rest(told, rest.get(f"{path}/comments"), named)
        differing = {field: (by_git[field], by_rest[field]) for field in by_rest if by_git[field] != by_rest[field]}
        assert (name, differing) == (name, {})


def read_by_git(review: Review) -> Fields:
    return {
        "change_id": review.change_id,
        "subject": review.subject,
        "branch": review.branch,
        "owner": review.owner.number,
        "status": review.status.value,
        "topic": review.topic,
        "hashtags": sorted(review.hashtags),
        "is_work_in_progress": review.is_work_in_progress,
        "is_private": review.is_private,
        "created": review.created,
        "updated": review.updated,
        "patch_sets": {
            one.number: (one.revision, one.uploader.number, one.uploaded, one.description) for one in review.uploads
        },
        "reviewers": sorted((state.value, account.number or account.name) for account, state in review.reviewers),
        "votes": {
            (vote.label, vote.account.number): (vote.value, vote.written)
            for vote in review.votes
            if vote.value and vote.patch_set == review.uploads[-1].number
        },
        "messages": [
            (one.patch_set, one.author.number, one.written, one.text.strip("\n"), one.tag) for one in review.messages
        ],
        "comments": {comment.uuid: comment_by_git(comment) for comment in review.comments},
        "unresolved": sum(thread.is_unresolved for thread in build_threads(review.comments)),
    }


def comment_by_git(comment: Comment) -> Fields:
    place = comment.range
    return {
        "path": comment.path,
        "patch_set": comment.patch_set,
        "revision": comment.revision,
        "parent_number": comment.side.parent_number,
        "line": comment.line,
        "range": place and (place.start_line, place.start_character, place.end_line, place.end_character),
        "author": comment.account,
        "written": comment.written,
        "answers": comment.parent,
        "unresolved": comment.unresolved,
        "message": comment.message,
    }


def uploaders(told: Any) -> list[Any]:
    """Those whose names git knows: who uploaded."""
    return [revision["uploader"] for revision in told["revisions"].values()]


def with_names(text: str, named: Mapping[int, str]) -> str:
    """A message as it is shown: accounts by their names where git knows them, else by their numbers."""
    return re.sub(r"<GERRIT_ACCOUNT_(\d+)>", lambda found: named.get(int(found[1]), f"account {found[1]}"), text)


def read_by_rest(told: Any, comments: Mapping[str, Any], named: Mapping[int, str]) -> Fields:
    newest = max(told["revisions"].values(), key=lambda one: int(one["_number"]))
    assert newest["_number"] == told.get("current_revision_number", newest["_number"])
    revisions = {one["_number"]: oid for oid, one in told["revisions"].items()}
    return {
        "change_id": told["change_id"],
        "subject": told["subject"],
        "branch": told["branch"],
        "owner": told["owner"]["_account_id"],
        "status": told["status"].lower(),
        "topic": told.get("topic", ""),
        "hashtags": sorted(told["hashtags"]),
        "is_work_in_progress": told.get("work_in_progress", False),
        "is_private": told.get("is_private", False),
        "created": moment(told["created"]),
        "updated": moment(told["updated"]),
        "patch_sets": {
            one["_number"]: (
                oid,
                one["uploader"]["_account_id"],
                moment(one["created"]),
                one.get("description", ""),
            )
            for oid, one in told["revisions"].items()
        },
        "reviewers": sorted(
            (state.lower(), person.get("_account_id") or f"{person['name']} <{person['email']}>")
            for state, people in told["reviewers"].items()
            for person in people
        ),
        "votes": {
            (label, vote["_account_id"]): (vote["value"], moment(vote["date"]))
            for label, votes in told["labels"].items()
            for vote in votes.get("all", ())
            if vote.get("value")
        },
        "messages": [
            (
                one["_revision_number"],
                one["author"]["_account_id"],
                moment(one["date"]),
                with_names(one["message"].strip("\n"), named),
                one.get("tag", ""),
            )
            for one in told["messages"]
        ],
        "comments": {
            comment["id"]: comment_by_rest(path, comment, revisions)
            for path, listed in comments.items()
            for comment in listed
        },
        "unresolved": told["unresolved_comment_count"],
    }


def comment_by_rest(path: str, comment: Any, revisions: Mapping[int, str]) -> Fields:
    place = comment.get("range")
    on_parent = comment.get("side") == "PARENT"
    return {
        "path": path,
        "patch_set": comment["patch_set"],
        "revision": revisions[comment["patch_set"]],
        "parent_number": comment.get("parent", 1) if on_parent else 0,
        "line": comment.get("line"),
        "range": place and (place["start_line"], place["start_character"], place["end_line"], place["end_character"]),
        "author": comment["author"]["_account_id"],
        "written": moment(comment["updated"]),
        "answers": comment.get("in_reply_to"),
        "unresolved": comment["unresolved"],
        "message": comment["message"],
    }


def moment(text: str) -> datetime:
    """REST's time; all of it is UTC, and NoteDb keeps whole seconds."""
    return datetime.fromisoformat(text[:19]).replace(tzinfo=UTC)


def test_votes_of_older_patch_sets_and_copied_ones_are_known(gerrit: Gerrit, fetched: Mapping[str, Review]) -> None:
    """REST tells those of the newest patch set alone, and not how they came there."""
    numbers = {user: gerrit.rest(user).get("/accounts/self")["_account_id"] for user in ("erik", "farah", "gus")}
    names = {number: user for user, number in numbers.items()}

    def cast(name: str, patch_set: int) -> set[tuple[str | None, str, int, bool]]:
        return {
            (names.get(vote.account.number or 0), vote.label, vote.value, vote.is_copied)
            for vote in fetched[name].votes
            if vote.patch_set == patch_set and vote.value
        }

    given = {("erik", "Code-Review", 1), ("erik", "Rollcall-Vote", 1), ("farah", "Code-Review", -1)}
    assert cast("argued", 1) == {(*vote, False) for vote in given} | {("farah", "Rollcall-Vote", -1, False)}
    assert cast("argued", 2) == {(*vote, True) for vote in given}
    assert cast("argued", 3) == {("erik", "Rollcall-Vote", 1, False)}
    assert cast("carried", 2) == {
        ("erik", "Code-Review", -1, False),
        ("erik", "Rollcall-Vote", 1, True),
        ("farah", "Code-Review", -1, True),
        ("gus", "Code-Review", 1, True),
    }


def test_the_command_line_fetches_and_shows_what_rest_tells(gerrit: Gerrit, tmp_path: Path, git: Git) -> None:
    git(tmp_path, "clone", "-q", gerrit.git_url(), "clone")
    number = gerrit.filled.argued
    ran = run_program("fetch", tmp_path / "clone", number, "--remote", "origin")
    assert ran["fetched"] == [{"change": number, "patch_sets": [1, 2, 3], "new": 3, "updated": True}]
    shown = run_program("show", tmp_path / "clone", number)
    rest = gerrit.rest("erik")
    told = rest.get(change_path(number) + "/detail?o=ALL_REVISIONS")
    revisions = {one["_number"]: oid for oid, one in told["revisions"].items()}
    assert {one["number"]: one["revision"] for one in shown["patch_sets"]} == revisions
    assert (shown["subject"], shown["topic"]) == (told["subject"], told["topic"])
    assert [one["written"] for one in shown["messages"]] == [
        f"{one['date'][:19].replace(' ', 'T')}Z" for one in told["messages"]
    ]
    assert sum(thread["unresolved"] for thread in shown["threads"]) == told["unresolved_comment_count"]
    comments = {comment["id"] for listed in rest.get(change_path(number) + "/comments").values() for comment in listed}
    assert {comment["uuid"] for thread in shown["threads"] for comment in thread["comments"]} == comments


def run_program(verb: str, *arguments: object) -> Any:
    """The JSON answer of a `change` command, run as a user runs it."""
    done = subprocess.run(
        [sys.executable, "-m", "visioneditor", "change", verb, *map(str, arguments), "--format", "json"],
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        check=True,
    )
    return json.loads(done.stdout)
