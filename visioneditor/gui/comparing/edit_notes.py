"""An edit in words, for tooltips: "removed: fulfil", "link target changed from … to …", "emphasis became strong"."""

from bisect import bisect_right

from visioneditor.core.compare.model import BlockRow, Comparison, Edit, Op
from visioneditor.core.document.model import Block, Run, Style
from visioneditor.gui.comparing.change_words import say
from visioneditor.gui.prose.rows import Label

_SHORT, _ADDRESS = 60, 200  # characters
_QUIET = frozenset({Op.MARKUP, Op.LINK})
_MOST_SAID = 2  # of the changes of markup in a block, without a pointer on them
_STYLES = {
    Style.EMPHASIS: "emphasis",
    Style.STRONG: "strong emphasis",
    Style.LITERAL: "literal",
    Style.STRIKE: "strike-through",
    Style.LABEL: "label",
    Style.LINK: "link",
}


def edit_note(edit: Edit, row: BlockRow, comparison: Comparison, *, is_old: bool) -> str:
    """What an edit of a block did, told at its words on either side."""
    old = comparison.old.text[edit.old_start : edit.old_end]
    new = comparison.new.text[edit.new_start : edit.new_end]
    if edit.op not in (Op.LINK, Op.MARKUP):
        return say("removed: {0}").format(_short(old)) if is_old else say("added: {0}").format(_short(new))
    was, now = _run_at(row.old, edit.old_start), _run_at(row.new, edit.new_start)
    if was is not None and now is not None and old.split() == new.split():
        return _run_note(was, now, _short(new))
    if not old.strip():
        return say("markup added: {0}").format(_short(new))
    if not new.strip():
        return say("markup removed: {0}").format(_short(old))
    words = say("link target changed from {0} to {1}") if edit.op is Op.LINK else say("markup changed from {0} to {1}")
    most = _ADDRESS if edit.op is Op.LINK else _SHORT
    return words.format(_short(old, most), _short(new, most))


def _run_note(was: Run, now: Run, words: str) -> str:
    """The same words, set in another way or leading elsewhere."""
    if was.target != now.target and was.target and now.target:
        return say("link target changed from {0} to {1}").format(
            _short(was.target, _ADDRESS), _short(now.target, _ADDRESS)
        )
    if was.target and not now.target:
        return say("link to {0} taken out").format(_short(was.target, _ADDRESS))
    if now.target and not was.target:
        return say("link to {0} put in").format(_short(now.target, _ADDRESS))
    before, after = _setting(was), _setting(now)
    if before != after:
        return say("markup changed from {0} to {1}").format(before, after)
    return say("markup of “{0}” changed").format(words)


def quiet_labels(row: BlockRow, comparison: Comparison) -> tuple[Label, ...]:
    """What stands below a block of which only markup or links changed: the first of it in words."""
    if row.old is None or row.new is None or not row.edits or any(edit.op not in _QUIET for edit in row.edits):
        return ()
    notes = dict.fromkeys(edit_note(edit, row, comparison, is_old=False) for edit in row.edits)
    said = [note for note in notes if note][:_MOST_SAID]
    more = [say("and {0} more").format(len(row.edits) - len(said))] if len(notes) > len(said) else []
    return tuple(Label(text="¶ " + note, token="markup") for note in (*said, *more))


def _setting(run: Run) -> str:
    names = [say("role {0}").format(run.role)] if run.role else []
    names += [say(name) for style, name in _STYLES.items() if style in run.style]
    return ", ".join(names) or say("plain text")


def _run_at(block: Block | None, offset: int) -> Run | None:
    if block is None:
        return None
    at = bisect_right(block.runs, offset, key=lambda run: run.start) - 1
    return block.runs[at] if at >= 0 and offset < block.runs[at].end else None


def _short(text: str, most: int = _SHORT) -> str:
    one_line = " ".join(text.split())
    return one_line if len(one_line) <= most else one_line[:most].rstrip() + "…"
