"""The git-appraise format: hashes as Go makes them, our own fields beside, the quote before the columns."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from visioneditor.core.review.anchors import anchor_span
from visioneditor.core.review.model import COMMIT_MESSAGE_PATH, PATCH_SET_PATH, Comment, Range, Side
from visioneditor.exporters.review_appraise import (
    NoteRequest,
    note_content,
    note_hash,
    parse_notes,
    parse_requests,
    render_note,
    render_request,
)
from visioneditor.exporters.review_appraise_reading import ReadNote, build_comment, byte_span, merge_edits
from visioneditor.exporters.review_appraise_writing import build_cover, build_note, byte_columns

# A line and the hash that the released tool gives it.
VECTOR = (
    '{"timestamp":"1795357600","author":"riko@example.org","parent":"5d083d974fd763f230cbeb977f590723443bced4",'
    '"location":{"commit":"10f34bd02d35e910c1e6e09cf0287aa0dcc6b171","path":"v.rst","range":{"startLine":4,'
    '"startColumn":5,"endLine":4,"endColumn":9}},"description":"<b>reply</b> & café 😀","resolved":false,'
    '"x-quote":"café"}'
)
VECTOR_HASH = "814b985b506ac76bfff5c78e87774094a5933b43"
TEXT = "One\nGröße 𝔸 two\n漢字 words\n"
REVISION = "a" * 40


def comment(words: str = "two", **fields: object) -> Comment:
    anchor = anchor_span(TEXT, TEXT.index(words), TEXT.index(words) + len(words))
    values: dict[str, Any] = {
        "uuid": None,
        "id": "draft-1",
        "draft": True,
        "change_key": "42",
        "patch_set": 2,
        "revision": REVISION,
        "path": "v.rst",
        "line": anchor.line,
        "range": anchor.range,
        "quote": anchor.quote,
        "author": "Dana",
        "written": datetime.fromtimestamp(1795357600, UTC),
        "message": "Why?",
    }
    return Comment(**(values | fields))


def note_line(draft: Comment, **options: Any) -> str:
    values: dict[str, Any] = {"mail": "dana@example.org", "parent": None, "commit": REVISION, "text": TEXT}
    return render_note(build_note(draft, **(values | options)))


def read_one(*lines: str) -> ReadNote:
    (read,) = merge_edits(parse_notes("\n".join(lines).encode()))
    return read


def as_read(draft: Comment, hash: str) -> Comment:
    return replace(draft, uuid=hash, id=None, draft=False)


def test_the_hash_is_the_released_tools() -> None:
    ((hash, note),) = parse_notes(VECTOR.encode()).items()
    assert hash == VECTOR_HASH
    assert note.x_quote == "café"


def test_what_is_written_again_has_the_same_hash() -> None:
    note = parse_notes(VECTOR.encode())[VECTOR_HASH]
    assert note_hash(parse_notes(render_note(note).encode())[VECTOR_HASH]) == VECTOR_HASH
    assert "\\u003cb\\u003e" in render_note(note)


@pytest.mark.parametrize(
    ("line", "hashed"),
    [
        ('{"timestamp":"42","description":"x"}', '{"timestamp":"0000000042","description":"x"}'),
        ('{"v":0,"resolved":false,"author":""}', '{"resolved":false}'),
        ('{"location":{}}', '{"location":{}}'),
        (
            '{"location":{"path":"a","range":{"endLine":3}}}',
            '{"location":{"path":"a","range":{"startLine":0,"endLine":3}}}',
        ),
        ('{"description":"\\u2028\\u2029\\n"}', '{"description":"\\u2028\\u2029\\n"}'),
        ('{"signature":"s","resolved":null,"x-other":1}', '{"signature":"s"}'),
    ],
)
def test_empty_fields_are_left_out_of_the_hash(line: str, hashed: str) -> None:
    from hashlib import sha1

    assert list(parse_notes(line.encode())) == [sha1(hashed.encode()).hexdigest()]


@pytest.mark.parametrize(
    ("line", "hash"),
    [
        ('{"Timestamp":"1795357600","DESCRIPTION":"case"}', "1b40866cec0abab369b16f6b5dabdd389b200ca9"),
        ('{"description":null,"timestamp":"1"}', "4d591e2fa0030877d01149e0461745262769ce34"),
        ('{"description":"a\\ud800b"}', "661f9b0431326e5f63dab2079cabfb2c78d48f3c"),
        ('{"x-quote":7,"description":"oddq"}', "444bb5b4adc2390444eb8c3868d31defa80df14a"),
        ('{"timestamp":1795357600,"description":"num"}', None),
        ('{"v":"0","description":"s"}', None),
        ('{"resolved":"true","description":"r"}', None),
        ('{"location":{"range":{"startLine":"4"}},"description":"x"}', None),
        ('{"location":{"range":{"startLine":-4}},"description":"neg"}', None),
    ],
)
def test_odd_lines_are_read_as_the_released_tool_reads_them(line: str, hash: str | None) -> None:
    assert list(parse_notes(line.encode())) == ([hash] if hash else [])


def test_bytes_that_are_no_text_do_not_lose_a_line() -> None:
    assert list(parse_notes(b'{"description":"\xff"}')) == ["c41b5852369ae5f1a761f7c7421e5af8a0d20509"]


def test_a_range_that_ends_with_its_line_end_has_no_column_zero() -> None:
    whole = comment(range=Range(start_line=2, start_character=0, end_line=3, end_character=0), line=3, quote="")
    line = note_line(whole)
    assert json.loads(line)["location"]["range"] == {"startLine": 2, "endLine": 2, "endColumn": 16}
    read = read_one(line)
    back = build_comment(read, change_key="42", patch_set=2, revision=REVISION, text=TEXT)
    assert (back.range, back.line) == (whole.range, 3)


def test_columns_are_left_out_where_bytes_cannot_be_told() -> None:
    text = "a \ufffd word\n"
    at = anchor_span(text, 4, 8)
    draft = comment(range=at.range, line=1, quote="word")
    line = note_line(draft, text=text)
    assert json.loads(line)["location"]["range"] == {"startLine": 1, "endLine": 1}
    back = build_comment(read_one(line), change_key="42", patch_set=2, revision=REVISION, text=text)
    assert back.range == at.range


def test_signs_that_builds_of_the_tool_hash_differently_are_not_written() -> None:
    assert json.loads(note_line(comment(message="a\bb\fc")))["description"] == "a b c"


def test_lines_that_are_no_comments_are_passed_over() -> None:
    data = b'\nnot json\n{"v":1,"description":"later"}\n[1]\n\xff\n{"description":"kept"}\n\n'
    assert [note.description for note in parse_notes(data).values()] == ["kept"]


def test_a_comment_comes_back_with_its_place_and_words() -> None:
    for words in ("two", "𝔸", "漢字", "𝔸 two\n漢字"):
        draft = comment(words)
        read = read_one(note_line(draft))
        back = build_comment(read, change_key="42", patch_set=2, revision=REVISION, text=TEXT)
        assert back == as_read(draft, read.hash)


def test_columns_are_bytes_and_lines_count_from_one() -> None:
    place = json.loads(note_line(comment("𝔸")))["location"]
    assert place == {
        "commit": REVISION,
        "path": "v.rst",
        "range": {"startLine": 2, "startColumn": 8, "endLine": 2, "endColumn": 12},
    }


@given(
    text=st.text(st.sampled_from("aé𝔸漢\n "), min_size=1, max_size=40),
    ends=st.tuples(st.integers(0, 40), st.integers(0, 40)),
)
def test_byte_columns_lead_back(text: str, ends: tuple[int, int]) -> None:
    start, end = sorted(min(one, len(text)) for one in ends)
    if text[start:end].strip() and text[end - 1] != "\n":
        assert byte_span(text, byte_columns(text, (start, end))) == (start, end)


def test_the_quote_wins_over_the_columns() -> None:
    line = note_line(comment("two")).replace('"startColumn":13', '"startColumn":1')
    back = build_comment(read_one(line), change_key="42", patch_set=2, revision=REVISION, text=TEXT)
    assert back.range == comment("two").range


def test_a_line_comment_has_no_columns_and_no_range() -> None:
    draft = comment(line=3, range=None, quote="漢字 words")
    assert json.loads(note_line(draft))["location"]["range"] == {"startLine": 3, "endLine": 3}
    read = read_one(note_line(draft))
    assert build_comment(read, change_key="42", patch_set=2, revision=REVISION, text=TEXT) == as_read(draft, read.hash)


@pytest.mark.parametrize(
    "draft",
    [
        comment(path=PATCH_SET_PATH, line=None, range=None, quote=""),
        comment(path=COMMIT_MESSAGE_PATH, line=7, range=None, quote=""),
        comment(
            path=COMMIT_MESSAGE_PATH, line=7, range=Range(start_line=7, start_character=0, end_line=7, end_character=3)
        ),
        comment(line=None, range=None, quote=""),
        comment(side=Side.PARENT),
        comment(side=Side.PARENT_2),
        comment(unresolved=False),
    ],
)
def test_every_kind_of_place_comes_back(draft: Comment) -> None:
    commit = "b" * 40 if draft.side.parent_number else REVISION
    read = read_one(note_line(draft, commit=commit))
    back = build_comment(read, change_key="42", patch_set=2, revision=read.note.x_revision or REVISION, text=TEXT)
    assert back == as_read(draft, read.hash)


def test_magic_paths_are_no_files_for_the_tool() -> None:
    assert json.loads(note_line(comment(path=PATCH_SET_PATH, line=None, range=None)))["location"] == {
        "commit": REVISION
    }


@pytest.mark.parametrize(
    ("unresolved", "parent", "resolved"),
    [(True, None, False), (False, None, None), (True, "p", False), (False, "p", True)],
)
def test_resolved_is_said_as_the_tool_means_it(unresolved: bool, parent: str | None, resolved: bool | None) -> None:
    line = json.loads(note_line(comment(unresolved=unresolved, parent=parent), parent=parent))
    assert line.get("resolved") is resolved


def test_an_edit_takes_the_place_of_what_it_replaces() -> None:
    first = note_line(comment())
    (hash,) = parse_notes(first.encode())
    later = {"timestamp": "1795357700", "author": "dana@example.org", "original": hash, "description": "Who?"}
    answer = {"timestamp": "1795357650", "author": "riko@example.org", "parent": hash, "description": "FYI"}
    lines = [json.dumps(answer), json.dumps(later), first]
    read = merge_edits(parse_notes("\n".join(lines).encode()))
    assert [(one.note.description, one.parent, one.hash == hash) for one in read] == [
        ("Who?", None, True),
        ("FYI", hash, False),
    ]
    assert read[0].written == datetime.fromtimestamp(1795357600, UTC)


def test_an_answer_to_an_edit_answers_the_comment() -> None:
    first = {"timestamp": "1000000001", "description": "a", "resolved": False}
    (hash,) = parse_notes(json.dumps(first).encode())
    edit = {"timestamp": "1000000002", "original": hash, "description": "b", "resolved": False}
    (edit_hash,) = parse_notes(json.dumps(edit).encode())
    answer = {"timestamp": "1000000003", "parent": edit_hash, "description": "c"}
    read = merge_edits(parse_notes("\n".join(map(json.dumps, (first, edit, answer))).encode()))
    assert [(one.note.description, one.parent, one.unresolved) for one in read] == [
        ("b", None, True),
        ("c", hash, True),
    ]


def test_a_comment_for_information_leaves_its_thread_as_resolved_as_it_was() -> None:
    lines: list[dict[str, object]] = [{"timestamp": "1000000001", "description": "a", "resolved": False}]
    (root,) = parse_notes(json.dumps(lines[0]).encode())
    lines += [
        {"timestamp": "1000000002", "parent": root, "description": "b", "resolved": True},
        {"timestamp": "1000000003", "parent": root, "description": "c"},
        {"timestamp": "1000000004", "description": "alone"},
    ]
    read = merge_edits(parse_notes("\n".join(map(json.dumps, lines)).encode()))
    assert [one.unresolved for one in read] == [True, False, False, False]


def test_comments_that_replace_each_other_do_not_hang() -> None:
    notes = parse_notes(b'{"description":"a"}\n{"description":"b"}')
    one, other = notes
    ring = {one: notes[one].__class__(original=other), other: notes[other].__class__(original=one, parent=one)}
    assert len(merge_edits(ring)) <= 2


def test_a_comment_that_answers_none_of_the_notes_keeps_what_it_answered() -> None:
    line = note_line(comment(parent="6899648c_a2d6fa6b"))
    assert "parent" not in json.loads(line)
    assert read_one(line).parent == "6899648c_a2d6fa6b"


def test_content_is_what_an_edit_would_change() -> None:
    first, later = comment(), comment(written=datetime(2030, 1, 1, tzinfo=UTC), author="D.")
    mails = ("dana@example.org", "dana@work.example")
    notes = [
        build_note(one, mail=mail, parent=None, commit=REVISION, text=TEXT)
        for one, mail in zip((first, later), mails, strict=True)
    ]
    assert note_content(notes[0]) == note_content(notes[1])
    assert note_hash(notes[0]) != note_hash(notes[1])


@pytest.mark.parametrize(
    ("votes", "resolved"), [({"Rollcall-Vote": 1}, True), ({"A": 1, "B": -1}, False), ({"A": 0}, None)]
)
def test_a_cover_accepts_the_change_where_no_vote_is_against_it(votes: dict[str, int], resolved: bool | None) -> None:
    note = build_cover("Fine.", votes, timestamp="1795357600", author="Dana", mail="d@e", commit=REVISION, patch_set=2)
    assert note.resolved is resolved
    assert json.loads(render_note(note))["x-votes"] == votes


def test_a_request_comes_back_the_last_one_last() -> None:
    first = NoteRequest(
        timestamp="1795357600", review_ref="refs/heads/x", target_ref="refs/heads/master", base_commit=REVISION
    )
    later = NoteRequest(timestamp="1795357700", target_ref="")
    assert json.loads(render_request(later)) == {"timestamp": "1795357700", "targetRef": ""}
    data = "\n".join([render_request(later), '{"v":7,"targetRef":"x"}', render_request(first)])
    assert parse_requests(data.encode()) == (first, later)
