"""Words compared: sentences first, islands given up, edits slid to where a person would put them."""

import pytest

from tests.core.compare.samples import compare_markdown, edits
from visioneditor.core.compare.cleaning import slide
from visioneditor.core.compare.counting import count_document_words
from visioneditor.core.compare.edits import diff_words
from visioneditor.core.compare.sentences import cut_sentences
from visioneditor.core.compare.words import Words, read_words
from visioneditor.core.document.plain import parse_plain


def made(text: str) -> Words:
    """Words parted by blanks, signs apart."""
    tokens = tuple(text.split())
    return Words(
        tokens=tokens,
        starts=tuple(range(0, 2 * len(tokens), 2)),
        ends=tuple(range(1, 2 * len(tokens), 2)),
        looks=((),) * len(tokens),
        counted=tuple(token.isalnum() for token in tokens),
    )


def changes(old: str, new: str) -> list[tuple[str, str]]:
    """What went and what came, edit by edit."""
    before, after = made(old), made(new)
    runs, _ = diff_words(before, after)
    found: list[tuple[str, str]] = []
    i = j = 0
    for a, b, n in [*runs, (len(before.tokens), len(after.tokens), 0)]:
        if a > i or b > j:
            found.append((" ".join(before.tokens[i:a]), " ".join(after.tokens[j:b])))
        i, j = a + n, b + n
    return found


def test_a_sentence_put_in_is_one_edit_from_its_first_word_to_its_full_stop() -> None:
    old = "The cloud is open . The cloud is here ."
    new = "The cloud is open . The cloud is large . The cloud is here ."
    assert changes(old, new) == [("", "The cloud is large .")]


def test_a_lone_word_between_larger_changes_is_no_match() -> None:
    old = "users find every button of the old panel"
    new = "operators have written most of our new manuals"
    assert len(changes(old, new)) == 1


def test_words_far_apart_stay_apart() -> None:
    old = "users of the cloud help themselves through an open interface every day"
    new = "people of the cloud help themselves through an open interface every night"
    assert changes(old, new) == [("users", "people"), ("day", "night")]


def test_sentences_are_paired_before_their_words() -> None:
    old = "The first goal is to scale . The second goal is to fail apart ."
    new = "The second goal is to fail well apart . The first goal is to scale ."
    assert sum(len(gone.split()) + len(come.split()) for gone, come in changes(old, new)) == 17


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("One . Two .", 2),
        ("As e . g . here .", 1),
        ("Is it ? It is ! ( Really . ) Yes", 4),
        ("云 。 雨 。", 2),
        ("", 0),
    ],
)
def test_sentences_end_where_no_lower_case_follows(text: str, count: int) -> None:
    assert len(cut_sentences(tuple(text.split()))) == count


def test_every_line_of_a_long_listing_keeps_what_it_can() -> None:
    parts = ("linux", "darwin", "windows", "client", "server", "node", "test")
    lines = ("/".join(parts[at * step % 7] for step in range(1, 20)) for at in range(110))
    old = "\n".join(f"gs://v1.20.0/{line}" for line in lines)
    comparison = compare_markdown(f"```\n{old}\n```\n", f"```\n{old}\n```\n".replace("v1.20.0", "v2.21.7"))
    assert edits(comparison) == [("replace", "v1.20.0", "v2.21.7")] * 110
    assert not any(block.coarse for row in comparison.sections for block in row.blocks)


def test_an_edit_slides_to_begin_behind_a_comma() -> None:
    old, new = made("red , green , blue"), made("red , black , green , blue")
    assert slide([(0, 0, 1), (1, 3, 4)], old, new) == [(0, 0, 2), (2, 4, 3)]


def rows(old: str, new: str) -> list[tuple[str, str, str]]:
    """The edits of a table with one row below its header."""
    table = "| Name | Seats | Since |\n|------|-------|-------|\n"
    return edits(compare_markdown(table + old + "\n", table + new + "\n"))


def test_cells_rewritten_side_by_side_are_an_edit_each() -> None:
    assert rows("| red team of the lake | two | old times |", "| red team of the lake | ten | our days |") == [
        ("replace", "two", "ten"),
        ("replace", "old times", "our days"),
    ]


def test_a_word_that_changed_its_cell_went_from_one_and_came_to_the_other() -> None:
    assert rows("| red team | two | May |", "| red | two team | May |") == [
        ("delete", "team", ""),
        ("insert", "", "team"),
    ]


def test_a_new_column_is_one_edit_in_each_row_and_leaves_the_others_alone() -> None:
    old = "| Name | Since |\n|---|---|\n| red | May |\n| blue | June |\n"
    new = "| Name | Seats | Since |\n|---|---|---|\n| red | two | May |\n| blue | | July |\n"
    assert [edit for edit in edits(compare_markdown(old, new)) if edit[0] != "markup"] == [
        ("insert", "", "Seats"),
        ("insert", "", "two"),
        ("replace", "June", "July"),
    ]


def test_a_line_taken_out_of_a_literal_is_marked_from_its_first_letter_to_its_last() -> None:
    old = "```\nuse(red, here)\nuse(blue, there)\nuse(blue, nowhere)\n```\n"
    assert edits(compare_markdown(old, old.replace("use(blue, there)\n", ""))) == [("delete", "use(blue, there)", "")]


def test_dashes_drawn_below_a_table_header_are_markup() -> None:
    old = "| Name | Since |\n|---|---|\n| red | May |\n"
    comparison = compare_markdown(old, old.replace("|---|---|", "|:-----|-----:|"))
    assert (comparison.summary.words_added, comparison.summary.markup_changes) == (0, 1)


@pytest.mark.parametrize(
    ("old", "new", "edit"),
    [
        ("We feed the dog and the cat", "We feed the dog and the bird and the cat", ("insert", "", "and the bird")),
        ("It sat on the mat", "It sat on the red mat and the mat", ("insert", "", "the red mat and")),
        ("Some red, green and blue ones", "Some red and blue ones", ("delete", ", green", "")),
        ("Use red boats, blue boats and rafts", "Use red boats and rafts", ("delete", ", blue boats", "")),
        ("Red, green, blue", "Red, blue", ("delete", "green,", "")),
        ("It holds, we think, for all", "It holds for all", ("delete", ", we think,", "")),
        ("Keep (some) order", "Keep (some) (lasting) order", ("insert", "", "(lasting)")),
        ("ภาษาไทยเป็นภาษา", "ภาษาไทยเก่าเป็นภาษา", ("insert", "", "เก่า")),
        ("有公有云、私有云和混合云", "有公有云和混合云", ("delete", "、私有云", "")),
    ],
)
def test_an_edit_begins_and_ends_where_a_person_would_put_it(old: str, new: str, edit: tuple[str, str, str]) -> None:
    assert edits(compare_markdown(old + "\n", new + "\n")) == [edit]


def test_flags_and_faces_are_never_cut() -> None:
    old = "The flag 🇩🇪 stands beside the face 👍🏽 here\n"
    assert edits(compare_markdown(old, old.replace("🇩🇪", "🇩🇰").replace("👍🏽", "👍🏿"))) == [
        ("replace", "🇩🇪", "🇩🇰"),
        ("replace", "👍🏽", "👍🏿"),
    ]


def test_a_break_parts_words_and_bold_letters_do_not() -> None:
    assert edits(compare_markdown("One two<br>three\n", "One two  \nthree\n"))[0][0] == "markup"
    assert edits(compare_markdown("A re<b>run</b> of it\n", "A rerun of it\n")) == [("markup", "re<b>run", "rerun")]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (
            ":warning: Use the new one. :warning:",
            "! Use the new one. !",
            [("replace", ":warning:", "!"), ("replace", ":warning:", "!")],
        ),
        (
            "See: https://code.org/lake/boats/pull/940",
            "See: [lake/boats#940](https://code.org/lake/boats/pull/940)",
            [("replace", "https://code.org/lake/boats/pull/940", "lake/boats#940")],
        ),
        ("See https://code.org/one/boat now", "See https://code.org/two/boat now", [("replace", "one", "two")]),
        (
            "See https://code.org/lake/boats/red now",
            "See lake/boats/red now",
            [("delete", "https://code.org/", ""), ("markup", "lake/boats/red", "lake/boats/red")],
        ),
    ],
)
def test_what_stays_is_what_a_reader_would_say_stays(old: str, new: str, expected: list[tuple[str, str, str]]) -> None:
    assert edits(compare_markdown(old + "\n", new + "\n")) == expected


def test_words_between_signs_are_not_given_up() -> None:
    comparison = compare_markdown("He wrote it[1] well.\n", "He wrote it (1) well.\n")
    assert (comparison.summary.words_added, comparison.summary.words_removed) == (0, 0)


def test_a_bare_address_that_changed_is_a_change_of_words_alone() -> None:
    summary = compare_markdown("See https://code.org/one/x.\n", "See https://code.org/two/x.\n").summary
    assert (summary.words_added, summary.words_removed, summary.link_changes) == (1, 1, 0)


def test_words_of_a_text_without_markup_are_counted_as_they_are_compared() -> None:
    for text in ("One two, three: __ and _four_ 5.", "Größe, naïve — 日本 👩\u200d💻 e\u0301t", ""):
        document = parse_plain(text)
        assert count_document_words(document) == sum(read_words(text, block).count() for block in document.blocks)
