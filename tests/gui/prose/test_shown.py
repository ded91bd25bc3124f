"""Shown characters and their places in the file."""

from visioneditor.core.document.markdown import parse_markdown
from visioneditor.gui.prose.rows import NEW, OLD, BlockWords, Mark, MarkKind, MergedWords, PlainWords
from visioneditor.gui.prose.shown import Shown, joined, mark_parts, render_words


def words(text: str, number: int = NEW, marks: tuple[Mark, ...] = ()) -> BlockWords:
    return BlockWords(source=text, block=parse_markdown(text).blocks[0], text=number, marks=marks)


def span(shown: Shown, part: str) -> tuple[int, int, int] | None:
    start = shown.text.index(part)
    return shown.source_span(start, start + len(part))


def test_selected_characters_are_exact_in_the_file() -> None:
    text = "Some *emphasised words* here"
    assert span(render_words(words(text)), "words here") == (NEW, text.index("words"), len(text))


def test_an_entity_is_one_unit() -> None:
    text = "this &amp; that"
    assert span(render_words(words(text)), "&") == (NEW, 5, 10)


def test_quotes_are_set_but_copied_as_they_stand() -> None:
    shown = render_words(words('He said "no" - twice'))
    assert shown.text == "He said “no” – twice"
    assert shown.clean(0, len(shown.text)) == 'He said "no" - twice'


def test_marks_stand_where_their_words_are_shown() -> None:
    text = "a **strong** word"
    mark = Mark(kind=MarkKind.ADDED, start=text.index("strong"), end=text.index("strong") + 6)
    shown = render_words(words(text, marks=(mark,)))
    assert [shown.text[each.start : each.end] for each in shown.marks] == ["strong"]


def test_marks_leave_out_blanks_at_their_ends() -> None:
    shown = render_words(words("one two three", marks=(Mark(kind=MarkKind.REMOVED, start=3, end=8),)))
    assert [shown.text[each.start : each.end] for each in shown.marks] == ["two"]


def merged(old: str, new: str, *edits: tuple[str, str]) -> Shown:
    joints, old_marks, new_marks, at = [], [], [], 0
    for gone, come in edits:
        old_start, new_start = old.index(gone), new.index(come, at) if come else at
        joints.append((old_start, old_start + len(gone), new_start))
        old_marks.append(Mark(kind=MarkKind.REMOVED, start=old_start, end=old_start + len(gone)))
        if come:
            new_marks.append(Mark(kind=MarkKind.ADDED, start=new_start, end=new_start + len(come)))
    both = MergedWords(
        old=words(old, OLD, tuple(old_marks)), new=words(new, NEW, tuple(new_marks)), joints=tuple(joints)
    )
    return render_words(both)


def test_removed_words_stand_before_those_added_in_their_place() -> None:
    shown = merged("teams allows people", "teams allowing people", ("allows", "allowing"))
    assert shown.text == "teams allows allowing people"
    assert [(mark.kind.value, shown.text[mark.start : mark.end]) for mark in shown.marks] == [
        ("removed", "allows"),
        ("added", "allowing"),
    ]


def test_removed_and_added_words_do_not_run_into_one() -> None:
    old, new = "the clouds, built by users, grow", "the clouds, built in the open, grow"
    assert merged(old, new, ("by users", "in the open")).text == "the clouds, built by users in the open, grow"
    assert merged("so it is", "so, it is", ("", ",")).text == "so, it is"


def test_a_selection_in_merged_text_is_of_the_newer_one() -> None:
    shown = merged("teams allows people", "teams allowing people", ("allows", "allowing"))
    assert shown.source_span(0, len(shown.text)) == (NEW, 0, len("teams allowing people"))
    at = shown.text.index("allows")
    assert shown.source_span(at, at + 6) == (OLD, 6, 12)


def test_words_of_the_program_have_no_place() -> None:
    assert render_words(PlainWords(shown="Note")).source_span(0, 4) is None


def test_raw_source_is_shown_as_it_stands() -> None:
    text = "*one*\ntwo"
    block = parse_markdown(text).blocks[0]
    shown = render_words(BlockWords(source=text, block=block, is_raw=True))
    assert shown.clean(0, len(shown.text)) == text


def test_neighbouring_places_join() -> None:
    assert joined([1, 2, 3, 7, 8]) == [(1, 4), (7, 9)]


def test_a_mark_is_drawn_without_the_blanks_that_its_lines_begin_with() -> None:
    text = "```\nif so:\n    go on\n        and on\n```"
    mark = Mark(kind=MarkKind.ADDED, start=text.index("so:"), end=text.index("\n```"))
    shown = render_words(words(text, marks=(mark,)))
    (marked,) = shown.marks
    assert [shown.text[start:end] for start, end in mark_parts(shown.text, marked)] == ["so:", "go on", "and on"]
