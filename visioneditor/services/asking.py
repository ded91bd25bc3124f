"""Who is to be asked for what: the answers that projects still owe to a vision, and who was not heard on a change.

Projects that are retired are asked for nothing.
"""

from collections.abc import Iterable, Iterator, Mapping

from visioneditor.core.annotation import Annotation
from visioneditor.core.compare.model import Comparison, Kind, Op, SectionRow
from visioneditor.core.consensus.matrix import standing
from visioneditor.core.consensus.model import ProjectRow, Standing
from visioneditor.core.consensus.participation import Heard, Participation
from visioneditor.core.document.rendering import render_block
from visioneditor.core.review.model import Change, Status
from visioneditor.core.teams import Contact, FoundAs
from visioneditor.core.text import count_words
from visioneditor.errors import VisionEditorError
from visioneditor.exporters.asking_mail import Mail, Request, StaleSection, Subject, render_mail
from visioneditor.exporters.consensus_shape import ConsensusReport, answered_line
from visioneditor.services.change_address import change_address
from visioneditor.services.change_reviews import load_review_summary
from visioneditor.services.comparing import compare_revisions
from visioneditor.services.model import LoadedDocument
from visioneditor.services.participation import load_participation
from visioneditor.services.reflection_paths import reflection_path
from visioneditor.services.reviewing import identity
from visioneditor.services.workspace import Workspace
from visioneditor.values import dataclass

_OWED = (Standing.NONE, Standing.PASSING)  # a name in passing is no answer
_SAME = frozenset({Kind.UNCHANGED, Kind.REFLOWED, Kind.MOVED, Kind.MARKUP, Kind.LINK})
_SHORT = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A project with all that is known of it, and the mail that asks it; None where there is nothing to ask."""

    project: str
    contacts: tuple[Contact, ...]
    answered: int
    missing: int
    stale: int
    heard: Heard | None  # on the change, where there is one
    votes: tuple[tuple[str, int], ...]
    mail: Mail | None


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadedAsking:
    """All projects, those that are to be asked for most first; `others` took part and speak for none."""

    change: Change | None
    projects: tuple[Asked, ...]
    others: tuple[tuple[str, Heard], ...] = ()


def load_asking(
    workspace: Workspace, loaded: LoadedDocument, report: ConsensusReport, change: Change | None = None
) -> LoadedAsking:
    """Who is asked for what about a vision, and about a change of it. It runs git: not for the UI thread."""
    projects = [row.project for row in _rows(report)]
    heard = load_participation(workspace, projects, report.teams, change) if change is not None else None
    asker = _Asker(
        workspace=workspace,
        loaded=loaded,
        report=report,
        subject=_subject(workspace, report, change if heard is not None else None),
        heard=heard,
        is_open=change is not None and load_review_summary(workspace, change).status is Status.NEW,
        compared={},
    )
    found = sorted(map(asker.ask, _rows(report)), key=lambda one: (-one.missing, -one.stale, one.project.casefold()))
    return LoadedAsking(change=change, projects=tuple(found), others=heard.others if heard else ())


def _rows(report: ConsensusReport) -> Iterator[ProjectRow]:
    yield from report.matrix.rows
    yield from (ProjectRow(project=name, is_team=True, answers={}) for name in report.matrix.missing)


def _subject(workspace: Workspace, report: ConsensusReport, change: Change | None) -> Subject:
    person = identity(workspace)
    name = f"change {change.number}" if change is not None and change.number else change.branch if change else ""
    return Subject(
        title=report.title,
        path=report.path,
        sums=answered_line(report),
        columns=len(report.matrix.sections),
        change=f"{name}, “{change.subject}”" if change is not None else "",
        address=(change_address(workspace, change) or "") if change is not None else "",
        author=person.name if person else "",
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asker:
    """Puts one project's request together; texts that answers were written against are compared once each."""

    workspace: Workspace
    loaded: LoadedDocument
    report: ConsensusReport
    subject: Subject
    heard: Participation | None
    is_open: bool
    compared: dict[str, tuple[Comparison, str] | None]

    def ask(self, row: ProjectRow) -> Asked:
        """What is known of a project, and its mail."""
        contacts = self.report.teams.contacts_of(row.project)
        part = self.heard.of(row.project) if self.heard is not None else None
        missing = tuple(
            section.title
            for section in self.report.matrix.sections
            if standing(row.answers.get(section.number)) in _OWED
        )
        stale = tuple(self._stale(row))
        request = Request(
            project=row.project,
            contacts=contacts,
            file=reflection_path(self.workspace, self.loaded, row.project) if missing or stale else "",
            answered=len(row.answers),
            missing=missing,
            stale=stale,
            is_unheard=self.is_open and part is not None and part.heard is Heard.SILENT,
        )
        return Asked(
            project=row.project,
            contacts=contacts,
            answered=len(self.report.matrix.sections) - len(missing),
            missing=len(missing),
            stale=len(stale),
            heard=part.heard if part is not None else None,
            votes=part.votes if part is not None else (),
            mail=render_mail(self.subject, request) if request.is_needed and not self._is_retired(row) else None,
        )

    def _is_retired(self, row: ProjectRow) -> bool:
        team = self.report.teams.team_of(row.project)
        return team is not None and team.found_as is FoundAs.LEGACY

    def _stale(self, row: ProjectRow) -> Iterator[StaleSection]:
        """Each stale section once, also one that no column stands for."""
        written = (one for answer in row.answers.values() for one in answer.annotations if one.stale)
        for one in {(each.section.number if each.section else 0): each for each in written}.values():
            found = self._since(one)
            yield found if found is not None else StaleSection(title=one.section.title if one.section else one.heading)

    def _since(self, written: Annotation) -> StaleSection | None:
        if written.section is None or written.written_against is None:
            return None
        compared = self._compare(written.written_against)
        rows = compared[0].sections if compared is not None else ()
        number = written.section.number
        row = next((row for row in rows if any(section.number == number for section in row.new)), None)
        return _describe(compared[0], row, written.section.title, compared[1]) if compared and row else None

    def _compare(self, commit: str) -> tuple[Comparison, str] | None:
        if commit not in self.compared:
            self.compared[commit] = _compare(self.workspace, commit, self.loaded)
        return self.compared[commit]


def _compare(workspace: Workspace, commit: str, loaded: LoadedDocument) -> tuple[Comparison, str] | None:
    try:
        found = compare_revisions(workspace, commit, loaded.revision, loaded.path)
        day = workspace.repository.commit(commit).committed
    except VisionEditorError:
        return None
    return found.comparison, f"{commit[:_SHORT]} of {day:%Y-%m-%d}"


def _describe(comparison: Comparison, row: SectionRow, title: str, since: str) -> StaleSection:
    counts = _count_words(comparison, row)
    changed = (block for block in row.blocks if block.new is not None and not set(block.kinds) <= _SAME)
    shown = (render_block(block.new, comparison.new.text).text for block in changed if block.new is not None)
    return StaleSection(
        title=title,
        since=since,
        added=counts[Op.INSERT],
        removed=counts[Op.DELETE],
        now=tuple(" ".join(text.split()) for text in shown if text.strip() and text.strip() != title),
    )


def _count_words(comparison: Comparison, row: SectionRow) -> Mapping[Op, int]:
    """Words that came (INSERT) and went (DELETE); a replaced word did both."""
    edits = [edit for block in row.blocks for edit in block.edits if edit.op in (Op.INSERT, Op.DELETE, Op.REPLACE)]
    return {
        Op.INSERT: _sum(comparison.new.text[edit.new_start : edit.new_end] for edit in edits),
        Op.DELETE: _sum(comparison.old.text[edit.old_start : edit.old_end] for edit in edits),
    }


def _sum(texts: Iterable[str]) -> int:
    return sum(map(count_words, texts))
