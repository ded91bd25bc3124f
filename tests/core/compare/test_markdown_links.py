"""Links in Markdown: their words are text, where they lead is not."""

import pytest

from tests.core.compare.samples import compare_markdown, edits, kinds_by_title

HEAD = "# Rules\n\n"


def summary(old: str, new: str) -> tuple[int, int, int, int]:
    """Words added and removed, changes of markup and of links."""
    found = compare_markdown(HEAD + old, HEAD + new).summary
    return found.words_added, found.words_removed, found.markup_changes, found.link_changes


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("See [the guide](http://a.org/old) first.\n", "See [the guide](http://b.org/new) first.\n"),
        ("![The plan](plan-1.png)\n", "![The plan](plan-2.png)\n"),
        ("![](plan-1.png)\n", "![](plan-2.png)\n"),
        ("Look: ![](plan-1.png)\n", "Look: ![](plan-2.png)\n"),
        ('<img src="plan-1.png" width="20">\n', '<img src="plan-2.png" width="20">\n'),
        ('Ask <a href="http://a.org">them</a> first.\n', 'Ask <a href="http://b.org">them</a> first.\n'),
        ("<b>\nLatest text [here](http://a.org/v1).\n</b>\n", "<b>\nLatest text [here](http://a.org/v2).\n</b>\n"),
        ("See [the guide].\n\n[the guide]: http://a.org\n", "See [the guide].\n\n[the guide]: http://b.org\n"),
        ("See [the guide][1].\n\n[1]: http://a.org\n", "See [the guide][2].\n\n[2]: http://a.org\n"),
        ("See [the guide](http://a.org/a b).\n", "See [the guide](http://a.org/ab).\n"),
    ],
)
def test_only_where_a_link_leads_has_changed(old: str, new: str) -> None:
    added, removed, _, links = summary(old, new)
    assert (added, removed) == (0, 0)
    assert links == 1


def test_a_definition_renamed_and_redirected_is_a_change_of_link() -> None:
    old, new = "Text.\n\n[Poll::pending]: http://a.org\n", "Text.\n\n[Poll::Pending]: http://a.org/poll\n"
    assert summary(old, new) == (0, 0, 0, 1)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Read [the talk][talk] again.\n", "Read [the talk][talk] again.\n\n[talk]: http://a.org/talk\n"),
        ("Read [the talk][http://a.org/t] again.\n", "Read [the talk](http://a.org/t) again.\n"),
        ("Read [the talk][] again.\n", "Read [the talk](http://a.org/t) again.\n"),
        ("Read [the talk](http://a.org/some talk) again.\n", "Read the talk again.\n"),
    ],
)
def test_a_link_that_was_broken_and_is_mended_changes_no_word(old: str, new: str) -> None:
    added, removed, markup, links = summary(old, new)
    assert (added, removed) == (0, 0)
    assert markup + links > 0


def test_an_index_in_running_text_is_read_as_it_stands() -> None:
    assert edits(compare_markdown(HEAD + "Take row[i][j] out.\n", HEAD + "Take row[i][k] out.\n")) == [
        ("replace", "j", "k")
    ]


def test_a_footnote_mark_is_no_part_of_the_word_before_it() -> None:
    old = HEAD + "We use a trick[^one]:\n\n[^one]: Seen elsewhere.\n"
    comparison = compare_markdown(old, old.replace("trick[^one]:", "trick:[^one]"))
    assert kinds_by_title(comparison) == {"Rules": ["edited"]}
    assert (comparison.summary.words_added, comparison.summary.words_removed) == (0, 0)
