"""Words that stand on in passages written anew."""

from visioneditor.core.document.model import Markup
from visioneditor.core.document.parsing import parse
from visioneditor.core.provenance.matching import match_words
from visioneditor.core.provenance.survivors import find_survivors

HEAD, TAIL = "Plain words stand before it.", "Plain words stand behind it, too."


def kept(old: str, new: str) -> list[str]:
    """Which words of a passage are old ones, where other passages stand around it."""
    before, after = (parse(f"{HEAD}\n\n{passage}\n\n{TAIL}\n", Markup.TEXT) for passage in (old, new))
    step = match_words(before, after)
    found = [word for word, source in zip(step.words, step.source, strict=True) if source >= 0]
    return found[len(HEAD.split()) : -len(TAIL.split())]


def survivors(old: str, new: str) -> list[tuple[str, bool]]:
    words = new.split()
    return [(words[at], moved) for (_, at), moved in find_survivors(old.split(), words, [-1] * len(words))]


def test_telling_words_of_a_passage_written_anew_are_old() -> None:
    old = "The group meets each week on a channel. The meeting time is what most of its members can bear, if any."
    new = "Gatherings are public, monthly, and short. The meeting time is decided by whoever turns up for the vote."
    assert kept(old, new) == ["The", "meeting", "time", "is"]


def test_a_word_that_stands_in_a_small_gap_is_old() -> None:
    assert kept(
        "Take the site explaining which set of parts is whole.", "Take the site telling which parts is whole."
    ) == (["Take", "the", "site", "which", "parts", "is", "whole"])


def test_words_that_changed_places_in_a_sentence_are_old_and_moved() -> None:
    found = survivors(
        "you may either participate in improving them or seek another community",
        "you may seek another community and then come back to participate in improving the others",
    )
    assert {"participate", "in", "improving", "seek", "another", "community"} <= {word for word, _ in found}
    assert any(moved for _, moved in found)


def test_a_few_common_words_do_not_make_a_passage_the_old_one() -> None:
    old = "All of us bring to the table what we have, and none of it is held back for a later day or for others."
    new = "Rain fell on hills; of that day, it has been said, none was as wet, and it went on until the fall of dark."
    assert kept(old, new) == []
