"""Sections renamed, moved, re-levelled, split and merged, as real documents do it."""

from tests.core.compare.structures import BODIES, compare_rst, page, rows, section, words_changed


def test_section_is_known_by_its_body_under_a_title_without_a_common_word() -> None:
    old = page(section("Harbour", "harbour"), section("Garden", "garden"))
    new = page(section("Harbour", "harbour"), section("Growing things", "garden"))
    assert rows(compare_rst(old, new))["Garden", "Growing things"] == {"renamed"}


def test_inserted_step_renumbers_the_steps_behind_it() -> None:
    old = page(section("Step 1: Light the stove", "kitchen"), section("Step 2: Water the beans", "garden"))
    new = page(
        section("Step 1: Ask the pilot", "harbour"),
        section("Step 2: Light the stove", "kitchen"),
        section("Step 3: Water the beans", "garden"),
    )
    found = rows(compare_rst(old, new))
    assert found["Step 1: Light the stove", "Step 2: Light the stove"] == {"renamed"}
    assert found["Step 2: Water the beans", "Step 3: Water the beans"] == {"renamed"}
    assert found["", "Step 1: Ask the pilot"] == {"added"}


def test_short_body_that_nothing_else_has_follows_its_section_under_a_new_parent() -> None:
    tree, roots = ".. toctree::\n   :glob:\n\n   forest/trees/*", ".. toctree::\n   :glob:\n\n   forest/roots/*"
    old = page(section("Forest of trees", tree), section("Forest of roots", roots))
    new = page(section("Forest guide"), section("trees", tree, "-"), section("roots", roots, "-"))
    found = rows(compare_rst(old, new))
    assert found["Forest of roots", "roots"] == {"renamed", "releveled"}
    assert found["Forest of trees", "trees"] == {"renamed", "releveled"}
    assert found["", "Forest guide"] == {"added"}


def test_empty_parent_keeps_its_match_when_levels_are_exchanged_with_its_first_child() -> None:
    old = page(
        section("Plan"), section("Rooms", sign="~"), section("Kitchen", "kitchen", "-"), section("Hall", "library", "~")
    )
    new = page(
        section("Plan"), section("Rooms", sign="-"), section("Kitchen", "kitchen", "~"), section("Hall", "library", "-")
    )
    found = rows(compare_rst(old, new))
    assert ("Rooms", "Rooms") in found
    assert not any({"added", "removed"} & kinds for kinds in found.values())


def test_title_that_each_text_has_once_is_the_same_section_where_its_text_was_rewritten() -> None:
    old = page(section("Harbour", "harbour"), section("Decision", "garden"), section("Kitchen", "kitchen"))
    new = page(section("Harbour", "harbour"), section("Decision", "library", "-"), section("Kitchen", "kitchen"))
    assert rows(compare_rst(old, new))["Decision", "Decision"] == {"edited", "releveled", "markup"}


def test_same_title_elsewhere_over_another_text_is_another_section() -> None:
    old = page(
        section("Harbour", "harbour"),
        section("Notes", "garden", "-"),
        section("Kitchen", "kitchen"),
        section("Hall", "library", "-"),
    )
    new = page(
        section("Harbour", "harbour"),
        section("Kitchen", "kitchen"),
        section("Hall", "library", "-"),
        section("Notes", "workshop", "-"),
    )
    found = rows(compare_rst(old, new))
    assert found["Notes", ""] == {"removed"}
    assert found["", "Notes"] == {"added"}


def test_section_put_further_up_with_its_level_changed_was_moved() -> None:
    old = page(
        section("Plan", "harbour"),
        section("Reasons", "garden"),
        section("Costs", "kitchen"),
        section("Grammar", "library"),
    )
    new = page(
        section("Plan", "harbour"),
        section("Grammar", "library", "-"),
        section("Discussion"),
        section("Reasons", "garden", "-"),
        section("Costs", "kitchen", "-"),
    )
    found = rows(compare_rst(old, new))
    assert found["Grammar", "Grammar"] == {"moved", "releveled", "markup"}
    assert found["Reasons", "Reasons"] == {"releveled", "markup"}
    assert found["Costs", "Costs"] == {"releveled", "markup"}


def test_new_parent_above_sections_moves_none_of_them() -> None:
    old = page(section("Plan", "harbour"), section("Reasons", "garden"), section("Costs", "kitchen"))
    new = page(
        section("Plan", "harbour"),
        section("Discussion"),
        section("Reasons", "garden", "-"),
        section("Costs", "kitchen", "-"),
    )
    found = rows(compare_rst(old, new))
    assert not any("moved" in kinds for kinds in found.values())


def test_four_sections_moved_behind_another_are_moves_without_word_changes() -> None:
    names = ("harbour", "garden", "kitchen", "library")
    old = page(*(section(name.title(), name) for name in (*names, "workshop")))
    new = page(section("Workshop", "workshop"), *(section(name.title(), name) for name in names))
    comparison = compare_rst(old, new)
    assert [pair for pair, kinds in rows(comparison).items() if "moved" in kinds] == [("Workshop", "Workshop")]
    assert words_changed(comparison)[:2] == (0, 0)


def test_duplicate_titles_are_told_apart_by_what_stands_under_them() -> None:
    old = page(
        section("Quay", "harbour"),
        section("Work", "garden", "-"),
        section("House", "library"),
        section("Work", "kitchen", "-"),
    )
    new = page(
        section("House", "library"),
        section("Work", "kitchen", "-"),
        section("Quay", "harbour"),
        section("Work", "garden", "-"),
    )
    assert words_changed(compare_rst(old, new))[:2] == (0, 0)


def test_sub_headings_put_into_a_long_section_split_it() -> None:
    texts = [BODIES[name] for name in ("harbour", "garden", "kitchen")]
    old = section("Days", "\n\n".join(texts))
    new = page(section("Days", texts[0]), section("In June", texts[1], "-"), section("Before dawn", texts[2], "-"))
    comparison = compare_rst(old, new)
    assert rows(comparison) == {("Days", "Days + In June + Before dawn"): {"split"}}
    assert words_changed(comparison)[2] == 0


def test_two_sections_put_under_one_title_are_merged_in_it() -> None:
    old = page(section("Garden", "garden"), section("Kitchen", "kitchen"))
    new = section("Garden and kitchen", f"{BODIES['garden']}\n\n{BODIES['kitchen']}")
    assert rows(compare_rst(old, new)) == {("Kitchen + Garden", "Garden and kitchen"): {"renamed", "merged"}}


def test_line_that_becomes_a_heading_takes_the_entries_below_it_along() -> None:
    names = "preface\n   tools\n   rooms\n   people\n   index"
    old = page(section("Guide"), f"Contents:\n\n.. toctree::\n\n   {names}")
    new = page(section("Guide"), section("Contents:", f".. toctree::\n\n   {names}", "-"))
    comparison = compare_rst(old, new)
    assert words_changed(comparison) == (0, 0, 0)
    assert rows(comparison)["Guide", "Guide + Contents:"] >= {"split"}


def test_bare_titles_that_become_headings_split_what_stood_before_the_first() -> None:
    old = f"Number: 7\nState: final\n\nHarbour\n\n    {BODIES['harbour']}\n\nGarden\n\n    {BODIES['garden']}\n"
    new = page("Number: 7\nState: final", section("Harbour", "harbour"), section("Garden", "garden"))
    comparison = compare_rst(old, new)
    assert words_changed(comparison) == (0, 0, 0)
    assert "split" in rows(comparison)["", " + Harbour + Garden"]


def test_section_whose_text_heads_the_document_now_was_merged_into_what_stands_there() -> None:
    notice = f".. refused::\n\n   {BODIES['garden']}"
    old = page("State: open", section("Plan", "harbour"), section("Refusal", "garden"), section("Rights", "library"))
    new = page("State: open", notice, section("Plan", "harbour"), section("Rights", "library"))
    comparison = compare_rst(old, new)
    assert rows(comparison)[" + Refusal", ""] >= {"merged"}
    assert words_changed(comparison)[0] == 0


def test_label_goes_with_the_moved_section_below_it() -> None:
    old = page(section("Quay", "harbour"), ".. _beans:", section("Garden", "garden"), section("House", "library"))
    new = page(section("Quay", "harbour"), section("House", "library"), ".. _beans:", section("Garden", "garden"))
    comparison = compare_rst(old, new)
    labels = [row for part in comparison.sections for row in part.blocks if row.new and row.new.kind == "target"]
    assert [set(map(str, row.kinds)) for row in labels] == [{"moved"}]
    assert words_changed(comparison)[:2] == (0, 0)


def test_last_line_of_a_paragraph_that_becomes_a_heading_is_a_part_of_it() -> None:
    old = section("Days", f"{BODIES['garden']}\nBefore dawn")
    new = page(section("Days", "garden"), section("Before dawn", sign="-"))
    comparison = compare_rst(old, new)
    assert words_changed(comparison) == (0, 0, 0)
    assert rows(comparison)["Days", "Days + Before dawn"] >= {"split"}


def test_title_whose_blanks_alone_changed_is_renamed() -> None:
    old = page(section("Plan", "garden"), section("Pages (all )", "kitchen"))
    new = page(section("Plan", "garden"), section("Pages (all)", "kitchen"))
    comparison = compare_rst(old, new)
    assert "renamed" in rows(comparison)["Pages (all )", "Pages (all)"]
    assert words_changed(comparison) == (0, 0, 0)


def test_end_of_a_title_that_becomes_the_text_below_it_loses_no_words() -> None:
    old = section("Who may take a loaf home. Ask the baker in the evening", "kitchen")
    new = section("Who may take a loaf home.", f"Ask the baker in the evening\n\n{BODIES['kitchen']}")
    comparison = compare_rst(old, new)
    assert words_changed(comparison) == (0, 0, 0)
    assert "renamed" in {kind for kinds in rows(comparison).values() for kind in kinds}
