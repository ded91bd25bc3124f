"""Where a comment stands, in a few words."""

from PySide6.QtCore import QCoreApplication

from visioneditor.core.review.model import COMMIT_MESSAGE_PATH, PATCH_SET_PATH, Comment, Range, Side
from visioneditor.gui.widgets.revision_names import shown_document


def _tr(text: str) -> str:
    return QCoreApplication.translate("Places", text)


def shown_title(comment: Comment, section: str, *, names_file: bool) -> str:
    """What a comment is on: its section, with the file where there are several; else the file."""
    if comment.path == PATCH_SET_PATH:
        return _tr("The patch set as a whole")
    name = shown_document(comment.path)
    if not section:
        return name
    return f"{section} · {name}" if names_file else section


def shown_place(comment: Comment) -> str:
    """Its line and characters, as the server counts them."""
    if comment.path == PATCH_SET_PATH:
        return ""
    at = _tr("the whole file")
    if comment.range is not None:
        at = _shown_range(comment.range)
    elif comment.line is not None:
        at = _tr("line {line}").format(line=comment.line)
    if comment.path == COMMIT_MESSAGE_PATH and comment.line is None:
        at = _tr("the whole message")
    return at if comment.side is Side.REVISION else _tr("{place} of the base").format(place=at)


def _shown_range(at: Range) -> str:
    if at.start_line == at.end_line:
        return _tr("line {line}, characters {start}–{end}").format(
            line=at.start_line, start=at.start_character, end=at.end_character
        )
    return _tr("line {line}, character {start} to line {last}, character {end}").format(
        line=at.start_line, start=at.start_character, last=at.end_line, end=at.end_character
    )
