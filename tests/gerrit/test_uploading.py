"""Commits are uploaded to a real Gerrit; every answer it has is provoked, and where there is a way out it is gone."""

import hashlib
import subprocess
from collections.abc import Callable, Iterator
from contextlib import closing
from itertools import count
from os import getpid
from pathlib import Path

import pytest

from tests.conftest import Absent, Git
from tests.gerrit.server.filling import ACCOUNTS, PROJECT
from tests.gerrit.server.rest import change_path
from tests.gerrit.server.shared import Gerrit
from tests.gerrit.ssh_way import open_ssh
from visioneditor.core.drafting.push_answers import Refusal, parse_answer
from visioneditor.core.drafting.push_options import Readiness, UploadWish
from visioneditor.core.review.trailers import change_id_of
from visioneditor.errors import VisionEditorError
from visioneditor.repository.model import Signature
from visioneditor.services.accounts import Accounts, Login
from visioneditor.services.drafting import DraftedFile, commit_draft
from visioneditor.services.next_patch_set import find_next_patch_set
from visioneditor.services.opening import open_workspace
from visioneditor.services.uploading import (
    Uploaded,
    UploadPlan,
    closed_change_ids,
    complete_messages,
    plan_upload,
    start_new_changes,
    upload,
)
from visioneditor.services.workspace import Workspace

DANA = ACCOUNTS["dana"]
SIGNED = f"Signed-off-by: {DANA.name} <{DANA.mail}>"
MASTER = UploadWish(branch="master")

_numbers = count(1)


def fresh_id() -> str:
    return "I" + hashlib.sha1(f"{getpid()} {next(_numbers)}".encode()).hexdigest()


def footer(*, change_id: str = "", signed: bool = True) -> str:
    return "\n".join([f"Change-Id: {change_id or fresh_id()}", *([SIGNED] if signed else [])])


class Dana:
    """Dana's clone, and how she uploads from it."""

    def __init__(self, gerrit: Gerrit, git: Git, workspace: Workspace, project: str = PROJECT) -> None:
        self.gerrit, self.workspace, self.folder = gerrit, workspace, workspace.path
        self._git = git
        self.address, self.project = f"{gerrit.url}/a/{project}", project
        self.accounts = Accounts(lambda _: Login(user="dana", password=DANA.password))

    def git(self, *arguments: str, input: str | None = None) -> str:
        return self._git(self.folder, *arguments, input=input)

    def commit(self, message: str, *, file: str = "", text: str = "", author: str = "") -> str:
        path = self.folder / (file or f"notes/{next(_numbers)}-{getpid()}.rst")
        path.parent.mkdir(exist_ok=True)
        path.write_text(text or f"{message}\n", encoding="utf-8")
        self.git("add", "-A")
        self.git("commit", "-q", "-F", "-", *([f"--author={author}"] if author else []), input=message)
        return self.git("rev-parse", "HEAD")

    @property
    def plan(self) -> UploadPlan:
        return plan_upload(self.workspace, "work", "master")

    def upload(self, wish: UploadWish = MASTER, address: str = "") -> Uploaded:
        place = address or self.address
        return upload(self.workspace, self.plan, place, wish, project=self.project, accounts=self.accounts)

    def refused(self, wish: UploadWish = MASTER) -> VisionEditorError:
        with pytest.raises(VisionEditorError) as refused:
            self.upload(wish)
        return refused.value


@pytest.fixture
def make_dana(gerrit: Gerrit, tmp_path: Path, git: Git) -> Iterator[Callable[[str], Dana]]:
    opened: list[Workspace] = []

    def make(project: str = PROJECT) -> Dana:
        folder = tmp_path / f"dana-{len(opened)}"
        git(tmp_path, "clone", "-q", gerrit.git_url(project=project), str(folder))
        git(folder, "config", "user.name", DANA.name)
        git(folder, "config", "user.email", DANA.mail)
        git(folder, "checkout", "-q", "-b", "work", "origin/master")
        opened.append(open_workspace(folder))
        return Dana(gerrit, git, opened[-1], project)

    yield make
    for workspace in opened:
        with closing(workspace):
            pass


@pytest.fixture
def dana(make_dana: Callable[..., Dana]) -> Dana:
    return make_dana()


def make_project(gerrit: Gerrit, **config: object) -> str:
    """A project with rules of its own."""
    name, admin = f"uploads-{getpid()}-{next(_numbers)}", gerrit.rest("admin")
    admin.put(f"/projects/{name}", {"create_empty_commit": True, "branches": ["master"]})
    if config:
        admin.put(f"/projects/{name}/config", config)
    return name


def test_an_upload_becomes_a_change_with_all_that_was_wished(gerrit: Gerrit, dana: Dana) -> None:
    dana.commit(f"Upload a first thing\n\nWhy.\n\n{footer()}")
    wish = UploadWish(
        branch="master",
        topic="clouds, and rain",
        hashtags=("formal-vote", "größer als 3"),
        reviewers=("Erik Somebody <erik@example.org>",),
        copied=("farah@example.org",),
        readiness=Readiness.WORK_IN_PROGRESS,
        message="100 % first_draft, ünd so",
    )
    uploaded = dana.upload(wish)
    (change,) = uploaded.changes
    assert change.is_new and change.is_work_in_progress and change.subject == "Upload a first thing"
    assert change.address == f"{gerrit.url}/c/governance/+/{change.number}"
    there = gerrit.rest("dana").get(f"{change_path(change.number)}/detail?o=CURRENT_REVISION")
    assert (there["topic"], sorted(there["hashtags"])) == ("clouds, and rain", ["formal-vote", "größer als 3"])
    assert [one["email"] for one in there["reviewers"]["REVIEWER"]] == ["erik@example.org"]
    assert [one["email"] for one in there["reviewers"]["CC"]] == ["farah@example.org"]
    assert there["revisions"][there["current_revision"]]["description"] == "100 % first_draft, ünd so"


def test_what_was_uploaded_is_here_with_its_review_data(dana: Dana) -> None:
    tip = dana.commit(f"Fetch what was uploaded\n\n{footer()}")
    uploaded = dana.upload()
    assert uploaded.is_fetched
    assert dana.workspace.repository.patch_sets(uploaded.changes[0].number) == {1: tip}


def test_a_second_upload_is_a_patch_set_of_the_same_change_and_tells_of_lost_votes(gerrit: Gerrit, dana: Dana) -> None:
    dana.commit(f"Say it in other words\n\n{footer()}", file="words.rst")
    number = dana.upload().changes[0].number
    gerrit.rest("erik").post(f"{change_path(number)}/revisions/1/review", {"labels": {"Rollcall-Vote": 1}})
    (dana.folder / "words.rst").write_text("In words that are quite other ones.\n")
    dana.git("commit", "-q", "-a", "--amend", "--no-edit")
    uploaded = dana.upload(UploadWish(branch="master", readiness=Readiness.READY))
    assert [(one.number, one.is_new) for one in uploaded.changes] == [(number, False)]
    assert [remark for remark in uploaded.remarks if "Rollcall-Vote+1 by Erik Ek" in remark]


def test_several_commits_become_several_changes(dana: Dana) -> None:
    for subject in ("First of two", "Second of two"):
        dana.commit(f"{subject}\n\n{footer()}")
    assert [one.subject for one in dana.plan.commits] == ["First of two", "Second of two"]
    assert [one.subject for one in dana.upload().changes] == ["First of two", "Second of two"]


@pytest.mark.parametrize(
    ("message", "refusal"),
    [
        (f"No id\n\n{SIGNED}", "upload.no-change-id"),
        (f"Two ids\n\n{footer(signed=False)}\n{footer()}", "upload.several-change-ids"),
        (f"A bad id\n\nChange-Id: Ixyz\n{SIGNED}", "upload.bad-change-id"),
        (f"Elsewhere\n\n{footer(signed=False)}\n\nMore.\n\n{SIGNED}", "upload.change-id-elsewhere"),
        (f"Not signed off\n\n{footer(signed=False)}", "upload.not-signed-off"),
    ],
    ids=("none", "several", "bad", "elsewhere", "unsigned"),  # the ids that are made are others in each worker
)
def test_a_message_that_lacks_something_is_completed_and_taken(dana: Dana, message: str, refusal: str) -> None:
    dana.commit("Stands before\n\n" + footer())
    tree = dana.git("rev-parse", f"{dana.commit(message)}^{{tree}}")
    dana.commit("Stands behind\n\n" + footer())
    error = dana.refused()
    assert error.message == refusal
    assert error.summary and error.hint and "remote:" in error.detail
    before = dana.plan.commits
    assert complete_messages(dana.workspace, dana.plan).count == 1
    after = dana.plan.commits
    assert after[0] == before[0] and after[1].tree == tree and after[1].subject == before[1].subject
    assert after[2].message == before[2].message and after[2].author == before[2].author
    assert dana.git("status", "--porcelain") == ""
    assert len(dana.upload().changes) == 3


def test_what_the_server_has_is_nothing_new(dana: Dana) -> None:
    dana.commit(f"Once is enough\n\n{footer()}")
    dana.upload()
    assert dana.refused().message == "upload.nothing-new"


def test_what_is_a_patch_set_already_is_nothing_new_where_each_branch_gets_changes_of_its_own(
    gerrit: Gerrit, make_dana: Callable[..., Dana]
) -> None:
    dana = make_dana(make_project(gerrit, create_new_change_for_all_not_in_target="TRUE"))
    dana.commit(f"Once is enough\n\n{footer()}")
    dana.upload()
    error = dana.refused()
    assert error.message == "upload.nothing-new" and "already exists (as current patchset)" in error.detail


def test_wishes_that_exclude_each_other_are_told_as_the_server_tells_them(dana: Dana) -> None:
    """The dialog never asks for both."""
    dana.commit(f"Wish for both\n\n{footer()}")
    address = dana.address.replace("://", f"://dana:{DANA.password}@")
    pushed = subprocess.run(
        ["git", "-C", dana.folder, "push", address, "HEAD:refs/for/master%wip,ready"], capture_output=True, text=True
    )
    refused = parse_answer(pushed.stderr.splitlines()).refused
    assert pushed.returncode and refused is not None and refused.refusal is Refusal.WIP_AND_READY


def test_two_commits_with_one_change_id_become_two_changes(dana: Dana) -> None:
    same = footer()
    dana.commit(f"One\n\n{same}")
    dana.commit(f"Other\n\n{same}")
    assert dana.refused().message == "upload.same-change-id"
    assert start_new_changes(dana.workspace, dana.plan).count == 1
    assert [one.subject for one in dana.upload().changes] == ["One", "Other"]


@pytest.mark.parametrize("is_merged", [True, False])
def test_a_closed_change_goes_on_as_a_new_one(gerrit: Gerrit, dana: Dana, is_merged: bool) -> None:
    dana.commit(f"Close me\n\n{footer()}")
    number = dana.upload().changes[0].number
    gerrit.rest("admin").post(f"{change_path(number)}/{'submit' if is_merged else 'abandon'}")
    dana.commit(f"More after it\n\n{footer()}")
    dana.git("reset", "-q", "--soft", "HEAD~1")
    dana.git("commit", "-q", "--amend", "--no-edit")
    error = dana.refused()
    assert error.message == "upload.closed" and str(number) in error.summary
    (old,) = closed_change_ids(dana.workspace, error, dana.address)
    assert start_new_changes(dana.workspace, dana.plan, [old]).count == 1
    assert change_id_of(dana.plan.commits[0].message) != old
    assert dana.upload().changes[0].is_new


@pytest.mark.parametrize(
    ("wish", "refusal"),
    [
        (UploadWish(branch="nosuch"), "upload.no-branch"),
        (
            UploadWish(branch="master", reviewers=("nobody@nowhere.example.com.", "Nobody Atall")),
            "upload.no-such-person",
        ),
        (UploadWish(branch="master", hashtags=("one,two",)), "upload.bad-option"),
        (UploadWish(branch="master", topic="x" * 3000), "upload.bad-option"),
    ],
)
def test_a_wish_that_the_server_cannot_fulfil_is_told(dana: Dana, wish: UploadWish, refusal: str) -> None:
    dana.commit(f"Wish for it\n\n{footer()}")
    error = dana.refused(wish)
    assert error.message == refusal, error.summary
    assert dana.upload().changes[0].is_new


def test_commits_from_elsewhere_are_told_apart(gerrit: Gerrit, dana: Dana) -> None:
    gerrit.rest("admin").put(f"/projects/{PROJECT}/config", {"reject_implicit_merges": "TRUE"})  # as newer ones do
    dana.git("checkout", "-q", "-B", "work", "origin/glossary")
    dana.commit(f"On another branch\n\n{footer()}")
    assert dana.refused().message == "upload.implicit-merge"
    dana.git("checkout", "-q", "--orphan", "alone")
    dana.git("branch", "-q", "-D", "work")
    dana.commit(f"From nowhere\n\n{footer()}")
    dana.git("branch", "-q", "work")
    assert dana.refused().message == "upload.no-ancestry"


def test_a_mail_that_the_server_does_not_know_is_named(dana: Dana) -> None:
    dana.git("config", "user.email", "dana@elsewhere.example")
    dana.commit(f"Who am I\n\n{footer()}")
    error = dana.refused()
    assert error.message == "upload.foreign-mail" and "dana@elsewhere.example" in error.summary


def test_what_the_project_forbids_is_told(gerrit: Gerrit, make_dana: Callable[..., Dana]) -> None:
    project = make_project(gerrit, require_change_id="TRUE")
    dana = make_dana(project)
    dana.commit(footer(signed=False))
    assert dana.refused().message == "upload.no-subject"
    admin = gerrit.rest("admin")
    number = admin.post("/changes/", {"project": project, "branch": "master", "subject": "Mine"})["_number"]
    block = {"rules": {"global:Registered-Users": {"action": "BLOCK"}}}
    permissions = {"refs/for/refs/heads/*": {"permissions": {"addPatchSet": block}}}
    admin.post(f"/projects/{project}/access", {"add": permissions})
    dana.git("fetch", "-q", "origin", f"refs/changes/{number % 100:02}/{number}/1")
    dana.git("reset", "-q", "--hard", "FETCH_HEAD")
    dana.git(
        "commit", "-q", "--amend", "--allow-empty", "-m", dana.git("log", "-1", "--format=%B").replace("Mine", "Yours")
    )
    error = dana.refused()
    assert error.message == "upload.no-patch-set" and str(number) in error.summary
    permissions = {"refs/for/refs/heads/*": {"permissions": {"push": block}}}
    admin.post(f"/projects/{project}/access", {"add": permissions})
    dana.git("reset", "-q", "--hard", "origin/master")
    dana.commit(f"Not here\n\n{footer(signed=False)}")
    error = dana.refused()
    assert error.message == "upload.prohibited" and error.hint


def test_a_stranger_s_commit_is_not_written_anew(dana: Dana) -> None:
    dana.git("config", "user.email", "erik@example.org")
    dana.commit("By Erik\n")
    dana.git("config", "user.email", DANA.mail)
    before = dana.plan
    with pytest.raises(VisionEditorError) as refused:
        complete_messages(dana.workspace, before)
    assert refused.value.message == "upload.foreign"
    assert dana.plan == before


def test_the_password_is_asked_for_and_a_wrong_one_leaves_everything_as_it_was(dana: Dana) -> None:
    dana.commit(f"Who is there\n\n{footer()}")
    dana.accounts = Accounts(lambda _: Login(user="dana", password="wrong"))
    assert dana.refused().message == "server.wrong-password"
    dana.accounts = Accounts()
    assert dana.refused().message == "server.wants-login"


def test_nothing_of_the_repository_s_configuration_is_run_or_followed(dana: Dana, tmp_path: Path) -> None:
    ran = tmp_path / "ran"
    program = tmp_path / "evil"
    program.write_text(f"#!/bin/sh\ntouch {ran}\nexit 1\n")
    program.chmod(0o755)
    dana.commit(f"Push past traps\n\n{footer()}")
    hook = dana.folder / ".git" / "hooks" / "pre-push"
    hook.parent.mkdir(exist_ok=True)
    hook.write_bytes(program.read_bytes())
    hook.chmod(0o755)
    for key, value in (
        ("core.sshCommand", str(program)),
        ("credential.helper", f"!{program}"),
        ("remote.origin.pushurl", "http://127.0.0.1:9/elsewhere"),
        ("url.http://127.0.0.1:9/.pushInsteadOf", f"{dana.gerrit.url}/"),
        ("url.http://127.0.0.1:9/.insteadOf", f"{dana.gerrit.url}/"),
        ("remote.origin.receivepack", str(program)),
        ("push.gpgSign", "true"),
    ):
        dana.git("config", key, value)
    with closing(open_workspace(dana.folder)) as again:
        dana.workspace = again
        assert dana.upload().changes[0].is_new
    assert not ran.exists()


def test_an_upload_by_ssh(
    gerrit: Gerrit, dana: Dana, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, absent: Absent
) -> None:
    server = open_ssh(gerrit, "dana", tmp_path, monkeypatch, absent)
    dana.commit(f"Go by ssh\n\n{footer()}")
    uploaded = dana.upload(UploadWish(branch="master", topic="by ssh"), address=f"{server.root}/{PROJECT}")
    assert uploaded.changes[0].is_new and uploaded.is_fetched


def test_an_upload_that_is_cancelled_leaves_nothing(dana: Dana) -> None:
    tip = dana.commit(f"Never mind\n\n{footer()}")
    with pytest.raises(VisionEditorError) as cancelled:
        upload(
            dana.workspace,
            dana.plan,
            dana.address,
            MASTER,
            project=PROJECT,
            accounts=dana.accounts,
            cancelled=lambda: True,
        )
    assert cancelled.value.message == "transfer.cancelled"
    assert dana.git("rev-parse", "work") == tip


def test_a_draft_committed_as_the_next_patch_set_is_one(gerrit: Gerrit, dana: Dana) -> None:
    first = dana.commit(f"Draft on it\n\n{footer()}", file="draft.rst", text="Once.\n")
    number = dana.upload().changes[0].number
    patch_set = find_next_patch_set(dana.workspace, first)
    assert patch_set is not None and (patch_set.number, patch_set.begun_on) == (number, 1)
    commit_draft(
        dana.workspace,
        [DraftedFile(path="draft.rst", text="Twice.\n", base_revision=first)],
        branch=patch_set.branch,
        message=patch_set.message,
        author=Signature(name=DANA.name, mail=DANA.mail),
        amends=patch_set.commit,
    )
    uploaded = dana.upload()
    assert [(one.number, one.is_new) for one in uploaded.changes] == [(number, False)]
    assert sorted(dana.workspace.repository.patch_sets(number)) == [1, 2]
    there = gerrit.rest("dana").get(f"{change_path(number)}/revisions/2/files/draft.rst/diff")
    assert [part["b"] for part in there["content"]] == [["Twice.", ""]]
