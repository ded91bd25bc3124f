"""What came with a rebase is left out of a comparison of two patch sets, and nothing else is."""

import pytest
from hypothesis import given

from tests.core.compare.drafts import Drafts, drafts
from visioneditor.core.compare.comparing import compare
from visioneditor.core.compare.model import Kind, Op
from visioneditor.core.compare.rebasing import Rebase, WithoutRebase, leave_out_rebase
from visioneditor.core.document.model import Document, Markup
from visioneditor.core.document.parsing import parse

QUIET = {Kind.UNCHANGED, Kind.REFLOWED}
BASE = """\
# Goals

The committee keeps what it promised to the people who asked.

Every cloud can be run by those who use it, and by nobody else.

## Scope

We speak of clouds, not of weather; the rest is for others to say.

## Votes

A vote is open for a week, and everybody may speak before it closes.
"""


def rebased(old_base: str, old: str, new_base: str, new: str) -> WithoutRebase:
    bases, sides = (old_base, new_base), (old, new)
    return among(*(parse(text, Markup.MARKDOWN) for text in (bases[0], sides[0], bases[1], sides[1])))


def among(old_base: Document, old: Document, new_base: Document, new: Document) -> WithoutRebase:
    around = Rebase(bases=compare(old_base, new_base), old=compare(old_base, old), new=compare(new_base, new))
    return leave_out_rebase(compare(old, new), around)


def left(found: WithoutRebase) -> list[tuple[str, str]]:
    """The edits that are left, as what they say."""
    old, new = found.comparison.old.text, found.comparison.new.text
    edits = [edit for row in found.comparison.sections for block in row.blocks for edit in block.edits]
    return [(old[one.old_start : one.old_end], new[one.new_start : one.new_end]) for one in edits]


@given(drafts())
def test_a_rebase_without_a_change_of_one_s_own_leaves_nothing(made: Drafts) -> None:
    old, new = made.documents()
    found = among(old, old, new, new)
    whole = compare(old, new).summary
    if old.text == new.text:
        assert found.words == 0
        return
    kinds = {kind for row in found.comparison.sections for block in row.blocks for kind in block.kinds}
    assert kinds <= QUIET | {Kind.SPLIT, Kind.MERGED}
    assert left(found) == [] and found.unclear == 0
    assert (found.comparison.summary.words_added, found.comparison.summary.words_removed) == (0, 0)
    assert found.words >= whole.words_added + whole.words_removed


def test_a_paragraph_that_the_rebase_made_an_item_is_no_change() -> None:
    old = BASE + "\nNobody votes twice.\n"
    new = BASE + "\n* Nobody votes twice.\n"
    found = rebased(old, old, new, new)
    assert {kind for row in found.comparison.sections for block in row.blocks for kind in block.kinds} <= QUIET


def test_a_comment_that_the_rebase_brought_is_no_change() -> None:
    found = rebased(BASE, BASE, BASE + "\n<!-- Who counts? -->\n", BASE + "\n<!-- Who counts? -->\n")
    assert {kind for row in found.comparison.sections for block in row.blocks for kind in block.kinds} <= QUIET


def test_a_paragraph_that_one_made_an_item_oneself_is_one() -> None:
    old = BASE + "\nNobody votes twice.\n"
    new = BASE.replace("for a week", "for a month") + "\n* Nobody votes twice.\n"
    found = rebased(old, old, BASE.replace("for a week", "for a month") + "\nNobody votes twice.\n", new)
    assert Kind.MARKUP in {kind for row in found.comparison.sections for block in row.blocks for kind in block.kinds}


@given(drafts())
def test_without_a_rebase_everything_is_left(made: Drafts) -> None:
    old, new = made.documents()
    found = among(old, old, old, new)
    assert found == WithoutRebase(comparison=compare(old, new))


@given(drafts())
def test_what_is_only_one_s_own_is_left_whatever_happened_between_the_bases(made: Drafts) -> None:
    """The newer patch set undoes the rebase: it is the base's text that it differs from."""
    old, new = made.documents()
    found = among(old, old, new, old)
    assert found.comparison == compare(old, old) and found.words == 0


def test_words_of_the_rebase_go_and_one_s_own_stay() -> None:
    upstream = BASE.replace("for a week", "for two weeks").replace("weather; the rest", "weather; all else")
    found = rebased(BASE, BASE, upstream, upstream.replace("keeps what it promised", "keeps every promise it made"))
    assert "".join(new for _, new in left(found)).count("promise") == 1
    assert not any("week" in old + new or "else" in new for old, new in left(found))
    kinds = {row.new[0].title: row.kinds for row in found.comparison.sections}
    assert kinds == {"Goals": (Kind.EDITED,), "Scope": (Kind.UNCHANGED,), "Votes": (Kind.UNCHANGED,)}
    assert found.words == 8 and found.unclear == 0
    assert dict(found.comparison.summary.sections) == {Kind.UNCHANGED: 2, Kind.EDITED: 1}


def test_the_same_words_written_elsewhere_by_oneself_stay() -> None:
    upstream = BASE.replace("the rest is", "the long rest is")
    mine = upstream.replace("a week", "a long week")
    found = rebased(BASE, BASE, upstream, mine)
    assert left(found) == [("", "long")]
    edit = next(edit for row in found.comparison.sections for block in row.blocks for edit in block.edits)
    assert mine[edit.new_start - 2 : edit.new_end + 5] == "a long week"
    assert found.words == 1


def test_own_words_and_the_rebase_s_in_one_place_are_parted() -> None:
    upstream = BASE.replace("to the people", "gladly to the people")
    found = rebased(BASE, BASE, upstream, upstream.replace("promised gladly", "promised quite openly gladly"))
    assert left(found) == [("", "quite openly")]
    assert found.words == 1 and found.unclear == 0


def test_own_words_in_a_paragraph_that_came_with_the_rebase_are_shown_with_it_and_told_of() -> None:
    paragraph = "\nNobody speaks for others without having asked them before the vote.\n"
    found = rebased(BASE, BASE, BASE + paragraph, BASE + paragraph.replace("asked them", "asked them twice"))
    assert len(left(found)) == 1 and "twice" in left(found)[0][1]
    assert found.words == 0 and found.unclear == 11


@pytest.mark.parametrize("is_added", [True, False])
def test_sections_that_came_or_went_with_the_rebase_are_left_out(is_added: bool) -> None:
    without = BASE[: BASE.index("## Scope")] + BASE[BASE.index("## Votes") :]
    before, after = (without, BASE) if is_added else (BASE, without)
    found = rebased(before, before, after, after.replace("keeps", "holds"))
    assert left(found) == [("keeps", "holds")]
    kinds = [row.kinds for row in found.comparison.sections]
    assert kinds == [(Kind.EDITED,), (Kind.UNCHANGED,), (Kind.UNCHANGED,)][: 3 if is_added else 2]
    assert found.words == 15


def test_a_section_that_the_rebase_moved_is_not_moved() -> None:
    scope, votes = BASE.index("## Scope"), BASE.index("## Votes")
    upstream = BASE[:scope] + BASE[votes:] + "\n" + BASE[scope:votes].rstrip() + "\n"
    found = rebased(BASE, BASE, upstream, upstream.replace("keeps", "holds"))
    assert Kind.MOVED not in {kind for row in found.comparison.sections for kind in row.kinds}
    assert found.comparison.summary.words_moved == 0 and found.words > 0
    mine = rebased(BASE, BASE, BASE.replace("keeps", "holds"), upstream.replace("keeps", "holds"))
    assert Kind.MOVED in {kind for row in mine.comparison.sections for kind in row.kinds}
    assert left(mine) == []


def test_markup_and_links_of_the_rebase_are_left_out() -> None:
    base = BASE.replace("clouds, not", "[clouds](a.md), not")
    upstream = base.replace("a.md", "b.md").replace("everybody may", "**everybody** may")
    found = rebased(base, base, upstream, upstream.replace("a week", "*a* week"))
    ops = [edit.op for row in found.comparison.sections for block in row.blocks for edit in block.edits]
    assert ops == [Op.MARKUP]
    summary = found.comparison.summary
    assert (summary.markup_changes, summary.link_changes) == (1, 0)
