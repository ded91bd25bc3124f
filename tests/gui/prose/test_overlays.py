"""Marks laid over a text: how the words of a thread are marked says how it stands."""

import pytest

from visioneditor.gui.prose.overlays import thread_marks
from visioneditor.gui.prose.rows import NEW, MarkKind, ThreadMark


@pytest.mark.parametrize(
    ("is_unresolved", "is_in_hand", "kind"),
    [
        (True, False, MarkKind.COMMENT),
        (False, False, MarkKind.COMMENT_DONE),
        (True, True, MarkKind.COMMENT_ON),
        (False, True, MarkKind.COMMENT_ON),
    ],
)
def test_words_of_a_resolved_thread_have_no_wash_until_it_is_in_hand(
    is_unresolved: bool, is_in_hand: bool, kind: MarkKind
) -> None:
    thread = ThreadMark(key="1", text=NEW, start=0, end=5, is_unresolved=is_unresolved, is_in_hand=is_in_hand)
    (mark,) = thread_marks([thread]).touching(NEW, 0, 9)
    assert mark.kind is kind
