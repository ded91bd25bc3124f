"""What a server would refuse, or swallow without a word, of a review: known before any of it leaves.

Pure: what is known of the change comes in as a value, whoever found it out. Where nothing is known nothing is blocked;
the server then says it itself. The rules are Gerrit's, as its servers from 3.10 to 3.13 were seen to keep them.
"""

import re
from collections.abc import Iterable, Mapping

from visioneditor.core.review.model import COMMIT_MESSAGE_PATH, PATCH_SET_PATH, Comment, Side, Status
from visioneditor.core.review.publication import PlannedComment, Post, Problem, Route, Way
from visioneditor.values import dataclass, field, replace

COMMENT_LIMIT = 16 << 10  # characters of a comment, with what the server keeps beside its words; of a cover message
TOTAL_LIMIT = 3 << 20  # of all comments and messages of a change
COUNT_LIMIT = 5000  # comments and messages of a change

_MAGIC_PATHS = frozenset({COMMIT_MESSAGE_PATH, PATCH_SET_PATH, "/MERGE_LIST"})
_BESIDE_WORDS = 17 + 40 + 36  # a comment's id, its revision, the server's id
_UUID_SIZE = 17
_GERRIT_UUID = re.compile(r"[0-9a-f]{8}_[0-9a-f]{8}")
_DROP = (Way.DROP_VOTE,)
_ELSEWHERE = (Way.ON_FILE, Way.ON_PATCH_SET)


@dataclass(frozen=True, slots=True, kw_only=True)
class VoteRule:
    """A label in the server's spelling: its values, and which of them one may give; None: that is not known."""

    name: str
    values: frozenset[int] | None = None
    permitted: frozenset[int] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What is known of a change and its server; whatever is None or not there nobody here knows."""

    is_asked: bool = False  # the server said it just now; else it is as old as the last fetch
    status: Status = Status.NEW
    is_work_in_progress: bool = False
    touched: Mapping[int, frozenset[str]] = field(default_factory=dict)  # paths of a patch set's diff, by its number
    quoted: Mapping[str, int] = field(default_factory=dict)  # how much stands above answers to these, which it lacks
    unsent: frozenset[str] = frozenset()  # ids of drafts under way, whose uuids nobody knows yet
    published: Mapping[str, bool] | None = None  # uuids of the server's comments: whether their thread is unresolved
    labels: tuple[VoteRule, ...] | None = None
    line_sizes: Mapping[tuple[int, Side, str], tuple[int, ...]] = field(default_factory=dict)  # in UTF-16 units
    size: int = 0  # of the comments and messages that the server has
    count: int = 0


def check_post(post: Post, known: Known, route: Route = Route.REST) -> tuple[Post, tuple[PlannedComment, ...]]:
    """The post with what may leave, each comment with what is to be told of it; and the comments that stay here.

    Comments on files out of the diff go by server drafts. Votes are another matter (`check_votes`).
    """
    checked = [check_planned(one, known, route, tag=post.tag) for one in post.comments]
    leaving = tuple(one for one in checked if not one.is_blocked)
    return replace(post, comments=leaving), tuple(one for one in checked if one.is_blocked)


def check_planned(planned: PlannedComment, known: Known, route: Route = Route.REST, *, tag: str = "") -> PlannedComment:
    """A comment as it leaves, with its problems, and whether it goes by a server draft."""
    comment = planned.comment
    problems = tuple(_problems(comment, known, route, tag))
    is_outside = route is Route.REST and is_out_of_diff(comment, known)
    return replace(planned, problems=problems, is_server_draft=is_outside)


def is_out_of_diff(comment: Comment, known: Known) -> bool:
    """Whether a server would refuse the comment with a review; where the diff is not known that is taken for sure."""
    touched = known.touched.get(comment.patch_set)
    return comment.path not in _MAGIC_PATHS and (touched is None or comment.path not in touched)


def check_votes(votes: Mapping[str, int], known: Known) -> tuple[dict[str, int], tuple[Problem, ...]]:
    """The votes that may leave, labels in the server's spelling, and what is wrong with them and the others."""
    kept: dict[str, int] = {}
    problems: list[Problem] = []
    for label, value in votes.items():
        rule = _find_rule(label, known)
        name = rule.name if rule else label
        found = _vote_problem(name, value, rule, known)
        if found is None and name in kept:
            found = _problem("publish.voted-twice", _DROP, name, label=name)
        if found is not None:
            problems.append(found)
        if found is None or not found.is_blocking:
            kept[name] = value
    return kept, tuple(problems)


def check_cover(cover: str) -> tuple[Problem, ...]:
    """What is wrong with the message above the comments."""
    size = utf16_size(cover.strip())
    return (_problem("publish.long-cover", (Way.EDIT,), size=size, most=COMMENT_LIMIT),) if size > COMMENT_LIMIT else ()


def check_change(known: Known) -> tuple[Problem, ...]:
    """What one should know of the change before one writes to it; nothing of it stays here for that."""
    if known.status is not Status.NEW:
        return (_told("publish.closed", status=known.status.value),)
    return (_told("publish.work-in-progress"),) if known.is_work_in_progress else ()


def check_amount(posts: Iterable[Post], known: Known) -> tuple[Problem, ...]:
    """Whether all of it together is more than a server takes of one change."""
    comments, covers, size, count = 0, 0, known.size, known.count
    for post in posts:
        comments += len(post.comments)
        covers += 1
        size += sum(comment_size(one.comment, post.tag) for one in post.comments) + utf16_size(post.cover)
    count += comments + covers
    if count > COUNT_LIMIT:
        return (_problem("publish.too-many", (), count=count, most=COUNT_LIMIT),)
    return (_problem("publish.too-much", (), size=size >> 10, most=TOTAL_LIMIT >> 10),) if size > TOTAL_LIMIT else ()


def comment_size(comment: Comment, tag: str) -> int:
    """A comment's size as a server counts it: its words and what is kept beside them, in UTF-16 units."""
    return stored_size(comment.message.strip(), comment.path, tag, is_reply=_is_reply(comment))


def stored_size(words: str, path: str, tag: str, *, is_reply: bool) -> int:
    """The same of a comment by its parts."""
    return sum(map(utf16_size, (words, path, tag))) + _UUID_SIZE * is_reply + _BESIDE_WORDS


def utf16_size(text: str) -> int:
    """How long a text is for a server: in UTF-16 units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _problems(comment: Comment, known: Known, route: Route, tag: str) -> Iterable[Problem]:
    if not comment.message.strip():
        yield _problem("publish.blank", (Way.EDIT,))
    if route is Route.NOTES:
        return
    size = comment_size(comment, tag) + known.quoted.get(comment.parent or "", 0)
    if size > COMMENT_LIMIT:
        yield _problem("publish.long-comment", (Way.EDIT,), size=size, most=COMMENT_LIMIT)
    if route is Route.SSH and comment.patch_set in known.touched and is_out_of_diff(comment, known):
        yield _problem("publish.untouched-by-ssh", (Way.ON_PATCH_SET,), path=comment.path, number=comment.patch_set)
    yield from _place_problems(comment, known)
    yield from _reply_problems(comment, known)


def _place_problems(comment: Comment, known: Known) -> Iterable[Problem]:
    if comment.path == COMMIT_MESSAGE_PATH and comment.side is not Side.REVISION:
        yield _problem("publish.parent-message", (Way.ON_PATCH_SET,))
    elif comment.path != PATCH_SET_PATH and not _is_in_order(comment):
        yield _problem("publish.bad-range", _ELSEWHERE)
    elif not _is_inside(comment, known):
        yield _problem("publish.outside", _ELSEWHERE, path=comment.path, number=comment.patch_set)


def _is_in_order(comment: Comment) -> bool:
    at = comment.range
    if at is None:
        return comment.line is None or comment.line > 0
    start, end = (at.start_line, at.start_character), (at.end_line, at.end_character)
    return at.start_line > 0 and at.start_character >= 0 and at.end_character >= 0 and start <= end


def _is_inside(comment: Comment, known: Known) -> bool:
    """Whether the text has the place; a server takes any, and shows it nowhere."""
    sizes = known.line_sizes.get((comment.patch_set, comment.side, comment.path))
    at = comment.range
    if sizes is None or (at is None and comment.line is None):
        return True
    if at is None:
        return (comment.line or 0) <= len(sizes)
    ends = ((at.start_line, at.start_character), (at.end_line, at.end_character))
    return all(_is_there(line, character, sizes) for line, character in ends)


def _is_there(line: int, character: int, sizes: tuple[int, ...]) -> bool:
    if line == len(sizes) + 1:
        return character == 0  # behind the last line's end
    return line <= len(sizes) and character <= sizes[line - 1]


def _reply_problems(comment: Comment, known: Known) -> Iterable[Problem]:
    parent = comment.parent
    if parent is None:
        return
    if parent in known.unsent:
        yield _problem("publish.answers-unsent", ())
    elif not _is_reply(comment):
        yield _told("publish.begins-thread")
    elif known.published is None:
        return
    elif parent not in known.published:
        problem = _problem("publish.unknown-answered", (Way.AS_NEW_THREAD,), uuid=parent)
        yield replace(problem, is_blocking=known.is_asked)
    elif not known.published[parent] and comment.unresolved:
        yield _told("publish.opens-again")


def _is_reply(comment: Comment) -> bool:
    """Whether it names to the server what it answers; notes and drafts are unknown there."""
    return comment.parent is not None and _GERRIT_UUID.fullmatch(comment.parent) is not None


def _find_rule(label: str, known: Known) -> VoteRule | None:
    return next((rule for rule in known.labels or () if rule.name.lower() == label.lower()), None)


def _vote_problem(label: str, value: int, rule: VoteRule | None, known: Known) -> Problem | None:
    """Why a vote would be refused or swallowed. What the last fetch says of labels may be less than all there are."""
    if known.status is Status.ABANDONED:
        return _problem("publish.closed-vote", _DROP, label)
    if rule is None:
        if known.labels is None:
            return None
        if known.is_asked:
            return _problem("publish.unknown-label", _DROP, label, label=label)
        return replace(_problem("publish.unseen-label", _DROP, label, label=label), is_blocking=False)
    if rule.values is not None and value not in rule.values and value:
        values = ", ".join(f"{one:+}" if one else "0" for one in sorted(rule.values))
        return _problem("publish.unknown-value", _DROP, label, label=label, value=f"{value:+}", values=values)
    is_taken_back = not value and known.status is Status.NEW  # everybody may do that at any time
    if rule.permitted is not None and value not in rule.permitted and not is_taken_back:
        return _problem("publish.vote-not-permitted", _DROP, label, label=label, value=f"{value:+}")
    return None


def _problem(message: str, ways: tuple[Way, ...], of_vote: str = "", /, **arguments: object) -> Problem:
    return Problem(message=message, arguments=arguments, ways=ways, label=of_vote)


def _told(message: str, **arguments: object) -> Problem:
    return Problem(message=message, arguments=arguments, is_blocking=False)
