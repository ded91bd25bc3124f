"""Drafts are kept, saved and committed; what others changed meanwhile is never written over."""

import sys
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.services.review_world import FIRST, PATH, SECOND, World
from visioneditor.core.review.trailers import change_id_of
from visioneditor.errors import VisionEditorError
from visioneditor.repository.model import Signature
from visioneditor.services.drafting import (
    DraftedFile,
    HooksHere,
    allow_hooks,
    commit_draft,
    discard_draft,
    find_commit_of,
    hooks_here,
    is_joint,
    list_drafts,
    list_files_of_draft,
    load_draft,
    save_draft,
    save_to_working_file,
)
from visioneditor.services.workspace import Workspace

NOON = datetime(2026, 9, 1, 12, tzinfo=UTC)
DANA = Signature(name="Dana", mail="dana@example.org")


def commit_one(workspace: Workspace, path: str, text: str, base_revision: str | None = None, **how: Any) -> str:
    return commit_draft(workspace, [DraftedFile(path=path, text=text, base_revision=base_revision)], **how)


def test_a_draft_is_kept_until_it_is_discarded(world: World, workspace: Workspace) -> None:
    base = world.made["Begin a vision"]
    assert load_draft(workspace, PATH) is None
    save_draft(workspace, PATH, "one", base_revision=base, now=NOON)
    save_draft(workspace, PATH, "two", base_revision=base, name="other", now=NOON + timedelta(seconds=1))
    with closing(world.open()) as again:
        assert [draft.text for draft in list_drafts(again)] == ["two", "one"]
        newest, named = load_draft(again, PATH), load_draft(again, PATH, "draft")
        assert newest and named
        assert (newest.name, named.text, named.base_revision) == ("other", "one", base)
        assert load_draft(again, PATH, "nowhere") is None
        discard_draft(again, PATH, "other")
        assert [draft.name for draft in list_drafts(again, PATH)] == ["draft"]


def test_saving_gives_unchanged_lines_their_bytes_back(world: World, workspace: Workspace) -> None:
    file = world.folder / PATH
    original = b"\xef\xbb\xbfOne\r\nTwo \xff\r\nThree\r\n"
    file.write_bytes(original)
    saved = save_to_working_file(workspace, PATH, "One\nTwo \ufffd\n3\n", original)
    assert saved.is_saved
    assert file.read_bytes() == saved.data == b"\xef\xbb\xbfOne\r\nTwo \xff\r\n3\r\n"


def test_a_file_changed_by_another_program_is_left_alone(world: World, workspace: Workspace) -> None:
    file = world.folder / PATH
    original = file.read_bytes()
    file.write_bytes(b"theirs\n")
    saved = save_to_working_file(workspace, PATH, SECOND, original)
    assert (saved.is_saved, saved.data) == (False, b"theirs\n")
    assert file.read_bytes() == b"theirs\n"
    file.unlink()
    assert save_to_working_file(workspace, PATH, SECOND, original).data is None
    assert not file.exists()


def test_what_another_program_wrote_elsewhere_in_a_file_is_brought_together_with_the_draft(
    world: World, workspace: Workspace
) -> None:
    base = "Aim\n===\n\nIt is for people. It is small.\n\nMeans\n=====\n\nWork.\n"
    (world.folder / PATH).write_bytes(base.replace("Work.", "Hard work.").replace("\n", "\r\n").encode())
    saved = save_to_working_file(workspace, PATH, base.replace("for people", "for all people"), base.encode())
    both = base.replace("for people", "for all people").replace("Work.", "Hard work.")
    assert (saved.is_saved, saved.text, saved.conflicts) == (True, both, 0)
    assert (world.folder / PATH).read_bytes() == saved.data == both.replace("\n", "\r\n").encode()
    again = save_to_working_file(
        workspace, PATH, base.replace("Hard work", "No work").replace("Work", "Play"), base.encode()
    )
    assert (again.is_saved, again.conflicts) == (False, 1)
    assert (world.folder / PATH).read_bytes() == saved.data


def test_a_file_that_already_holds_the_text_is_saved(world: World, workspace: Workspace) -> None:
    (world.folder / PATH).write_bytes(SECOND.encode())
    assert save_to_working_file(workspace, PATH, SECOND, FIRST.encode()).is_saved


def test_a_new_document_is_made(world: World, workspace: Workspace) -> None:
    assert save_to_working_file(workspace, "deep/new.rst", "New\n", None).is_saved
    assert (world.folder / "deep" / "new.rst").read_bytes() == b"New\n"


def test_a_commit_takes_this_document_and_its_trailers(world: World, workspace: Workspace) -> None:
    (world.folder / "staged.rst").write_text("staged\n")
    world.git("add", "staged.rst")
    commit = commit_one(
        workspace, PATH, SECOND, branch="main", message="Say people", author=DANA, change_id=True, sign_off=True
    )
    assert world.git("rev-parse", "HEAD") == commit
    assert world.git("show", "--name-only", "--format=%an <%ae>") == f"Dana <dana@example.org>\n\n{PATH}"
    message = world.git("log", "-1", "--format=%B")
    assert change_id_of(message)
    assert message.endswith("Signed-off-by: Dana <dana@example.org>")
    assert world.git("status", "--porcelain") == "A  staged.rst"
    assert (world.folder / PATH).read_text() == SECOND


def test_changes_on_disk_outlive_a_commit(world: World, workspace: Workspace) -> None:
    (world.folder / PATH).write_text("someone is at work here\n")
    commit_one(workspace, PATH, SECOND, branch="main", message="Say people", author=DANA)
    assert (world.folder / PATH).read_text() == "someone is at work here\n"


def test_a_new_branch_begins_where_the_draft_was_begun(world: World, workspace: Workspace) -> None:
    base = world.made["Begin a vision"]
    world.commit("Elsewhere", "x\n", path="other.rst")
    commit = commit_one(workspace, PATH, SECOND, branch="goals", message="Say people", author=DANA, base_revision=base)
    assert world.git("rev-parse", "goals", "goals^") == f"{commit}\n{base}"
    assert world.git("rev-parse", "--abbrev-ref", "HEAD") == "main"
    assert (world.folder / PATH).read_text() == FIRST
    later = commit_one(
        workspace, PATH, SECOND + "\n", branch="goals", message="More", author=DANA, base_revision=commit
    )
    assert world.git("rev-parse", "goals^") == commit != later


def test_what_others_committed_is_not_undone(world: World, workspace: Workspace) -> None:
    base = world.made["Begin a vision"]
    theirs = world.commit("Theirs", FIRST + "\nTheirs.\n")
    with pytest.raises(VisionEditorError, match="was changed on main"):
        commit_one(workspace, PATH, SECOND, branch="main", message="Ours", author=DANA, base_revision=base)
    assert world.git("rev-parse", "main") == theirs


def test_another_document_changed_on_the_branch_is_no_obstacle(world: World, workspace: Workspace) -> None:
    base = world.made["Begin a vision"]
    world.commit("Elsewhere", "x\n", path="other.rst")
    commit_one(workspace, PATH, SECOND, branch="main", message="Ours", author=DANA, base_revision=base)
    assert world.git("show", "HEAD:other.rst") == "x"


def test_in_a_bare_repository_the_default_branch_is_asked_for(world: World, tmp_path: Path) -> None:
    world.git("clone", "-q", "--bare", ".", str(tmp_path / "bare.git"))
    bare = World(tmp_path / "bare.git")
    with closing(bare.open("bare-data")) as workspace:
        with pytest.raises(VisionEditorError) as raised:
            commit_one(workspace, PATH, SECOND, branch="main", message="Say people", author=DANA)
        assert raised.value.message == "branch.is-default"
        made = commit_one(workspace, PATH, SECOND, branch="goals", message="Say people", author=DANA)
        assert bare.git("rev-parse", "goals") == made
        allowed = commit_one(
            workspace, PATH, SECOND, branch="main", message="Say people", author=DANA, allow_default=True
        )
        assert bare.git("rev-parse", "main") == allowed


def test_a_commit_without_words_is_refused(workspace: Workspace) -> None:
    with pytest.raises(VisionEditorError, match="needs a message"):
        commit_one(workspace, PATH, SECOND, branch="main", message=" \n", author=DANA)


def put_hook(folder: Path, name: str, script: str) -> None:
    (folder / "hooks").mkdir(exist_ok=True)
    (folder / "hooks" / name).write_text(f"#!/bin/sh\n{script}\n")
    (folder / "hooks" / name).chmod(0o755)


def allowing(workspace: Workspace) -> Workspace:
    return replace(workspace, settings=allow_hooks(workspace, True))


@pytest.mark.skipif(sys.platform == "win32", reason="the hooks here are shell scripts")
def test_hooks_run_only_where_they_are_allowed(world: World, workspace: Workspace, tmp_path: Path) -> None:
    for name in ("pre-commit", "commit-msg", "post-commit"):
        put_hook(world.folder / ".git", name, f'echo {name} >> "{tmp_path}/ran"')
    assert hooks_here(workspace) == HooksHere(names=("pre-commit", "commit-msg", "post-commit"), are_allowed=False)
    commit_one(workspace, PATH, SECOND, branch="main", message="Say people", author=DANA)
    assert not (tmp_path / "ran").exists()
    allowed = allowing(workspace)
    assert hooks_here(allowed).are_allowed
    commit_one(allowed, PATH, SECOND + "\n", branch="main", message="Say more", author=DANA)
    assert (tmp_path / "ran").read_text().split() == ["pre-commit", "commit-msg", "post-commit"]
    elsewhere = replace(workspace, settings=replace(workspace.settings, hooks_allowed=("/elsewhere", "")))
    commit_one(elsewhere, PATH, SECOND, branch="main", message="Say less", author=DANA)
    assert len((tmp_path / "ran").read_text().split()) == 3


@pytest.mark.skipif(sys.platform == "win32", reason="the hooks here are shell scripts")
def test_a_hook_that_stops_a_commit_leaves_everything_as_it_was(world: World, workspace: Workspace) -> None:
    put_hook(world.folder / ".git", "commit-msg", 'grep -q "^Closes:" "$1" || { echo "Name the bug."; exit 1; }')
    allowed, before = allowing(workspace), world.git("rev-parse", "main")
    with pytest.raises(VisionEditorError, match="The hook commit-msg stopped the commit: Name the bug"):
        commit_one(allowed, PATH, SECOND, branch="main", message="Say people", author=DANA)
    assert world.git("rev-parse", "main") == before
    assert world.git("status", "--porcelain") == ""
    commit_one(allowed, PATH, SECOND, branch="main", message="Say people\n\nCloses: 1", author=DANA)
    assert world.git("log", "-1", "--format=%s") == "Say people"


@pytest.mark.skipif(sys.platform == "win32", reason="the hooks here are shell scripts")
def test_what_a_hook_made_of_the_document_is_what_the_working_file_gets(world: World, workspace: Workspace) -> None:
    script = f"blob=$(git show :{PATH} | tr a-z A-Z | git hash-object -w --stdin)"
    put_hook(world.folder / ".git", "pre-commit", f'{script}; git update-index --cacheinfo "100644,$blob,{PATH}"')
    commit_one(allowing(workspace), PATH, SECOND, branch="main", message="Say people", author=DANA)
    assert (world.folder / PATH).read_text() == world.git("show", f"HEAD:{PATH}") + "\n" == SECOND.upper()
    assert world.git("status", "--porcelain") == ""


def test_allowing_hooks_names_the_repository_once_and_forbidding_takes_all_its_names_away(
    world: World, workspace: Workspace
) -> None:
    named = ("/elsewhere", f"{world.folder}/", workspace.repository.key)
    before = replace(workspace, settings=replace(workspace.settings, hooks_allowed=named))
    assert allow_hooks(before, True).hooks_allowed == ("/elsewhere", str(world.folder))
    assert allow_hooks(before, False).hooks_allowed == ("/elsewhere",)


REFLECTION = "reference/cloud-reflections/nova.rst"


def test_files_of_one_draft_are_those_under_its_name(world: World, workspace: Workspace) -> None:
    base = world.made["Begin a vision"]
    for path, name in ((REFLECTION, "goals"), (PATH, "goals"), (PATH, "draft"), (REFLECTION, "draft")):
        save_draft(workspace, path, name, base_revision=base, name=name)
    assert [draft.path for draft in list_files_of_draft(workspace, "goals")] == sorted([PATH, REFLECTION])
    assert list_files_of_draft(workspace, "draft") == ()
    assert [is_joint(name) for name in ("draft", "draft-2", "drafts", "draft-two")] == [False, False, True, True]


def test_several_documents_make_one_commit_and_the_work_tree_follows(world: World, workspace: Workspace) -> None:
    base = world.made["Begin a vision"]
    (world.folder / "staged.rst").write_text("staged\n")
    world.git("add", "staged.rst")
    files = [
        DraftedFile(path=PATH, text=SECOND, base_revision=base),
        DraftedFile(path=REFLECTION, text="Nova\n====\n", base_revision=base),
    ]
    commit = commit_draft(workspace, files, branch="main", message="Say people", author=DANA)
    assert world.git("show", "--name-only", "--format=%H").split() == [commit, *sorted([PATH, REFLECTION])]
    assert world.git("status", "--porcelain") == "A  staged.rst"
    assert (world.folder / REFLECTION).read_text() == "Nova\n====\n"


def test_one_document_that_others_changed_keeps_all_of_them_back(world: World, workspace: Workspace) -> None:
    base = world.made["Begin a vision"]
    theirs = world.commit("Theirs", "Theirs.\n", path=REFLECTION)
    files = [
        DraftedFile(path=PATH, text=SECOND, base_revision=base),
        DraftedFile(path=REFLECTION, text="Ours.\n", base_revision=base),
    ]
    with pytest.raises(VisionEditorError, match=f"{REFLECTION} was changed on main"):
        commit_draft(workspace, files, branch="main", message="Ours", author=DANA)
    assert world.git("rev-parse", "main") == theirs
    assert (world.folder / PATH).read_text() == FIRST


@pytest.mark.skipif(sys.platform == "win32", reason="the hooks here are shell scripts")
def test_a_hook_sees_all_documents_of_a_commit_and_may_tidy_each(world: World, workspace: Workspace) -> None:
    tidy = "; ".join(
        f'git update-index --cacheinfo "100644,$(git show :{path} | tr a-z A-Z | git hash-object -w --stdin),{path}"'
        for path in (PATH, REFLECTION)
    )
    put_hook(world.folder / ".git", "pre-commit", tidy)
    files = [DraftedFile(path=PATH, text=SECOND), DraftedFile(path=REFLECTION, text="Nova\n")]
    commit_draft(allowing(workspace), files, branch="main", message="Say people", author=DANA)
    assert (world.folder / PATH).read_text() == SECOND.upper()
    assert (world.folder / REFLECTION).read_text() == "NOVA\n"
    assert world.git("status", "--porcelain") == ""


def test_a_draft_that_outlived_its_own_commit_goes_on_from_there(world: World, workspace: Workspace) -> None:
    draft = save_draft(workspace, PATH, SECOND, base_revision=world.made["Begin a vision"])
    assert find_commit_of(workspace, draft) is None
    made = commit_one(workspace, PATH, SECOND, branch="main", message="Say people", author=DANA)
    world.commit("Theirs", SECOND + "\nTheirs.\n")
    assert find_commit_of(workspace, draft) == made
    assert find_commit_of(workspace, replace(draft, text=FIRST)) is None
