"""Lists, tables, fields and paragraphs that were split, joined, moved or set in another way."""

import pytest

from tests.core.compare.samples import compare_markdown
from tests.core.compare.structures import BODIES, block_rows, compare_rst, page, rows, section, words_changed
from visioneditor.core.compare.model import Comparison, Kind

STEPS = (
    "light the stove before anybody else is up and about",
    "carry water from the well to the bench by the door",
    "let the dough rise until it has grown to twice its size",
    "ask the neighbours how many loaves they want for the feast",
)


def kinds_of(comparison: Comparison, word: str) -> set[str]:
    """What happened to the blocks whose new text holds a word."""
    return {
        str(kind)
        for part in comparison.sections
        for row in part.blocks
        if row.new and word in comparison.new.text[row.new.start : row.new.end]
        for kind in row.kinds
    }


@pytest.mark.parametrize("sign", ["-", "*", "#."])
def test_blank_line_put_in_front_of_a_list_changes_no_words(sign: str) -> None:
    items = "\n".join(f"{sign} {step}\n{' ' * len(sign)} today" for step in STEPS)
    old, new = section("Bread", f"In the morning:\n{items}"), section("Bread", f"In the morning:\n\n{items}")
    comparison = compare_rst(old, new)
    assert words_changed(comparison) == (0, 0, 0)
    assert comparison.apply(old) == new


def test_line_that_goes_from_an_item_to_the_next_is_shown_as_kept() -> None:
    old = section("Bread", f"* {STEPS[0]}\n  * {STEPS[1]}\n    {STEPS[2]}")
    new = section("Bread", f"* {STEPS[0]}\n\n  * {STEPS[1]}\n    {STEPS[2]}")
    comparison = compare_rst(old, new)
    assert words_changed(comparison) == (0, 0, 0)
    assert Kind.EDITED not in block_rows(comparison, Kind.MERGED)[-1].kinds
    assert comparison.apply(old) == new


def test_continuation_lines_indented_at_last_join_their_items() -> None:
    old = section("Bread", "\n".join(f"* {step} and then\ngo on with the next" for step in STEPS))
    new = section("Bread", "\n".join(f"* {step} and then\n  go on with the next" for step in STEPS))
    comparison = compare_rst(old, new)
    assert words_changed(comparison) == (0, 0, 0)
    assert comparison.apply(old) == new


def test_parts_of_paragraphs_that_repeat_each_other_go_to_their_own() -> None:
    days = [
        f"On {day}:\n* {STEPS[0]}\n* {STEPS[1]} {end}\nIn case of rain:\n* stay {end}"
        for day, end in (("Monday", "twice"), ("Friday", "once"))
    ]
    spaced = [day.replace("\n", "\n\n") for day in days]
    comparison = compare_rst(section("Days", "\n\n".join(days)), section("Days", "\n\n".join(spaced)))
    assert words_changed(comparison) == (0, 0, 0)
    assert not block_rows(comparison, Kind.MOVED)


def test_terms_and_definitions_made_of_one_paragraph_stay_in_their_order() -> None:
    old = section("Rooms", "rooms/<name>/open: rooms that are open but not yet used\nrooms/<name>/used: used rooms")
    new = section(
        "Rooms", "rooms/<name>/open\n  rooms that are open but not yet used\n\nrooms/<name>/used\n  used rooms"
    )
    assert words_changed(compare_rst(old, new)) == (0, 0, 0)


def test_entries_that_went_to_a_new_list_together_are_moved_though_each_is_one_word() -> None:
    names = ["bread", "cheese", "butter", "honey", "salt"]
    lists = [".. toctree::\n\n" + "\n".join(f"   {name}" for name in part) for part in (names, names[:1], names[1:])]
    old = page(section("Table", lists[0]), section("Shelf", "harbour"))
    new = page(section("Table", lists[1]), section("Shelf", f"{BODIES['harbour']}\n\n{lists[2]}"))
    comparison = compare_rst(old, new)
    assert kinds_of(comparison, "butter") == {"moved"}
    assert words_changed(comparison)[:2] == (0, 0)


def test_reordered_items_move_and_lose_no_words() -> None:
    order = (1, 2, 0, 3)
    old = section("Bread", "\n".join(f"- {step}" for step in STEPS))
    new = section("Bread", "\n".join(f"- {STEPS[at]}" for at in order))
    comparison = compare_rst(old, new)
    assert len(block_rows(comparison, Kind.MOVED)) == 1
    assert words_changed(comparison)[:2] == (0, 0)


def test_paragraph_that_was_edited_on_its_way_to_another_section_is_followed() -> None:
    old = page(section("House", f"{BODIES['library']}\n\n{BODIES['garden']}"), section("Quay", "harbour"))
    edited = BODIES["garden"].replace("June", "July")
    new = page(section("House", "library"), section("Quay", f"{BODIES['harbour']}\n\n{edited}"))
    comparison = compare_rst(old, new)
    assert kinds_of(comparison, "July") == {"edited", "moved"}
    assert words_changed(comparison)[:2] == (1, 1)


def test_paragraph_moved_whole_into_a_new_section_makes_it_no_split() -> None:
    old = page(section("House", "\n\n".join(BODIES.values())), section("Quay", STEPS[0]))
    new = page(
        section("House", "\n\n".join(list(BODIES.values())[1:])), section("Quay", f"{BODIES['harbour']}\n\n{STEPS[0]}")
    )
    comparison = compare_rst(old, new)
    assert kinds_of(comparison, "pilot") == {"moved"}
    assert rows(comparison)["House", "House"] == {"edited"}


def grid(*lines: tuple[str, str]) -> str:
    """A grid table of two columns."""
    border = f"+{'-' * 14}+{'-' * 22}+"
    body = "\n".join(f"| {left:<12} | {right:<20} |\n{border}" for left, right in lines)
    return f"{border}\n{body}"


def test_changed_cell_of_a_grid_table_is_that_cells_edit() -> None:
    lines = [("room", "who has the key"), ("library", "the teacher"), ("workshop", "the joiner")]
    old, new = section("Keys", grid(*lines)), section("Keys", grid(*lines[:2], ("workshop", "the smith")))
    comparison = compare_rst(old, new)
    assert words_changed(comparison) == (1, 1, 0)
    assert kinds_of(comparison, "library") <= {"unchanged"}


def test_row_of_a_table_added_between_two_leaves_the_others_alone() -> None:
    lines = [("room", "who has the key"), ("library", "the teacher"), ("workshop", "the joiner")]
    new_lines = [*lines[:2], ("garden", "nobody"), lines[2]]
    comparison = compare_rst(section("Keys", grid(*lines)), section("Keys", grid(*new_lines)))
    assert words_changed(comparison) == (2, 0, 0)


def test_row_of_a_list_table_moved_up_is_a_move() -> None:
    cells = [
        ("library", "the teacher and her pupils"),
        ("workshop", "the joiner on the corner"),
        ("garden", "all who weed"),
    ]
    head = ".. list-table::\n\n"
    body = [f"   * - {room}\n     - {who}\n" for room, who in cells]
    old, new = section("Keys", head + "".join(body)), section("Keys", head + "".join([body[2], *body[:2]]))
    comparison = compare_rst(old, new)
    assert block_rows(comparison, Kind.MOVED)
    assert words_changed(comparison)[:2] == (0, 0)


def test_nameless_target_that_changed_its_address_is_a_link_change() -> None:
    old = section("Bread", "Ask `the baker`__ first.\n\n__ https://bakers.example/old)")
    new = section("Bread", "Ask `the baker`__ first.\n\n__ https://bakers.example/old")
    comparison = compare_rst(old, new)
    assert (comparison.summary.link_changes, words_changed(comparison)) == (1, (0, 0, 0))


def test_field_of_the_head_that_changed_is_the_only_edit() -> None:
    head = "Number: 12\nTitle: Bread for all\nState: {}\nMade: 3 May\n"
    comparison = compare_rst(
        page(head.format("draft"), section("Bread", "kitchen")), page(head.format("final"), section("Bread", "kitchen"))
    )
    assert words_changed(comparison) == (1, 1, 0)
    assert rows(comparison)["", ""] == {"edited"}


def test_footnote_text_and_its_mark_are_compared_apart() -> None:
    text = "Bread was dear in those years [1]_ and soup was not.\n\n.. [1] The mayor's accounts, page {}."
    comparison = compare_rst(section("Prices", text.format(7)), section("Prices", text.format(9)))
    assert words_changed(comparison) == (1, 1, 0)


def test_row_is_known_by_its_first_cell_where_the_others_were_filled_anew() -> None:
    head = "| House | Keeper | Last visit |\n| --- | --- | --- |\n| Mill | Anna | May |\n"
    comparison = compare_markdown(
        f"{head}| Gate | nobody so far | never |\n| Tower | Carl | June |\n",
        f"{head}| Gate | Bert and his sister | July |\n| Tower | Carl | June |\n",
    )
    rows_changed = [row for row in comparison.sections[0].blocks if row.kinds != (Kind.UNCHANGED,)]
    assert [row.kinds for row in rows_changed] == [(Kind.EDITED,)]


def test_entries_that_are_merely_alike_move_none_that_stayed_as_it_was() -> None:
    def entries(*said: tuple[str, str, str]) -> str:
        return "".join(f"- {name} (term: 2 years - start date: {dates}) [{by}-appointed]\n" for name, dates, by in said)

    alma, chas, karl = (
        (name, "3/4/2025 - 3/4/2027", by)
        for name, by in (("Alma Birk", "TOC"), ("Chas Dorn", "TOC"), ("Karl Esch", "GB"))
    )
    past, next_years = "2/4/2024 - 2/4/2026", "5/12/2026 - 5/12/2028"
    old = entries(
        alma, chas, ("Dora Senn", past, "TOC"), ("Emil Fuchs", past, "GB"), ("Flora Kamm", "3/4/2025", "GB"), karl
    )
    new = entries(
        ("Abel Beck", next_years, "EndUser"),
        alma,
        ("Bert Kehl", next_years, "TOC"),
        chas,
        ("Flora Kamm", "3/4/2025", "GB"),
        ("Jost Sand", next_years, "GB"),
        karl,
    )
    comparison = compare_markdown(old, new)
    still = {row.new.first_line for row in comparison.sections[0].blocks if row.new and row.kinds == (Kind.UNCHANGED,)}
    assert still == {2, 4, 5, 7}
