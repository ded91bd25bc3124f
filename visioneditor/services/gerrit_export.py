"""One's unsent review as JSON that somebody else posts: whole as it is, for nobody mends it on the way.

A server refuses a review for one comment on a file that its diff does not show, and whoever posts JSON has no drafts on
the server to go around that. So such a comment is put on the patch set as a whole, its place named in its words.
"""

from collections.abc import Iterable, Mapping

from visioneditor.core.review.checks import Known, check_cover, check_planned, check_votes
from visioneditor.core.review.model import COMMIT_MESSAGE_PATH, PATCH_SET_PATH, Change, Comment, Side
from visioneditor.core.review.publication import PlannedComment, Problem, Route, Way
from visioneditor.gerrit.protocol import build_reviews, join_replies, render_reviews
from visioneditor.services.gerrit_places import places_at_gerrit
from visioneditor.services.knowledge import load_known
from visioneditor.services.published import load_published
from visioneditor.services.workspace import Workspace
from visioneditor.values import dataclass, replace

_LONGEST_QUOTE = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class GerritExport:
    """The JSON, and what is otherwise in it than it was written."""

    data: bytes
    moved: tuple[Comment, ...] = ()  # as they were written
    left_out: tuple[Problem, ...] = ()  # why, one for each

    def told(self) -> tuple[Problem, ...]:
        """What is to be said of both."""
        moved = (Problem(message="export.moved", arguments={"place": place_words(one)}) for one in self.moved)
        return (*moved, *self.left_out)


def build_gerrit_export(
    workspace: Workspace,
    change: Change,
    drafts: Iterable[Comment],
    *,
    votes: Mapping[str, int],
    cover: str,
    wrapped: bool = False,
) -> GerritExport:
    """The review as a server takes it. It runs git."""
    joined = join_replies(draft for draft in drafts if draft.message.strip())
    known = load_known(workspace, change, joined)
    fitted = [_fit(comment, known) for comment in places_at_gerrit(workspace, change, joined)]
    kept_votes, of_votes = check_votes(votes, known)
    of_cover = check_cover(cover)
    reviews = build_reviews(
        change,
        [one.comment for one in fitted if not one.is_blocked],
        published=load_published(workspace, change),
        votes=kept_votes,
        cover="" if of_cover else cover,
    )
    problems = (*(problem for one in fitted for problem in one.problems), *of_votes, *of_cover)
    return GerritExport(
        data=render_reviews(reviews, wrapped=wrapped),
        moved=tuple(one.drafts[0] for one in fitted if one.comment.path != one.drafts[0].path and not one.is_blocked),
        left_out=tuple(problem for problem in problems if problem.is_blocking),
    )


def place_words(comment: Comment) -> str:
    """Where a comment was written, in words: the file, its lines, what stands there."""
    name = "the commit message" if comment.path == COMMIT_MESSAGE_PATH else comment.path
    parts = [name, "before the change"] if comment.side is not Side.REVISION else [name]
    if comment.line is not None:
        first = comment.range.start_line if comment.range else comment.line
        parts.append(f"line {comment.line}" if first == comment.line else f"lines {first}–{comment.line}")
    quote = " ".join(comment.quote.split())
    if quote:
        parts.append(f"“{quote if len(quote) <= _LONGEST_QUOTE else quote[:_LONGEST_QUOTE] + '…'}”")
    return ", ".join(parts)


def _fit(written: Comment, known: Known) -> PlannedComment:
    """A comment as a server takes it: where it was written if that can be, else a step further out."""
    comment = written
    for _ in range(3):
        checked = check_planned(PlannedComment(drafts=(written,), comment=comment), known, Route.SSH)
        ways = {way for problem in checked.problems if problem.is_blocking for way in problem.ways}
        step = _step(written, comment, ways)
        if step is None:
            break
        comment = step
    return checked


def _step(written: Comment, comment: Comment, ways: set[Way]) -> Comment | None:
    if Way.AS_NEW_THREAD in ways:
        return replace(comment, parent=None)
    if Way.ON_FILE in ways and comment.line is not None:
        return replace(comment, line=None, range=None, quote="", message=_with_place(written))
    if Way.ON_PATCH_SET in ways and comment.path != PATCH_SET_PATH:
        whole = replace(comment, path=PATCH_SET_PATH, side=Side.REVISION, line=None, range=None, quote="")
        return replace(whole, message=_with_place(written))
    return None


def _with_place(written: Comment) -> str:
    return f"{place_words(written)}:\n\n{written.message.strip()}"
