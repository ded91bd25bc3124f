"""A comparison printed for a terminal: marks, moves, folds, widths, and nothing that could steer the terminal."""

import re

import pytest

from tests.core.compare.samples import VISION, compare_markdown
from visioneditor.core.compare.comparing import compare
from visioneditor.core.compare.model import Comparison
from visioneditor.core.document.model import Markup
from visioneditor.core.document.parsing import parse
from visioneditor.exporters.comparison_text import render_comparison_text
from visioneditor.exporters.comparison_text_cells import Bit, Look, cells, wrap

CHANGED = VISION.replace("open to everyone", "open to anyone").replace("## Interoperability", "## One client")
_ESCAPE = re.compile(r"\x1b\[[0-9;]*m")


def compare_rst(old: str, new: str) -> Comparison:
    return compare(parse(old, Markup.RST), parse(new, Markup.RST))


def shown(old: str, new: str, width: int = 80) -> str:
    return render_comparison_text(compare_markdown(old, new), width=width)


def joined(text: str) -> str:
    return " ".join(text.split())


def test_the_sums_come_first() -> None:
    first = shown(VISION, CHANGED).split("\n", 1)[0]
    assert first == "3 words added · 2 removed · sections: 3 unchanged, 1 edited, 1 renamed"


def test_one_sentence_where_nothing_changed() -> None:
    assert shown(VISION, VISION) == "The two texts are the same.\n"
    assert shown("# A\n\nOne two\nthree.\n", "# A\n\nOne two three.\n").startswith("No words differ; ")


def test_names_of_the_sides_are_said_where_they_differ() -> None:
    comparison = compare_markdown(VISION, CHANGED)
    assert "a.md at 1 → 2\n" in render_comparison_text(comparison, names=("a.md at 1", "2"))
    assert "→" not in render_comparison_text(comparison, names=("a.md", "a.md"))


def test_words_are_marked_within_their_sentence() -> None:
    assert "API that is open to [-everyone-]{+anyone+}. Nobody has to file" in joined(shown(VISION, CHANGED))


def test_sections_say_what_happened_to_them_in_words() -> None:
    text = shown(VISION, CHANGED)
    assert "§ Self-service · edited · line 5" in text
    assert "§ One client · renamed from “Interoperability” · line 17" in text


def test_changed_words_of_a_long_title_are_marked_in_it() -> None:
    old = "# A\n\n## Say in a file of its own how a project decides, and who may say so for it\n\nText.\n"
    text = joined(shown(old, old.replace("project", "team")))
    assert "how a [-project-]{+team+} decides, and who may say so for it · renamed · line 3" in text


def test_sections_that_went_deeper_together_share_a_line() -> None:
    old = "Why\n===\n\nOne.\n\nHow\n===\n\nTwo.\n\nWhen\n----\n\nThree.\n"
    text = render_comparison_text(compare_rst(old, "#####\nPlans\n#####\n\n" + old))
    assert "§ Why, How, When · 3 sections 1 level deeper" in text


def test_neighbours_that_did_not_change_share_a_line() -> None:
    new = VISION.replace("One client", "Any client")
    assert "= Vision for Clouds, Self-service, Partitioning · 3 sections unchanged, " in shown(VISION, new)
    assert "= Versions · unchanged, 13 words" in shown(VISION, new)


def test_a_moved_section_says_which_way_and_where_it_stood() -> None:
    head, self_service, partitioning, rest = re.split(r"(?=^## )", VISION, flags=re.MULTILINE)
    text = shown(VISION, head + rest + self_service + partitioning)
    assert "§ Interoperability · ↑ moved up, stood behind “Partitioning” · 14 words unchanged" in joined(text)
    assert "{+" not in text


def test_both_ends_of_a_block_that_went_to_another_section_are_told() -> None:
    item = "- hosts share nothing but their rack\n"
    text = joined(shown(VISION, VISION.replace(item, "") + "\n" + item))
    assert "↓ hosts share nothing but their rack moved down to “Versions” · 6 words · old line 15" in text
    assert "↓ hosts share nothing but their rack moved down from “Partitioning” · 6 words" in text


def test_whole_blocks_have_a_sign_beside_each_line() -> None:
    added = "Clouds are run by many, and whoever runs one shall find here what the others do.\n"
    lines = shown(VISION, f"{VISION}\n{added}", width=60).splitlines()
    start = next(at for at, line in enumerate(lines) if line.startswith("  + "))
    assert joined(" ".join(line.removeprefix("  + ") for line in lines[start:])) == added.strip()
    assert all(line.startswith("  + ") for line in lines[start:])


def test_the_rest_of_a_long_paragraph_is_folded() -> None:
    before = "Long ago there was a cloud that nobody could see from the ground below it. " * 4
    text = joined(shown(f"# A\n\n{before}It was grey. {before}\n", f"# A\n\n{before}It was white. {before}\n"))
    assert text.endswith("below it. It was [-grey-]{+white+}. …")


def test_a_changed_link_target_is_named() -> None:
    text = joined(shown("# A\n\nRead the [charter](a.md).\n", "# A\n\nRead the [charter](b.md).\n"))
    assert "link target of “charter” changed from a.md to b.md" in text


def test_changed_markup_is_named() -> None:
    text = joined(shown("# A\n\nThis is *most* true.\n", "# A\n\nThis is `most` true.\n"))
    assert "“most”: emphasis → literal" in text


def test_literals_stand_in_backquotes() -> None:
    text = shown("# A\n\nUse `one` for the time being.\n", "# A\n\nUse `two` for the time being.\n")
    assert "Use [-`one`-]{+`two`+} for" in text


def test_words_gone_at_the_end_of_a_sentence_keep_their_blank() -> None:
    text = shown("# A\n\nClouds are grey and white now.\n", "# A\n\nClouds are grey.\n")
    assert "Clouds are grey [-and white now-]." in text


def test_literal_blocks_keep_their_lines() -> None:
    code = "```\n{}\n```\n"
    old, new = (
        code.format("\n".join(f"  step {n}" for n in numbers)) for numbers in ((1, 2, 3, 4, 5), (1, 2, 3, 4, 6))
    )
    lines = shown(f"# A\n\n{old}", f"# A\n\n{new}").splitlines()
    assert [line.strip() for line in lines[-2:]] == ["step 4", "step [-5-]{+6+}"]
    assert "step 2" not in lines


def test_long_lines_of_a_literal_go_on_further_in() -> None:
    old = f"# A\n\n```\nfirst\n    say {'one ' * 20}\n```\n"
    lines = shown(old, old.replace("one \n", "one two\n"), width=50).splitlines()[3:]
    assert [line.strip() for line in lines[:1]] == ["first"]
    assert lines[1].startswith(" " * 10 + "say one one")
    assert all(line.startswith(" " * 12 + "one") for line in lines[2:])


def test_new_words_show_the_address_they_lead_to_once() -> None:
    new = "# A\n\nRead.\n\nSee [the\ncharter](https://c.example/) and <https://d.example/>.\n"
    assert "+ See the charter <https://c.example/> and https://d.example/." in shown("# A\n\nRead.\n", new)


def test_items_that_only_have_another_number_share_a_line() -> None:
    old = "# A\n\n1. the first of all\n2. a second thing\n3. some third one\n"
    new = "# A\n\n1. something new here\n2. the first of all\n3. a second thing\n4. some third one\n"
    assert "¶ 3 items numbered anew · line 4" in shown(old, new)


def test_items_that_only_stand_further_in_share_a_line_and_no_markup_hides_there() -> None:
    old = "A\n=\n\nList:\n\n - one thing\n - two things\n - three things\n"
    new = "A\n=\n\nList:\n\n- one thing\n- two things\n- ``three things``\n"
    text = joined(render_comparison_text(compare_rst(old, new)))
    assert "¶ 2 items indented anew · line 6" in text
    assert "“three things”: plain → literal" in text


def test_an_address_in_the_text_is_words_alone() -> None:
    text = shown("# A\n\nSee <https://a.example/one>.\n", "# A\n\nSee <https://a.example/two>.\n")
    assert "link target" not in text
    assert "[-one-]{+two+}" in text


def test_tags_that_nobody_sees_are_shown_as_they_stand() -> None:
    old = "# A\n\n<details>\n\nMore.\n\n</details>\n"
    assert "  - </details>" in shown(old, old.replace("</details>\n", ""))


def test_tables_show_their_header_and_the_changed_rows() -> None:
    table = "# A\n\n| name | vote |\n|---|---|\n| ada | yes |\n| bob | no |\n| cy | yes |\n"
    lines = shown(table, table.replace("no", "abstains")).splitlines()
    assert [line.strip() for line in lines[-2:]] == ["name │ vote", "bob  │ [-no-]{+abstains+}"]


def test_items_are_counted_where_the_source_leaves_it_open() -> None:
    text = render_comparison_text(compare_rst("A\n=\n\n#. one\n#. two\n", "A\n=\n\n#. one\n#. two\n#. three\n"))
    assert "  + 3. three" in text


def test_a_column_more_keeps_the_others_apart() -> None:
    old = "# A\n\n| name | vote |\n|---|---|\n| ada | yes |\n"
    new = "# A\n\n| name | since | vote |\n|---|---|---|\n| ada | may | no |\n"
    lines = [line.split("│") for line in shown(old, new).splitlines() if "│" in line]
    assert [[cell.strip() for cell in line] for line in lines] == [
        ["name", "{+since+}", "vote"],
        ["ada", "[-yes-]{+may+}", "{+no+}"],
    ]


def test_parts_of_a_split_and_of_a_joined_paragraph_are_told_once() -> None:
    first = "One two three four five six seven eight."
    second = "Ten eleven twelve thirteen fourteen fifteen."
    apart, one = f"# A\n\n{first}\n\n{second} More.\n", f"# A\n\n{first} {second} Less.\n"
    assert shown(apart, one).count("Ten eleven") == 1
    assert shown(apart, one).count("[-More-]{+Less+}") == 1
    assert "joined from 2" in shown(apart, one)
    assert "split off" in shown(one, apart)


# the terminal


def test_colour_ends_with_each_line() -> None:
    text = render_comparison_text(compare_markdown("# A\n", VISION), colour=True, width=40)
    for line in text.splitlines():
        assert len(_ESCAPE.findall(line)) % 2 == 0
        assert not line or _ESCAPE.sub("", line) == line or line.rstrip().endswith("\x1b[0m") or "\x1b[0m" in line


def test_colour_takes_the_place_of_the_signs() -> None:
    text = render_comparison_text(compare_markdown(VISION, CHANGED), colour=True)
    assert "open to \x1b[31;9meveryone\x1b[0m \x1b[32;4manyone\x1b[0m. Nobody" in joined(text)


def test_what_steers_a_terminal_is_shown_as_escapes() -> None:
    text = shown("# A\n\nhere\n", "# A\x1b]0;x\x07\n\nhere \x1b[2J\u202e \x9b31m now\r\n")
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e]", text)
    assert "\\x1b[2J\\u202e" in text


@pytest.mark.parametrize("width", [40, 80, 100, 500])
@pytest.mark.parametrize("words", ["雲は皆のもの" * 30, "cloud " * 60, "e\u0301" * 300, "👩\u200d💻" * 90])
def test_no_line_is_wider_than_the_terminal_or_a_hundred_cells(width: int, words: str) -> None:
    text = shown("# A\n\nBegin.\n", f"# A {words}\n\nBegin {words}.\n\n```\n{words}\n```\n\n- {words}\n", width=width)
    assert max(map(cells, text.splitlines())) <= min(width, 100)


def test_wide_signs_take_two_cells_and_marks_none() -> None:
    assert [cells(text) for text in ("cloud", "雲", "e\u0301", "각", "\u1112\u1161\u11ab")] == [5, 2, 1, 2, 2]


def test_a_line_is_not_broken_within_a_grapheme() -> None:
    lines = wrap([Bit("e\u0301" * 5)], 3)
    assert ["".join(bit.text for bit in line) for line in lines] == ["e\u0301" * 3, "e\u0301" * 2]


def test_a_word_and_its_mark_stay_on_one_line() -> None:
    lines = wrap([Bit("a big cloud"), Bit("[-,-]", Look.GONE)], 12)
    assert ["".join(bit.text for bit in line) for line in lines] == ["a big", "cloud[-,-]"]


def test_text_from_right_to_left_is_isolated() -> None:
    text = shown("# A\n\nשלום עולם טוב\n", "# A\n\nשלום עולם רע\n")
    line = next(line for line in text.splitlines() if "שלום" in line)
    assert line.count("\u2068") == line.count("\u2069") == 3
    assert line.startswith("    \u2068שלום")


def test_a_long_line_is_printed_in_linear_time() -> None:
    old, new = "word " * 20_000, "other " * 20_000
    assert len(shown(f"# A\n\n{old}\n", f"# A\n\n{new}\n")) > len(old)
