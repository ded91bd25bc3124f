"""Where a change's comments belong on another of its patch sets.

Every comment has an answer: its words, what became of them, their paragraph, section or document, or that the file is
no more. Texts are read, parsed and compared once for all comments that stand on the same one.
"""

from collections.abc import Iterable

from visioneditor.core.compare.comparing import compare
from visioneditor.core.document.model import Document, Markup
from visioneditor.core.document.parsing import parse, parse_path
from visioneditor.core.review.anchors import anchor_span, place
from visioneditor.core.review.model import COMMIT_MESSAGE_PATH, PATCH_SET_PATH, Change, Comment, PatchSet, Side
from visioneditor.core.review.porter import Placed, Ported, PortedComment, Porter
from visioneditor.core.text import Lines
from visioneditor.errors import VisionEditorError
from visioneditor.repository.renames import find_renames
from visioneditor.services.changes import find_patch_set
from visioneditor.services.comment_texts import comment_text
from visioneditor.services.workspace import Workspace

_Place = tuple[str, Side, str]  # revision, side, path


def port_comments(
    workspace: Workspace, change: Change, comments: Iterable[Comment], target: PatchSet
) -> tuple[PortedComment, ...]:
    """Where each of the comments belongs on the target patch set, in their order."""
    porting = _Porting(workspace, change, target)
    return tuple(porting.port(comment) for comment in comments)


class _Porting:
    """The texts and comparisons of one change, each made when it is first needed."""

    def __init__(self, workspace: Workspace, change: Change, target: PatchSet) -> None:
        self._workspace = workspace
        self._change = change
        self._target = target
        self._texts: dict[_Place, Document | None] = {}
        self._porters: dict[tuple[_Place, _Place], Porter] = {}
        self._renames: dict[str, dict[str, str]] = {}

    def port(self, comment: Comment) -> PortedComment:
        if comment.path == PATCH_SET_PATH:
            return self._whole(comment.path, Placed.DOCUMENT)
        source = self._find_patch_set(comment)
        path = self._path_there(source, comment)
        there = self._document(self._target, comment.side, path) if path else None
        if path is None or there is None:
            return self._whole(comment.path, Placed.GONE)
        here = self._document(source, comment.side, comment.path) if source else None
        if comment.line is None or here is None:
            return self._whole(path, Placed.DOCUMENT)
        assert source is not None
        span = place(comment, here.text)
        porter = self._porter(comment, source, path, here, there)
        found = porter.port(*span) if porter and span else Ported(placed=Placed.EXACT, span=span)
        return self._answer(path, there, found)

    def _find_patch_set(self, comment: Comment) -> PatchSet | None:
        try:
            return find_patch_set(self._change, comment.patch_set)
        except VisionEditorError:
            return None

    def _path_there(self, source: PatchSet | None, comment: Comment) -> str | None:
        """The file's path on the target: the same, or what git takes it to have been renamed to."""
        if comment.path == COMMIT_MESSAGE_PATH or source is None:
            return comment.path
        if self._document(self._target, comment.side, comment.path) is not None:
            return comment.path
        return self._renamed(source, comment.side).get(comment.path)

    def _renamed(self, source: PatchSet, side: Side) -> dict[str, str]:
        old, new = (one.revision if side is Side.REVISION else one.parent for one in (source, self._target))
        if not old or not new:
            return {}
        if old not in self._renames:
            self._renames[old] = dict(find_renames(self._workspace.repository, old, new))
        return self._renames[old]

    def _document(self, patch_set: PatchSet, side: Side, path: str) -> Document | None:
        key = patch_set.revision, side, path
        if key not in self._texts:
            try:
                text = comment_text(self._workspace, patch_set, side, path)
            except VisionEditorError:
                self._texts[key] = None
            else:
                is_message = path == COMMIT_MESSAGE_PATH
                self._texts[key] = parse(text, Markup.TEXT) if is_message else parse_path(path, text)
        return self._texts[key]

    def _porter(self, comment: Comment, source: PatchSet, path: str, here: Document, there: Document) -> Porter | None:
        """None where the text is the same, so that nothing has to be found."""
        if here.text == there.text:
            return None
        key = (source.revision, comment.side, comment.path), (self._target.revision, comment.side, path)
        if key not in self._porters:
            self._porters[key] = Porter(compare(here, there))
        return self._porters[key]

    def _whole(self, path: str, placed: Placed) -> PortedComment:
        return PortedComment(patch_set=self._target.number, path=path, placed=placed)

    def _answer(self, path: str, there: Document, found: Ported) -> PortedComment:
        if found.span is None:
            return self._whole(path, found.placed)
        start, end = found.span
        lines = Lines(there.text)
        has_words = found.placed in (Placed.EXACT, Placed.EDITED) and bool(there.text[start:end].strip())
        return PortedComment(
            patch_set=self._target.number,
            path=path,
            placed=found.placed,
            lines=(lines.line_of(start), lines.line_of(max(start, end - 1))),
            range=anchor_span(there.text, start, end).range if has_words else None,
            quote=None if found.placed is Placed.SECTION else there.text[start:end],
        )
