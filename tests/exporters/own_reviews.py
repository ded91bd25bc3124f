"""A review to hand out, for the tests of the forms that it leaves in."""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from visioneditor.core.document.parsing import parse_path
from visioneditor.core.review.anchors import anchor_span
from visioneditor.core.review.model import Change, Comment, PatchSet, Side
from visioneditor.exporters.review_shape import OwnReview, shape_review

PATH = "v.rst"
TEXT = (
    "Vision\n======\n\nThe *cloud* is for everyone who needs one.\n\nDesign Goals\n------------\n\n"
    "A vendor-independent\nAPI for all of them,\nand forever.\n"
)
CHANGE = Change(
    key="refs/heads/clearer_goals",
    number=None,
    change_id=None,
    subject="Make *goals* clearer",
    branch="main",
    patch_sets=tuple(PatchSet(number=n, revision=str(n) * 40, parent="0" * 40) for n in (1, 2)),
    ref="refs/heads/clearer_goals",
)


def draft(id: int, message: str = "Why?", *, words: str = "", **fields: object) -> Comment:
    """A draft on these words of the text, on patch set 2 unless the fields say otherwise."""
    start = TEXT.index(words)
    anchor = anchor_span(TEXT, start, start + len(words)) if words else None
    values: dict[str, Any] = {
        "uuid": None,
        "id": f"draft-{id}",
        "draft": True,
        "change_key": CHANGE.key,
        "patch_set": 2,
        "revision": "2" * 40,
        "path": PATH,
        "line": anchor.line if anchor else None,
        "range": anchor.range if anchor else None,
        "quote": anchor.quote if anchor else "",
        "author": "Dana",
        "written": datetime(2026, 9, 1, tzinfo=UTC) + timedelta(seconds=id),
        "message": message,
    }
    return Comment(**(values | fields))


def own_review(
    drafts: Iterable[Comment],
    *,
    votes: Mapping[str, int] | None = None,
    cover: str = "",
    published: Iterable[Comment] = (),
    address: str = "",
) -> OwnReview:
    """The review as it is handed out, by somebody with a name."""
    sides = ((2, Side.REVISION), (1, Side.REVISION), (1, Side.PARENT))
    return shape_review(
        CHANGE,
        drafts,
        published=published,
        texts={(number, side, PATH): parse_path(PATH, TEXT) for number, side in sides},
        votes=votes or {},
        cover=cover,
        author="Dana <dana@example.org>",
        address=address,
    )
