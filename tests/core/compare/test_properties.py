"""What holds of every comparison, whatever the texts."""

import re

from hypothesis import example, given
from hypothesis import strategies as st

from tests.core.compare.samples import broken_promises, compare_markdown, facts, kinds_by_title, markdown
from visioneditor.core.compare.aligning import align
from visioneditor.core.compare.lcs import common_runs, run_plain_engine
from visioneditor.core.compare.words import read_words

PLAIN_WORDS = ["cloud", "users", "help", "themselves", "API", "open", "place", "the", "a", "of", "and", "failure"]
WORDS = st.sampled_from([*PLAIN_WORDS, "[link](x)", "*strong*", "`code`", "云", "e.g."])
SENTENCES = st.lists(WORDS, min_size=1, max_size=12).map(lambda words: " ".join(words) + ".")
PARAGRAPHS = st.lists(SENTENCES, min_size=1, max_size=3).map(" ".join)
ITEMS = st.lists(SENTENCES.map("- {}".format), min_size=1, max_size=4).map("\n".join)
HEADINGS = st.builds("{} {}".format, st.sampled_from(["#", "##", "###"]), st.lists(WORDS, max_size=3).map(" ".join))
OTHERS = st.sampled_from(["<!-- a comment -->", "```\ncode here\n```", "[x]: https://example.org", "> quoted words"])
BLOCKS = st.lists(st.one_of(PARAGRAPHS, PARAGRAPHS, HEADINGS, ITEMS, OTHERS), max_size=10)


@st.composite
def pairs(draw: st.DrawFn) -> tuple[str, str]:
    """A text and another that grew out of it: blocks taken out, put in, exchanged, words changed."""
    old = draw(BLOCKS)
    new = list(old)
    for _ in range(draw(st.integers(0, 4))):
        at = draw(st.integers(0, len(new)))
        match draw(st.integers(0, 3)):
            case 0:
                new[at:at] = [draw(st.one_of(PARAGRAPHS, HEADINGS))]
            case 1:
                del new[at : at + 1]
            case 2 if new[at:]:
                new.insert(draw(st.integers(0, len(new) - 1)), new.pop(at))
            case _ if new[at:]:
                new[at] = new[at].replace("the", draw(WORDS), 1)
    return "\n\n".join(old) + "\n", "\n\n".join(new) + "\n"


@given(pairs())
def test_rows_and_offsets_hold(texts: tuple[str, str]) -> None:
    assert broken_promises(compare_markdown(*texts)) == []


@given(pairs())
def test_exchanged_texts_give_the_mirror_image(texts: tuple[str, str]) -> None:
    there, back = compare_markdown(*texts), compare_markdown(*reversed(texts))
    assert facts(there) == facts(back, turned=True)
    assert (there.summary.words_added, there.summary.words_removed) == (
        back.summary.words_removed,
        back.summary.words_added,
    )


@given(pairs())
def test_a_text_compared_with_itself_has_no_change(texts: tuple[str, str]) -> None:
    assert kinds_by_title(compare_markdown(texts[0], texts[0])) == {}


# A section without a title, and too few words in it to be known by.
_ABOVE = "# \n\ncloud.\n\ncloud.\n\ncloud.\n\ncloud. cloud. cloud.\n\ncloud. cloud. cloud.\n\n"
_NAMELESS = "## \n\n- cloud `code`.\n- cloud.\n- cloud.\n\ncloud. cloud. cloud.\n"


@example((_ABOVE + _NAMELESS, _ABOVE + "# \n\n" + _NAMELESS), 1)
@given(pairs(), st.integers(1, 5))
def test_rewrapping_changes_no_word_count(texts: tuple[str, str], every: int) -> None:
    old, new = texts
    wrapped = re.sub(rf"(?m)^(?![-#<`>\[])((?:\S+ ){{{every}}})(?=\S)(?![-#+*>`<\[])", r"\1\n", new).replace(
        " \n", "\n"
    )
    before, after = compare_markdown(old, new).summary, compare_markdown(old, wrapped).summary
    assert (before.words_added, before.words_removed) == (after.words_added, after.words_removed)


@example(("\n", "# [link](x)mselves\n"))
@given(pairs())
def test_edits_turn_the_words_of_one_text_into_those_of_the_other(texts: tuple[str, str]) -> None:
    summary = compare_markdown(*texts).summary
    counts = [sum(read_words(d.text, b).count() for b in d.blocks) for d in map(markdown, texts)]
    assert counts[1] - counts[0] == summary.words_added - summary.words_removed


# One paragraph's parts went to two sections.
_IN_PARTS = (
    "cloud.\n\n# \n\ncloud cloud cloud a.\n\ncloud cloud cloud cloud cloud cloud cloud.\n\n# \n\ncloud.\n",
    "cloud.\n\ncloud cloud cloud a.\n\n# \n\n# \n\ncloud cloud cloud cloud cloud cloud cloud.\n\ncloud.\n",
)


@example(_IN_PARTS)
@given(pairs())
def test_every_block_stands_in_one_row_of_its_column(texts: tuple[str, str]) -> None:
    comparison = compare_markdown(*texts)
    rows = align(comparison)
    for shown, document in (
        ([row.old.start for row in rows if row.old], comparison.old),
        ([row.new.start for row in rows if row.new], comparison.new),
    ):
        assert sorted(shown) == [block.start for block in document.blocks]


@given(st.lists(st.integers(0, 6), max_size=60), st.lists(st.integers(0, 6), max_size=60))
def test_both_builds_of_the_engine_give_the_same_runs(old: list[int], new: list[int]) -> None:
    assert common_runs(old, new) == common_runs(old, new, run_plain_engine)


@given(st.lists(st.integers(0, 9), max_size=40), st.lists(st.integers(0, 9), max_size=40))
def test_runs_are_common_and_in_order(old: list[int], new: list[int]) -> None:
    runs, coarse = common_runs(old, new)
    assert not coarse
    at = (0, 0)
    for a, b, n in runs:
        assert old[a : a + n] == new[b : b + n]
        assert n > 0
        assert (a >= at[0], b >= at[1]) == (True, True)
        at = a + n, b + n
