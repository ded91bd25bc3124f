"""A review is committed as notes that other tools read; nothing is written twice."""

import json
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from tests.services.review_world import IDS, PATH, SECOND, World
from visioneditor.core.review.model import Change, Side, build_threads
from visioneditor.errors import VisionEditorError
from visioneditor.exporters.review_appraise import COMMENTS_REF, REQUESTS_REF, parse_notes
from visioneditor.services.publishing import NotesWritten, commit_notes, publish_notes
from visioneditor.services.reviewing import (
    add_comment,
    edit_comment,
    list_reviewed_changes,
    load_comments,
    load_cover,
    load_votes,
    resolve_change,
    set_cover,
    set_vote,
)
from visioneditor.services.workspace import Workspace

REFS = ("refs/notes/devtools/reviews", "refs/notes/devtools/discuss")


@pytest.fixture
def world(world: World) -> World:
    world.commit_goals()
    world.commit("Longer goals", SECOND + "\nLong.\n", change_id=IDS[2])
    return world


@pytest.fixture
def change(workspace: Workspace) -> Change:
    return resolve_change(workspace, "goals")


def lines(world: World, ref: str, commit: str) -> list[str]:
    return [line for line in world.git("notes", f"--ref={ref}", "show", commit).split("\n") if line]


def test_nothing_to_commit_is_no_error(workspace: Workspace, change: Change) -> None:
    assert commit_notes(workspace, change) == NotesWritten(refs=REFS, written=0)


def test_notes_annotate_the_first_revision_of_the_review(world: World, workspace: Workspace, change: Change) -> None:
    add_comment(workspace, change, path=PATH, quote="cloud", message="Which?")
    add_comment(workspace, change, path=PATH, quote="everyone", side=Side.PARENT, message="Why not?")
    assert commit_notes(workspace, change) == NotesWritten(refs=REFS, written=2)
    first = world.made["Clearer goals"]
    (request,) = map(json.loads, lines(world, REQUESTS_REF, first))
    assert request["reviewRef"] == "refs/heads/goals"
    assert request["targetRef"] == "refs/heads/main"
    assert request["baseCommit"] == world.made["Begin a vision"]
    assert (request["requester"], len(request["timestamp"])) == ("ada@example.org", 10)
    notes = [json.loads(line) for line in lines(world, COMMENTS_REF, first)]
    assert [note["location"]["commit"] for note in notes] == [change.current.revision, world.made["Begin a vision"]]
    assert notes[0]["location"]["range"] == {"startLine": 4, "startColumn": 4, "endLine": 4, "endColumn": 9}
    assert (notes[0]["x-quote"], notes[0]["x-patch-set"]) == ("cloud", 1)
    assert (notes[1]["x-side"], notes[1]["x-revision"]) == ("parent", change.current.revision)


def test_a_comment_names_the_file_behind_a_link(world: World, workspace: Workspace) -> None:
    world.git("checkout", "-q", "-b", "linked", "main")
    (world.folder / "link.rst").symlink_to(PATH)
    world.git("add", "link.rst")
    world.git("commit", "-q", "-m", "Link it")
    change = resolve_change(workspace, "linked")
    add_comment(workspace, change, path="link.rst", quote="cloud", message="Which?")
    commit_notes(workspace, change)
    (note,) = map(json.loads, lines(world, COMMENTS_REF, change.current.revision))
    assert (note["location"]["path"], note["location"]["commit"]) == (PATH, change.current.revision)


def test_a_comment_on_the_other_parent_of_a_merge_names_that_commit(world: World, workspace: Workspace) -> None:
    world.git("checkout", "-q", "-b", "aside", "main")
    aside = world.commit("Aside", "Other words\n", path="other.rst")
    world.git("checkout", "-q", "-b", "merging", "main")
    world.git("merge", "-q", "--no-ff", "-m", "Merge aside", "aside")
    merge = world.git("rev-parse", "HEAD")
    change = resolve_change(workspace, "merging")
    add_comment(workspace, change, path="other.rst", quote="words", side=Side.PARENT_2, message="These?")
    commit_notes(workspace, change)
    notes = world.git("notes", f"--ref={COMMENTS_REF}", "list").split()[1::2]
    (note,) = [json.loads(line) for commit in notes for line in lines(world, COMMENTS_REF, commit)]
    assert (note["location"]["commit"], note["x-revision"], note["x-side"]) == (aside, merge, "parent-2")
    with closing(world.open("elsewhere")) as other:
        (seen,) = load_comments(other, resolve_change(other, "merging"))
        assert (seen.side, seen.quote) == (Side.PARENT_2, "words")


def test_a_second_run_writes_nothing_twice(world: World, workspace: Workspace, change: Change) -> None:
    add_comment(workspace, change, path=PATH, quote="cloud", message="Which?")
    set_vote(workspace, change, "Rollcall-Vote", 1)
    set_cover(workspace, change, "Fine.")
    assert commit_notes(workspace, change).written == 2
    tips = world.git("for-each-ref", "refs/notes")
    assert commit_notes(workspace, change).written == 0
    assert world.git("for-each-ref", "refs/notes") == tips


def test_a_run_that_was_killed_before_it_was_remembered_writes_nothing_twice(
    world: World, workspace: Workspace, change: Change
) -> None:
    draft = add_comment(workspace, change, path=PATH, quote="cloud", message="Which?")
    set_cover(workspace, change, "Fine.")
    commit_notes(workspace, change)
    workspace.store.write("DELETE FROM exports")
    assert commit_notes(workspace, change, datetime(2030, 1, 1, tzinfo=UTC)).written == 0
    edit_comment(workspace, change, draft.id or "", message="Which one?")
    assert commit_notes(workspace, change).written == 1
    workspace.store.write("DELETE FROM exports WHERE content LIKE '%one%'")
    assert commit_notes(workspace, change, datetime(2030, 1, 1, tzinfo=UTC)).written == 0


def test_an_edited_draft_is_written_as_an_edit(world: World, workspace: Workspace, change: Change) -> None:
    draft = add_comment(workspace, change, path=PATH, quote="cloud", message="Which?")
    commit_notes(workspace, change)
    for words in ("Which one?", "Which of them?"):
        edit_comment(workspace, change, draft.id or "", message=words)
        assert commit_notes(workspace, change).written == 1
    notes = [json.loads(line) for line in lines(world, COMMENTS_REF, world.made["Clearer goals"])]
    (first,) = (hash for hash, note in parse_notes(json.dumps(notes[0]).encode()).items())
    assert [note.get("original") for note in notes] == [None, first, first]
    assert sorted(note["timestamp"] for note in notes) == [note["timestamp"] for note in notes]
    with closing(world.open("elsewhere")) as other:
        (seen,) = load_comments(other, resolve_change(other, "goals"))
        assert (seen.uuid, seen.message) == (first, "Which of them?")


def test_others_read_what_was_committed(world: World, workspace: Workspace, change: Change) -> None:
    draft = add_comment(workspace, change, path=PATH, quote="vendor-independent API", message="Who 𝔸 <decides>?")
    answer = add_comment(workspace, change, message="We do.", reply_to=draft.id, unresolved=False)
    whole = add_comment(workspace, change, message="Good.", unresolved=False)
    commit_notes(workspace, change)
    with closing(world.open("elsewhere")) as other:
        seen = load_comments(other, resolve_change(other, "goals"))
        assert [comment.message for comment in seen] == [draft.message, "We do.", "Good."]
        root, reply, last = seen
        assert (root.range, root.line, root.quote, root.path) == (draft.range, draft.line, draft.quote, PATH)
        assert (root.draft, root.author, root.unresolved, root.patch_set) == (False, "Ada Tester", True, 1)
        assert (reply.parent, reply.unresolved) == (root.uuid, answer.unresolved)
        assert (last.path, last.unresolved) == (whole.path, False)
        assert [one.key for one in list_reviewed_changes(other)] == [IDS[1]]
        assert load_comments(other, change, drafts_only=True) == ()


def test_what_was_committed_is_not_shown_beside_its_draft(world: World, workspace: Workspace, change: Change) -> None:
    draft = add_comment(workspace, change, path=PATH, quote="cloud", message="Which?")
    set_cover(workspace, change, "Fine.")
    commit_notes(workspace, change)
    with closing(world.open("elsewhere")) as other:
        there = resolve_change(other, "goals")
        root = next(comment for comment in load_comments(other, there) if comment.path == PATH)
        add_comment(other, there, message="Ours.", reply_to=root.uuid)
        commit_notes(other, there)
    (thread,) = build_threads(load_comments(workspace, change))
    assert [(comment.id, comment.message) for comment in thread.comments] == [(draft.id, "Which?"), (None, "Ours.")]


def test_what_was_written_on_an_older_tip_stays_with_it_for_others(
    world: World, workspace: Workspace, change: Change
) -> None:
    add_comment(workspace, change, path=PATH, quote="cloud", message="Which?")
    commit_notes(workspace, change)
    amended = world.commit("Amended", SECOND + "\nNew.\n", amend=True)
    with closing(world.open("elsewhere")) as other:
        there = resolve_change(other, "goals")
        assert [one.revision for one in there.patch_sets] == [change.current.revision, amended]
        assert load_comments(other, there)[0].patch_set == 1


def test_a_review_whose_first_commit_was_amended_goes_on_where_it_began(world: World, workspace: Workspace) -> None:
    world.git("checkout", "-q", "-b", "one", "main")
    first = world.commit("Alone", SECOND)
    add_comment(workspace, resolve_change(workspace, "one"), path=PATH, quote="cloud", message="Which?")
    commit_notes(workspace, resolve_change(workspace, "one"))
    world.commit("Alone, amended", SECOND + "\nx\n", amend=True)
    with closing(world.open("elsewhere")) as other:
        there = resolve_change(other, "one")
        assert [comment.message for comment in load_comments(other, there)] == ["Which?"]
        add_comment(other, there, path=PATH, quote="cloud", message="This one?")
        commit_notes(other, there)
    assert len(lines(world, COMMENTS_REF, first)) == 2
    assert len(lines(world, REQUESTS_REF, first)) == 1


def test_notes_of_a_merged_change_are_found_from_the_main_line(world: World, workspace: Workspace) -> None:
    world.merge("goals")
    merged = resolve_change(workspace, "main")
    add_comment(workspace, merged, path=PATH, quote="cloud", message="Which?")
    commit_notes(workspace, merged)
    assert lines(world, COMMENTS_REF, world.made["Clearer goals"])
    with closing(world.open("elsewhere")) as other:
        assert [one.message for one in load_comments(other, resolve_change(other, "goals"))] == ["Which?"]


def test_a_gerrit_change_keeps_its_notes_under_its_first_patch_set(world: World, workspace: Workspace) -> None:
    world.git("update-ref", "refs/changes/05/1205/1", world.made["Clearer goals"])
    world.git("update-ref", "refs/changes/05/1205/2", world.made["Longer goals"])
    change = resolve_change(workspace, "1205")
    add_comment(workspace, change, path=PATH, quote="Long.", message="Too?")
    commit_notes(workspace, change)
    (request,) = map(json.loads, lines(world, REQUESTS_REF, world.made["Clearer goals"]))
    assert request["reviewRef"] == "refs/changes/05/1205/2"
    with closing(world.open("elsewhere")) as other:
        (seen,) = load_comments(other, resolve_change(other, "1205"))
        assert (seen.change_key, seen.patch_set) == ("1205", 2)


def test_lines_of_other_tools_stay_as_they_are(world: World, workspace: Workspace, change: Change) -> None:
    first = world.made["Clearer goals"]
    theirs = ['{"v":9,"description":"later"}', "no json", '{"timestamp":"1795357600","description":"Hm","x":1}']
    world.git("notes", f"--ref={COMMENTS_REF}", "add", "-m", "\n".join(theirs), first)
    assert [comment.message for comment in load_comments(workspace, change)] == ["Hm"]
    add_comment(workspace, change, path=PATH, quote="cloud", message="Which?")
    commit_notes(workspace, change)
    assert lines(world, COMMENTS_REF, first)[:3] == theirs


def test_without_an_identity_nothing_is_committed(
    world: World, workspace: Workspace, change: Change, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_comment(workspace, change, path=PATH, quote="cloud", message="Which?")
    monkeypatch.setattr("visioneditor.services.publishing.identity", lambda _: None)
    with pytest.raises(VisionEditorError, match="not known who you are"):
        commit_notes(workspace, change)
    assert world.git("for-each-ref", "refs/notes") == ""


def test_an_answer_to_ones_own_draft_names_its_hash(world: World, workspace: Workspace, change: Change) -> None:
    draft = add_comment(workspace, change, path=PATH, quote="cloud", message="Which?")
    commit_notes(workspace, change)
    answer = add_comment(workspace, change, message="All.", reply_to=draft.id)
    assert replace(answer, uuid=None).parent == draft.id
    commit_notes(workspace, change)
    notes = parse_notes("\n".join(lines(world, COMMENTS_REF, world.made["Clearer goals"])).encode())
    (reply,) = (note for note in notes.values() if note.parent)
    assert notes[reply.parent].description == "Which?"


def test_published_drafts_become_comments(world: World, workspace: Workspace, change: Change) -> None:
    draft = add_comment(workspace, change, path=PATH, quote="cloud", message="Which?")
    add_comment(workspace, change, message="All.", reply_to=draft.id, unresolved=False)
    set_vote(workspace, change, "Rollcall-Vote", 1)
    set_cover(workspace, change, "Fine.")
    published = publish_notes(workspace, change)
    assert [one.message for one in published.comments] == ["Which?", "All."]
    assert (published.votes, published.cover, published.patch_set) == ({"Rollcall-Vote": 1}, "Fine.", 1)
    assert not load_comments(workspace, change, drafts_only=True)
    assert (load_votes(workspace, change), load_cover(workspace, change)) == ({}, "")
    seen = {one.message: one for one in load_comments(workspace, change)}
    assert {message: one.draft for message, one in seen.items()} == {"Which?": False, "All.": False, "Fine.": False}
    assert seen["All."].parent == seen["Which?"].uuid
    assert publish_notes(workspace, change).comments == ()


def test_what_was_kept_for_later_stays_a_draft_with_its_answers(workspace: Workspace, change: Change) -> None:
    kept = add_comment(workspace, change, path=PATH, quote="cloud", message="Which?")
    answer = add_comment(workspace, change, message="All.", reply_to=kept.id)
    sent = add_comment(workspace, change, message="Good.")
    published = publish_notes(workspace, change, chosen={sent.id or "", answer.id or ""})
    assert [one.id for one in published.comments] == [sent.id]
    assert [one.id for one in load_comments(workspace, change, drafts_only=True)] == [kept.id, answer.id]


def test_a_second_cover_message_is_no_edit_of_the_first(world: World, workspace: Workspace, change: Change) -> None:
    for words in ("Fine.", "And thanks."):
        set_cover(workspace, change, words)
        publish_notes(workspace, change)
    notes = [json.loads(line) for line in lines(world, COMMENTS_REF, world.made["Clearer goals"])]
    assert [(note["description"], note.get("original")) for note in notes] == [("Fine.", None), ("And thanks.", None)]


def test_a_publication_that_was_killed_is_ended_by_the_next(world: World, workspace: Workspace, change: Change) -> None:
    add_comment(workspace, change, path=PATH, quote="cloud", message="Which?")
    set_cover(workspace, change, "Fine.")
    commit_notes(workspace, change)  # as far as it got
    assert [one.message for one in publish_notes(workspace, change).comments] == ["Which?"]
    assert len(lines(world, COMMENTS_REF, world.made["Clearer goals"])) == 2


def test_words_changed_while_they_are_published_stay_a_draft(
    workspace: Workspace, change: Change, monkeypatch: pytest.MonkeyPatch
) -> None:
    draft = add_comment(workspace, change, path=PATH, quote="cloud", message="Which?")
    put_exports = type(workspace.store).put_exports

    def edit_meanwhile(*arguments: Any) -> None:
        put_exports(*arguments)
        edit_comment(workspace, change, draft.id or "", message="Which one?")

    monkeypatch.setattr(type(workspace.store), "put_exports", edit_meanwhile)
    assert publish_notes(workspace, change).comments == ()
    monkeypatch.undo()
    (published,) = publish_notes(workspace, change).comments
    assert published.message == "Which one?"
    assert [one.message for one in load_comments(workspace, change)] == ["Which one?"]
