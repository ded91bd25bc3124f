"""An unsent review as one HTML file that opens anywhere: each comment under the text it speaks of.

It holds no script and fetches nothing, and says so to the browser. Colours are the window's, light or dark as the
reader's system is set.
"""

from collections.abc import Iterator

from visioneditor.core.review.model import Comment
from visioneditor.exporters.comparison_html import POLICY, Look
from visioneditor.exporters.comparison_html_blocks import attribute, text
from visioneditor.exporters.comparison_html_style import style_sheet
from visioneditor.exporters.message_html import message_html
from visioneditor.exporters.review_shape import (
    Chapter,
    OwnReview,
    OwnThread,
    Passage,
    place_name,
    signed,
    state_name,
)

_SERIF = '"Source Serif 4","Source Serif Pro",Charter,"Sitka Text","Noto Serif",Georgia,serif'
_SHEET = """
*{box-sizing:border-box}
html{background:var(--paper);color:var(--text);color-scheme:light dark;-webkit-text-size-adjust:100%}
body{margin:0 auto;max-width:46rem;padding:1.8rem 1.5rem 4rem;font:15px/1.5 system-ui,"Segoe UI",Roboto,
"Helvetica Neue",Arial,sans-serif;overflow-wrap:anywhere}
a{color:var(--accent);text-underline-offset:.15em}a:focus-visible{outline:2px solid var(--focus);outline-offset:2px}
h1{font:600 1.7rem/1.25 SERIF;margin:0 0 .4rem}
header p{margin:.15rem 0}.about{color:var(--muted)}
.votes{list-style:none;margin:.9rem 0;padding:0;display:flex;flex-wrap:wrap;gap:.5rem}
.votes li{border:1px solid var(--edge);border-radius:4px;padding:.1rem .55rem}
.cover{margin:1rem 0}
nav{margin:1.2rem 0;border:solid var(--line);border-width:1px 0;padding:.5rem 0;font-size:13px}
nav ul{list-style:none;margin:0;padding:0}nav li{display:flex;gap:1rem;justify-content:space-between}
nav a{color:var(--text);text-decoration:none}nav a:hover{text-decoration:underline}
nav span{color:var(--muted);flex:none}
section{margin-top:2.2rem}
h2{font-size:1.05rem;line-height:1.35;margin:0 0 .8rem;padding-bottom:.3rem;border-bottom:1px solid var(--line)}
h2 span,.place,.label{color:var(--muted);font-weight:400}
article{margin:0 0 1.6rem}
.place,.label{font-size:13px;margin:0 0 .3rem}.place b{color:var(--text);font-weight:600}
.passage{margin:0 0 .6rem;padding:.4rem .9rem;border-left:3px solid var(--edge);background:var(--side);
font:15px/1.54 SERIF;white-space:pre-wrap}
mark{background:none;color:inherit;border-bottom:2px solid var(--accent);font-weight:600}
.answered{margin:0 0 .6rem;padding-left:.9rem;border-left:3px solid var(--line);color:var(--muted)}
.own{margin:0 0 .6rem;padding-left:.9rem;border-left:3px solid var(--accent)}
p{margin:0 0 .55rem}p:last-child,.own>:last-child{margin-bottom:0}
.strong{font-weight:600}
blockquote{margin:0 0 .55rem;padding-left:.8rem;border-left:2px solid var(--edge);color:var(--muted)}
.item{display:flex;gap:.5rem}.item>.marker{flex:none;min-width:1.1em;text-align:right}.item>div{flex:1;min-width:0}
.item p{margin-bottom:.2rem}.in2{margin-left:1.2rem}.in3{margin-left:2.4rem}.in4{margin-left:3.6rem}
.in5{margin-left:4.8rem}
pre,code{font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,"Liberation Mono",monospace;font-size:.87em}
pre{background:var(--side);padding:.45rem .7rem;white-space:pre-wrap;margin:0 0 .55rem}
code{background:var(--side);padding:0 .15em}
.suggested{white-space:pre-wrap;padding:.4rem .9rem;background:var(--side);font:15px/1.54 SERIF;margin:0 0 .55rem}
ins{color:var(--added);background:var(--added-wash);text-decoration:underline;text-decoration-thickness:1.5px}
del{color:var(--removed);background:var(--removed-wash);text-decoration:line-through}
.state{font-size:13px;color:var(--muted)}
@media print{html,body{background:#fff}body{max-width:none;padding:0;font-size:10pt}.passage,.suggested{font-size:10pt}
nav{display:none}h2,.place,.label{break-after:avoid}p{orphans:3;widows:3}article{break-inside:auto}
.passage,pre,.suggested,ins,del{print-color-adjust:exact;-webkit-print-color-adjust:exact}@page{margin:18mm 16mm}}
"""


def render_review_html(review: OwnReview, look: Look) -> str:
    """The page."""
    return "".join(_page(review, style_sheet(look.light, look.dark, look.contrast, _SHEET.replace("SERIF", _SERIF))))


def _page(review: OwnReview, sheet: str) -> Iterator[str]:
    subject = " ".join(review.change.subject.split())
    yield '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
    yield f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">\n'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
    yield '<meta name="referrer" content="no-referrer">\n'
    yield f"<title>Review of “{text(subject)}”</title>\n<style>{sheet}</style>\n</head>\n<body>\n"
    yield from _header(review, subject)
    if len(review.chapters) > 1:
        yield from _contents(review)
    yield "<main>\n"
    for number, chapter in enumerate(review.chapters, 1):
        yield from _chapter(chapter, number)
    yield "</main>\n</body>\n</html>\n"


def _header(review: OwnReview, subject: str) -> Iterator[str]:
    yield f'<header>\n<h1 dir="auto">{text(subject)}</h1>\n'
    name = text(review.name)
    linked = f'<a href="{attribute(review.address)}" rel="noreferrer">{name}</a>' if review.address else name
    yield f'<p class="about">Review of {linked}, {text(review.patch_set)}</p>\n'
    yield f'<p class="about">by {text(review.author) or "somebody who is not named"}</p>\n'
    if review.votes:
        votes = "".join(f"<li>{text(label)} <b>{signed(value)}</b></li>" for label, value in review.votes.items())
        yield f'<ul class="votes">{votes}</ul>\n'
    if review.cover:
        yield f'<div class="cover">{message_html(review.cover)}</div>\n'
    yield "</header>\n"


def _contents(review: OwnReview) -> Iterator[str]:
    yield '<nav aria-label="Files">\n<ul>\n'
    for number, chapter in enumerate(review.chapters, 1):
        count = sum(len(thread.comments) for thread in chapter.threads)
        said = f"patch set {chapter.patch_set} · {count} comment{'' if count == 1 else 's'}"
        yield f'<li><a href="#f{number}">{text(chapter.title)}</a><span>{said}</span></li>\n'
    yield "</ul>\n</nav>\n"


def _chapter(chapter: Chapter, number: int) -> Iterator[str]:
    yield f'<section id="f{number}">\n<h2>{text(chapter.title)} <span>patch set {chapter.patch_set}</span></h2>\n'
    for thread in chapter.threads:
        yield from _thread(thread)
    yield "</section>\n"


def _thread(thread: OwnThread) -> Iterator[str]:
    yield "<article>\n"
    passage, name = thread.passage, place_name(thread)
    if name:
        section = f" · {text(passage.section)}" if passage is not None and passage.section else ""
        yield f'<p class="place"><b>{name}</b>{section}</p>\n'
    if passage is not None:
        yield f'<div class="passage" dir="auto">{_marked(passage)}</div>\n'
    lines = passage.lines if passage is not None else ""
    if thread.answered is not None:
        yield _answered(thread.answered, lines)
    for comment in thread.comments:
        yield f'<div class="own">{message_html(comment.message, lines)}</div>\n'
    if state_name(thread.comments[-1]):
        yield f'<p class="state">✓ {state_name(thread.comments[-1])}</p>\n'
    yield "</article>\n"


def _marked(passage: Passage) -> str:
    """The passage, the part that is spoken of marked in it."""
    if passage.span is None:
        return text(passage.text)
    start, end = passage.span
    before, part, after = passage.text[:start], passage.text[start:end], passage.text[end:]
    return f"{text(before)}<mark>{text(part)}</mark>{text(after)}"


def _answered(comment: Comment, lines: str) -> str:
    who = f'<p class="label">{text(comment.author)} wrote on {comment.written:%Y-%m-%d}:</p>'
    return f'<div class="answered">{who}{message_html(comment.message, lines)}</div>\n'
