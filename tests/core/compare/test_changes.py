"""What a reader steps through: which blocks are one change, what it is called, what it counts."""

from hypothesis import given

from tests.core.compare.drafts import Drafts, drafts
from tests.core.compare.samples import VISION, compare_markdown
from visioneditor.core.compare.changes import QUIET, Change, changes_by_row, list_changes
from visioneditor.core.compare.comparing import compare
from visioneditor.core.compare.model import Kind
from visioneditor.core.document.model import Markup
from visioneditor.core.document.parsing import parse

SECTION = VISION[VISION.index("## Self-service") : VISION.index("## Partitioning")]


def changes(old: str, new: str) -> tuple[Change, ...]:
    return list_changes(compare_markdown(old, new))


def told(found: tuple[Change, ...]) -> list[tuple[str, list[str]]]:
    return [(change.name, [kind.value for kind in change.kinds]) for change in found]


def test_each_edited_paragraph_of_a_section_is_a_change() -> None:
    new = VISION.replace("what a cloud", "what one cloud").replace("wait.", "wait, ever.").replace("everyone", "all")
    assert [(c.words_added, c.words_removed) for c in changes(VISION, new)] == [(1, 1), (2, 1)]


def test_a_section_that_was_split_is_as_many_changes_as_blocks_changed() -> None:
    new = VISION.replace("Nobody has", "\n## Tickets\n\nNobody ever has").replace("help themselves", "help each other")
    kinds = [[kind.value for kind in change.kinds] for change in changes(VISION, new)]
    assert len(kinds) == 2 and all("split" in each for each in kinds)  # the parted paragraph, and the new heading


def test_blocks_added_beside_each_other_are_one_change() -> None:
    found = changes(
        VISION, VISION.replace("## Partitioning", "One more.\n\nAnd another.\n\n- with an item\n\n## Partitioning")
    )
    assert told(found) == [("One more.", ["added"])]
    assert found[0].words_added == 7 and len(found[0].new) == 3 and not found[0].old


def test_a_removed_section_is_one_change_named_by_its_title() -> None:
    assert told(changes(VISION, VISION.replace(SECTION, ""))) == [("Self-service", ["removed"])]


def test_added_blocks_with_kept_ones_between_them_are_two_changes() -> None:
    new = VISION.replace("## Self-service\n", "## Self-service\n\nBefore.\n").replace("## Part", "After.\n\n## Part")
    assert told(changes(VISION, new)) == [("Before.", ["added"]), ("After.", ["added"])]


def test_a_moved_section_is_one_change_with_all_its_words() -> None:
    (change,) = changes(VISION, VISION.replace(SECTION, "") + "\n" + SECTION)
    assert told((change,)) == [("Self-service", ["moved"])] and change.moves_section
    assert change.words_moved == 21 and not change.words_added


def test_a_section_moved_and_edited_is_a_move_and_an_edit() -> None:
    found = changes(VISION, VISION.replace(SECTION, "") + "\n" + SECTION.replace("everyone", "all"))
    assert [[kind.value for kind in change.kinds] for change in found] == [["moved"], ["edited"]]


def test_a_renamed_heading_is_a_change_called_renamed() -> None:
    assert told(changes(VISION, VISION.replace("## Partitioning", "## Failure domains"))) == [
        ("Failure domains", ["renamed"])
    ]


def test_a_heading_whose_level_alone_changed_is_a_change() -> None:
    ((name, kinds),) = told(changes(VISION, VISION.replace("### Versions", "## Versions")))
    assert name == "Versions" and "releveled" in kinds


def test_a_paragraph_parted_in_two_is_one_change() -> None:
    (change,) = changes(VISION, VISION.replace(" Nobody has", "\n\nNobody has"))
    assert Kind.SPLIT in change.kinds and len(change.old) == 1 and len(change.new) == 2


def test_a_link_that_leads_elsewhere_is_a_change_without_words() -> None:
    (change,) = changes("See [the *first* page](a.md) of it.\n", "See [the *first* page](b.md) of it.\n")
    assert change.kinds == (Kind.LINK,) and not change.words_added + change.words_removed


def test_what_was_only_wrapped_anew_is_none() -> None:
    assert not changes(VISION, VISION.replace("open to everyone. ", "open to everyone.\n"))


def test_a_name_shows_the_words_at_the_first_edit() -> None:
    (change,) = changes(VISION, VISION.replace("take down another", "take down any other"))
    assert change.name == "… not take down any other place, however large the …"


def test_the_id_of_a_change_stays_when_others_come_before_it() -> None:
    new = VISION.replace("their rack", "their own rack")
    (alone,) = changes(VISION, new)
    both = changes(VISION, new.replace("what a cloud", "what one cloud"))
    assert len(both) == 2 and both[1].id == alone.id and both[0].id != alone.id


def test_the_table_of_real_prose_counts_row_by_row() -> None:
    table = "=== ===\nA   B\n=== ===\none 1\ntwo 1\n=== ===\n"
    found = list_changes(compare(*(parse(text, Markup.RST) for text in (table, table.replace(" 1\n", " 0\n")))))
    assert [(change.name, change.words_added, change.words_removed) for change in found] == [
        ("one 0", 1, 1),
        ("two 0", 1, 1),
    ]


@given(drafts())
def test_changes_hold_every_changed_row_once_and_add_up_to_the_summary(made: Drafts) -> None:
    comparison = compare(*made.documents())
    found = list_changes(comparison)
    rows = [row for section in comparison.sections for row in section.blocks]
    numbers = changes_by_row(found)
    assert {id(row) for row in rows if not set(row.kinds) <= QUIET} <= numbers.keys()
    assert sum(len(change.rows) for change in found) == len(numbers)
    assert len({change.id for change in found}) == len(found)
    assert all(change.name and change.kinds for change in found)
    assert sum(change.words_added for change in found) == comparison.summary.words_added
    assert sum(change.words_removed for change in found) == comparison.summary.words_removed
