"""The matrix as one HTML file that opens anywhere and prints well: the table, then every answer in its own words.

It holds no script and fetches nothing, and says so to the browser. Each cell leads to the words it stands for. No
meaning is told by colour alone: each way to stand to a section has a shape, and says its name to who hears the page.
"""

from collections.abc import Iterator, Mapping

from visioneditor.core.consensus.matrix import count_row, standing, words_of
from visioneditor.core.consensus.model import Answer, ProjectRow, Standing
from visioneditor.exporters.comparison_html import POLICY, Look
from visioneditor.exporters.comparison_html_blocks import attribute, text
from visioneditor.exporters.comparison_html_style import style_sheet
from visioneditor.exporters.consensus_html_style import SHEET, SIGNS
from visioneditor.exporters.consensus_shape import (
    ConsensusReport,
    Passage,
    answer_name,
    counted,
    counted_standings,
    passages,
    read_words,
    spoken_for,
    standing_name,
    sums_line,
)

_SIGN_NAMES = {kind: kind.name.lower().replace("_", "-") for kind in Standing}


def render_consensus_html(report: ConsensusReport, look: Look) -> str:
    """The page."""
    return "".join(_page(report, style_sheet(look.light, look.dark, look.contrast, SHEET)))


def _page(report: ConsensusReport, sheet: str) -> Iterator[str]:
    title = " ".join((report.title or report.path).split())
    yield '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
    yield f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">\n'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
    yield '<meta name="referrer" content="no-referrer">\n'
    yield f"<title>Consensus on “{text(title)}”</title>\n<style>{sheet}</style>\n</head>\n<body>\n{SIGNS}"
    yield f'<header>\n<h1 dir="auto">{text(title)}</h1>\n'
    yield f'<p class="sums">{text(sums_line(report))}</p>\n'
    yield f'<p class="about">{text(report.path)} at {text(report.revision)}</p>\n</header>\n<main>\n'
    yield from _table(report)
    yield from _missing(report)
    yield from _answers(report)
    yield "</main>\n</body>\n</html>\n"


def _table(report: ConsensusReport) -> Iterator[str]:
    sections = report.matrix.sections
    yield '<div class="wide" tabindex="0" role="region" aria-label="Projects by sections">\n<table class="matrix">\n'
    yield "<thead><tr><td></td>"
    yield from (f'<th scope="col"><div><span dir="auto">{text(one.title)}</span></div></th>' for one in sections)
    yield "<td></td></tr></thead>\n<tbody>\n"
    for row in report.matrix.rows:
        yield f'<tr><th scope="row" dir="auto">{text(row.project)}</th>'
        links = _links(row)
        yield from (_cell(row.answers.get(section.number), links) for section in sections)
        yield f'<td class="count">{_count(row, len(sections))}</td></tr>\n'
    yield '</tbody>\n<tbody class="totals">\n'
    for kind, counts in counted_standings(report.matrix):
        yield f'<tr><th scope="row">{_sign(kind)} {standing_name(kind)}</th>'
        yield from (f"<td>{count or ''}</td>" for count in counts)
        yield "<td></td></tr>\n"
    yield "</tbody>\n</table>\n</div>\n"
    if any(answer.is_stale for row in report.matrix.rows for answer in row.answers.values()):
        yield '<p class="legend"><span class="corner"></span> stale: the section has changed since</p>\n'


def _links(row: ProjectRow) -> Mapping[tuple[str, int], str]:
    """Where each of a project's texts stands on the page."""
    words = dict.fromkeys(words_of(each) for answer in row.answers.values() for each in answer.annotations)
    return {each: _anchor(row, at) for at, each in enumerate(words)}


def _anchor(row: ProjectRow, at: int) -> str:
    return attribute(f"{'-'.join(row.project.split())}-{at}")


def _cell(answer: Answer | None, links: Mapping[tuple[str, int], str]) -> str:
    if answer is None:
        return f"<td>{_sign(Standing.NONE)}</td>"
    said = answer_name(answer)
    marks = " stale" if answer.is_stale else ""
    sign = _sign(standing(answer), said)
    link = links[words_of(answer.annotations[0])]
    return f'<td class="said{marks}"><a href="#{link}" title="{attribute(said)}">{sign}</a></td>'


def _sign(kind: Standing, said: str = "") -> str:
    name = _SIGN_NAMES[kind]
    spoken = said or standing_name(kind)
    return f'<svg class="{name}" role="img" aria-label="{attribute(spoken)}"><use href="#{name}"/></svg>'


def _count(row: ProjectRow, columns: int) -> str:
    count = count_row(row)
    parts = [f"{count.answered} of {columns}"]
    parts += [f'<span class="old">{count.stale} stale</span>'] if count.stale else []
    parts += [counted(count.open_threads, "open thread")] if count.open_threads else []
    return " · ".join(parts)


def _missing(report: ConsensusReport) -> Iterator[str]:
    names = report.matrix.missing
    if not names:
        return
    yield f'<section>\n<h2>No answer yet <span class="about">{len(names)}</span></h2>\n<ul class="missing">\n'
    for name in names:
        people = spoken_for(report, name)
        yield f'<li dir="auto">{text(name)}{f" <span>{text(people)}</span>" if people else ""}</li>\n'
    yield "</ul>\n</section>\n"


def _answers(report: ConsensusReport) -> Iterator[str]:
    for row in report.matrix.rows:
        written = passages(row)
        if written:
            people = spoken_for(report, row.project)
            said = f" <span>{text(people)}</span>" if people else ""
            yield f'<section>\n<h2 dir="auto">{text(row.project)}{said}</h2>\n'
            yield from (_passage(passage, _anchor(row, at)) for at, passage in enumerate(written))
            yield "</section>\n"


def _passage(passage: Passage, anchor: str) -> str:
    titles = ", ".join(section.title for section in passage.sections)
    answers = f" <span>answers {text(titles)}</span>" if titles != passage.heading else ""
    stale = ' · <b class="old">stale</b>' if passage.is_stale else ""
    return (
        f'<article id="{anchor}">\n<h3 dir="auto">{text(passage.heading)}{answers}</h3>\n'
        f'<p class="about">{_sign(passage.standing)} {standing_name(passage.standing)}{stale}'
        f" · {text(passage.path)}:{passage.line}</p>\n"
        f'<div class="words">{_words(passage)}</div>\n</article>\n'
    )


def _words(passage: Passage) -> str:
    said = "".join(f'<p dir="auto">{text(paragraph)}</p>\n' for paragraph in read_words(passage))
    return said or "<p><i>nothing is written there</i></p>"
