"""What a comparison says of sections, blocks and words."""

from tests.core.compare.samples import (
    VISION,
    broken_promises,
    changed_blocks,
    compare_markdown,
    edits,
    facts,
    kinds_by_title,
)
from visioneditor.core.compare.model import Comparison, Kind
from visioneditor.core.document.model import BlockKind

SELF_SERVICE = VISION[VISION.index("## Self-service") : VISION.index("## Partitioning")]
INTEROPERABILITY = VISION[VISION.index("## Interoperability") :]


def compared(old: str, new: str) -> Comparison:
    """A comparison that keeps its promises, in both directions."""
    comparison = compare_markdown(old, new)
    assert broken_promises(comparison) == []
    assert facts(comparison) == facts(compare_markdown(new, old), turned=True)
    return comparison


def test_a_text_compared_with_itself_is_unchanged() -> None:
    comparison = compared(VISION, VISION)
    assert kinds_by_title(comparison) == {}
    assert edits(comparison) == []
    assert comparison.summary.sections == ((Kind.UNCHANGED, 5),)


def test_an_edited_word_is_one_edit_at_word_borders() -> None:
    comparison = compared(VISION, VISION.replace("open to everyone", "open to anyone"))
    assert kinds_by_title(comparison) == {"Self-service": ["edited"]}
    assert edits(comparison) == [("replace", "everyone", "anyone")]
    assert (comparison.summary.words_added, comparison.summary.words_removed) == (1, 1)


def test_rewrapping_changes_no_word_and_is_counted_in_lines() -> None:
    comparison = compared(VISION, VISION.replace("open to everyone. Nobody", "open to\neveryone. Nobody"))
    assert kinds_by_title(comparison) == {"Self-service": ["reflowed"]}
    assert edits(comparison) == []
    assert comparison.summary.reflowed_lines == 2


def test_punctuation_edits_a_section_and_counts_no_word() -> None:
    comparison = compared(VISION, VISION.replace("ticket and wait.", "ticket and wait!"))
    assert kinds_by_title(comparison) == {"Self-service": ["edited"]}
    assert (comparison.summary.words_added, comparison.summary.words_removed) == (0, 0)


def test_emphasis_is_a_change_of_markup_only() -> None:
    comparison = compared(VISION, VISION.replace("one place", "*one* place"))
    assert kinds_by_title(comparison) == {"Partitioning": ["markup"]}
    assert edits(comparison) == [("markup", "one", "one")]
    assert comparison.summary.markup_changes == 1


def test_a_link_that_leads_elsewhere_is_a_change_of_link_only() -> None:
    old = VISION.replace("an API", "an [API](https://a.example/)")
    comparison = compared(old, old.replace("a.example", "b.example"))
    assert kinds_by_title(comparison) == {"Self-service": ["link"]}
    assert comparison.summary.link_changes == 1
    assert comparison.summary.words_added == 0


def test_a_renamed_section_is_known_by_its_body() -> None:
    comparison = compared(VISION, VISION.replace("## Partitioning", "## Failing apart"))
    assert kinds_by_title(comparison) == {"Failing apart": ["renamed"]}


def test_a_renumbered_section_is_not_paired_by_its_number() -> None:
    old = VISION.replace("## Self-service", "## 1. Self-service").replace("## Partitioning", "## 2. Partitioning")
    new = old.replace("## 1. ", "## 2. ").replace("## 2. Partitioning", "## 1. Partitioning")
    kinds = kinds_by_title(compared(old, new))
    assert kinds == {"2. Self-service": ["renamed"], "1. Partitioning": ["renamed"]}


def test_the_lighter_of_two_exchanged_sections_is_moved() -> None:
    new = VISION.replace(SELF_SERVICE, "").replace("## Interoperability", SELF_SERVICE + "## Interoperability")
    comparison = compared(VISION, new)
    assert kinds_by_title(comparison) == {"Self-service": ["moved"]}
    assert comparison.summary.words_moved == 21
    assert comparison.summary.words_added == comparison.summary.words_removed == 0


def test_children_go_along_with_their_moved_parent() -> None:
    new = VISION.replace(INTEROPERABILITY, "").replace("## Self-service", INTEROPERABILITY + "\n## Self-service")
    comparison = compared(VISION, new)
    assert kinds_by_title(comparison) == {"Interoperability": ["moved"]}
    assert comparison.summary.words_moved == 27


def test_a_section_put_above_others_relevels_and_moves_none() -> None:
    deeper = VISION[VISION.index("## Self-service") :].replace("## ", "### ")
    new = VISION[: VISION.index("## Self-service")] + "## Pillars\n\n" + deeper
    kinds = kinds_by_title(compared(VISION, new))
    assert kinds.pop("Pillars") == ["added"]
    assert {kind for found in kinds.values() for kind in found} == {"releveled", "markup"}


def test_added_and_removed_sections_have_rows_of_their_own() -> None:
    comparison = compared(VISION, VISION.replace(SELF_SERVICE, "## Speed\n\nAnswers come before anybody asks.\n\n"))
    assert kinds_by_title(comparison) == {"Speed": ["added"], "Self-service": ["removed"]}
    assert (comparison.summary.words_added, comparison.summary.words_removed) == (6, 21)


def test_a_section_split_off_makes_a_split_row() -> None:
    new = VISION.replace("- regions are", "## Regions and zones\n\n- regions are")
    comparison = compared(VISION, new)
    row = next(row for row in comparison.sections if Kind.SPLIT in row.kinds)
    assert [section.title for section in row.old] == ["Partitioning"]
    assert [section.title for section in row.new] == ["Partitioning", "Regions and zones"]
    assert not any(Kind.MOVED in block.kinds for block in row.blocks)
    assert (comparison.summary.words_added, comparison.summary.words_removed) == (3, 0)


def test_a_paragraph_that_went_to_another_section_is_moved_with_its_edits() -> None:
    sentence = "Nobody who runs a small cloud in a small place has to ask the others for leave."
    old = VISION.replace("## Partitioning\n", f"## Partitioning\n\n{sentence}\n")
    new = VISION.replace("### Versions\n", f"### Versions\n\n{sentence.replace('ask', 'beg')}\n")
    comparison = compared(old, new)
    moved = [block for _, block in changed_blocks(comparison) if Kind.MOVED in block.kinds]
    assert [block.kinds for block in moved] == [(Kind.EDITED, Kind.MOVED)]
    assert edits(comparison) == [("replace", "ask", "beg")]


def test_a_list_in_another_order_moves_the_fewest_words() -> None:
    item = "- hosts share nothing but their rack\n"
    comparison = compared(VISION, VISION.replace(item, "").replace("- regions", item + "- regions"))
    moved = [block for _, block in changed_blocks(comparison)]
    assert [(block.kinds, block.new.kind) for block in moved if block.new] == [((Kind.MOVED,), BlockKind.ITEM)]
    assert comparison.summary.words_moved == 6


def test_a_paragraph_split_in_two_has_one_row_for_each_part() -> None:
    comparison = compared(VISION, VISION.replace("everyone. Nobody has", "everyone.\n\nNobody ever has"))
    rows = [block for _, block in changed_blocks(comparison)]
    assert [block.kinds for block in rows] == [(Kind.SPLIT,), (Kind.EDITED, Kind.SPLIT)]
    assert len({block.old.start for block in rows if block.old}) == 1
    assert edits(comparison) == [("insert", "", "ever")]


def test_duplicate_titles_are_told_apart_by_their_bodies() -> None:
    old = "# Teams\n\n## Goal\n\nShip the first release this year.\n\n## Goal\n\nTranslate all of the pages.\n"
    new = "# Teams\n\n## Goal\n\nTranslate all of the pages.\n\n## Goal\n\nShip the first release this year.\n"
    assert kinds_by_title(compared(old, new)) == {"Goal": ["moved"]}


def test_added_comments_are_markup() -> None:
    comparison = compared(VISION, VISION.replace("One client", "<!-- why one? -->\n\nOne client"))
    assert kinds_by_title(comparison) == {"Interoperability": ["markup"]}
    assert comparison.summary.markup_changes == 1
    assert comparison.summary.words_added == 0


def test_an_empty_side_adds_or_removes_everything() -> None:
    comparison = compared("", VISION)
    assert {kind for row in comparison.sections for kind in row.kinds} == {Kind.ADDED}
    assert comparison.summary.words_removed == 0
    added = compared(VISION, "").summary.words_removed
    assert added == comparison.summary.words_added


def test_removed_sections_stand_where_they_stood() -> None:
    comparison = compared(VISION, VISION.replace(SELF_SERVICE, ""))
    titles = [(row.new or row.old)[0].title for row in comparison.sections]
    assert titles == ["Vision for Clouds", "Self-service", "Partitioning", "Interoperability", "Versions"]


def test_scripts_without_blanks_are_compared_by_grapheme() -> None:
    comparison = compared("# 云\n\n云计算服务于所有人。\n", "# 云\n\n云计算服务于每个人。\n")
    assert edits(comparison) == [("replace", "所有", "每个")]
    assert comparison.summary.words_added == 2


def test_two_very_long_lines_without_common_words_are_coarse() -> None:
    old = " ".join(f"{word} the" for word in ["a", "b", "a"] * 1500)
    new = " ".join(f"the {word} of" for word in ["b", "a", "b"] * 1500)
    comparison = compare_markdown(old, new)
    assert broken_promises(comparison) == []
    assert any(block.coarse for _, block in changed_blocks(comparison))
