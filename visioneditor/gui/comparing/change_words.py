"""Changes in words: the labels at moved or new sections, the notes on marked words, what a screen reader says."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from visioneditor.core.compare.model import BlockRow, Comparison, Edit, Kind, Op, SectionRow, Summary
from visioneditor.core.document.model import Document, Section
from visioneditor.core.text import count_words
from visioneditor.gui.prose.rows import Face, Label


def say(text: str) -> str:
    """A text of this mode, translated."""
    return QCoreApplication.translate("Comparing", text)


def count_of_words(number: int) -> str:
    """ "1 word", "12 words"."""
    return say("1 word") if number == 1 else say("{0} words").format(f"{number:,}")


def count_of_sections(number: int, what: str) -> str:
    """ "1 section moved", "3 sections moved"."""
    return say(f"1 section {what}") if number == 1 else say(f"{{0}} sections {what}").format(number)


def is_up(row: SectionRow) -> bool:
    """Whether a moved section stands nearer to the beginning than it did."""
    return row.new[0].number <= row.old[0].number


def move_words(row: SectionRow) -> str:
    """ "moved up, 12 → 8"."""
    words = say("moved up, {0} → {1}") if is_up(row) else say("moved down, {0} → {1}")
    return words.format(row.old[0].number, row.new[0].number)


def section_labels(row: SectionRow, back: str = "") -> tuple[tuple[Label, ...], tuple[Label, ...]]:
    """What stands below a changed section's heading, in the old and in the new text; `back` leads to where it stood."""
    old: list[Label] = []
    new: list[Label] = []
    if Kind.ADDED in row.kinds and not row.old:
        new.append(_label("+ " + say("section added"), "added"))
    if Kind.REMOVED in row.kinds and not row.new:
        old.append(_label("− " + say("section removed"), "removed"))
    if not row.old or not row.new:
        return tuple(old), tuple(new)
    if Kind.MOVED in row.kinds:
        old.append(_label(say("stood at {0}").format(row.old[0].number), "moved", "corner-up-left", back))
        new.append(_label(move_words(row), "moved", "arrow-up" if is_up(row) else "arrow-down", back))
    if Kind.SPLIT in row.kinds:
        old.append(_label(say("split into {0}").format(_titles(row.new)), "markup", "split"))
    if Kind.MERGED in row.kinds:
        new.append(_label(say("merged from {0}").format(_titles(row.old)), "markup", "merge"))
    if Kind.RELEVELED in row.kinds:
        icon = "indent-increase" if row.new[0].level > row.old[0].level else "indent-decrease"
        words = say("level {0} → {1}").format(row.old[0].level, row.new[0].level)
        new.append(_label(words, "markup", icon))
    return tuple(old), tuple(new)


def _label(text: str, token: str, icon: str = "", action: str = "") -> Label:
    return Label(text=text, token=token, icon=icon, face=Face.SMALL_NAME, action=action)


def _titles(sections: Sequence[Section]) -> str:
    return ", ".join(section.title for section in sections)


def spoken_row(row: BlockRow, comparison: Comparison, kind: str) -> str:
    """ "paragraph, moved from Design Goals, 3 words added"."""
    parts = [kind]
    if Kind.MOVED in row.kinds and row.old_section is not None and row.old_section != row.new_section:
        parts.append(say("moved from {0}").format(title_of(comparison.old, row.old_section)))
    elif Kind.MOVED in row.kinds:
        parts.append(say("moved"))
    if row.old is None:
        parts.append(say("added"))
    elif row.new is None:
        parts.append(say("removed"))
    else:
        parts += _spoken_edits(row.edits, comparison)
    return ", ".join(parts)


def _spoken_edits(edits: Sequence[Edit], comparison: Comparison) -> list[str]:
    words = [edit for edit in edits if edit.op in {Op.INSERT, Op.DELETE, Op.REPLACE}]
    added = sum(count_words(comparison.new.text[edit.new_start : edit.new_end]) for edit in words)
    removed = sum(count_words(comparison.old.text[edit.old_start : edit.old_end]) for edit in words)
    found = []
    if added:
        found.append(say("{0} added").format(count_of_words(added)))
    if removed:
        found.append(say("{0} removed").format(count_of_words(removed)))
    if words and not found:
        found.append(say("punctuation changed"))
    if any(edit.op is Op.LINK for edit in edits):
        found.append(say("link changed"))
    if any(edit.op is Op.MARKUP for edit in edits):
        found.append(say("markup changed"))
    return found


def title_of(document: Document, number: int | None) -> str:
    """The title of a section by its number; of the preamble, or of none, a word for the beginning."""
    title = next((section.title for section in document.sections if section.number == number), "")
    return title or say("the beginning")


_KINDS_TOLD = (Kind.MOVED, Kind.ADDED, Kind.REMOVED, Kind.RENAMED, Kind.SPLIT, Kind.MERGED)


def summary_parts(summary: Summary) -> tuple[tuple[str, str], ...]:
    """The counts line: a number (shown bold) and its words, for all that is not nought."""
    counts = dict(summary.sections)
    parts: list[tuple[str, str]] = []
    if summary.words_added:
        parts.append(
            (f"{summary.words_added:,}", say("word added") if summary.words_added == 1 else say("words added"))
        )
    if summary.words_removed:
        parts.append((f"{summary.words_removed:,}", say("removed") if parts else say("words removed")))
    told = [kind for kind in _KINDS_TOLD if counts.get(kind)]
    for kind in told:
        words = count_of_sections(counts[kind], kind.value).removeprefix(f"{counts[kind]} ")
        parts.append((str(counts[kind]), words if kind is told[0] else say(kind.value)))
    if summary.link_changes:
        parts.append((str(summary.link_changes), say("link changed" if summary.link_changes == 1 else "links changed")))
    if summary.markup_changes:
        one = summary.markup_changes == 1
        parts.append((str(summary.markup_changes), say("change of markup") if one else say("changes of markup")))
    return tuple(parts)


def nothing_differs(summary: Summary) -> str:
    """The sentence where no words differ."""
    if summary.reflowed_lines == 1:
        return say("No words differ; 1 line was re-wrapped.")
    if summary.reflowed_lines:
        return say("No words differ; {0} lines were re-wrapped.").format(summary.reflowed_lines)
    return say("The two texts are the same.")
