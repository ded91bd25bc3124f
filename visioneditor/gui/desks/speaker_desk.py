"""Says with the cell in hand who speaks for its project, and how they were heard on the change whose vote is shown."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from visioneditor.core.consensus.participation import Heard, Part, Participation
from visioneditor.core.teams import LEAD, Contact
from visioneditor.errors import VisionEditorError
from visioneditor.gui.consensus.matrix_view import Cell
from visioneditor.gui.desks.tally_desk import TallyDesk
from visioneditor.gui.session import Session

if TYPE_CHECKING:
    from visioneditor.core.review.model import Change
    from visioneditor.gui.desks.consensus_desk import ConsensusDesk

_JOB = "participation"


class SpeakerDesk(QObject):
    """Keeps a line of the panel; who was heard is read in the background each time the answers or the votes are."""

    def __init__(self, session: Session, consensus: "ConsensusDesk") -> None:
        super().__init__(consensus)
        self._session, self._consensus = session, consensus
        self._heard: Participation | None = None
        self._tally: TallyDesk | None = None
        self.line = consensus.answers.pane.people
        consensus.answers.cell_shown.connect(self._on_cell)
        consensus.consensus_loaded.connect(self._on_loaded)

    def follow(self, tally: TallyDesk) -> None:
        """Speak of the change whose vote that one shows."""
        self._tally = tally
        tally.vote_shown.connect(self._on_loaded)

    @property
    def change(self) -> "Change | None":
        """The change whose vote is shown."""
        return self._tally.vote if self._tally is not None else None

    @Slot()
    def _on_loaded(self) -> None:
        self._heard = None
        session, found, change = self._session, self._consensus.loaded, self.change
        workspace = session.workspace
        if found is None or workspace is None or change is None:
            session.jobs.cancel(_JOB)
            return

        def work(*_: object) -> Participation | None:
            from visioneditor.services.participation import is_talked_of, load_participation

            projects = (*(row.project for row in found.matrix.rows), *found.matrix.missing)
            is_silence = not is_talked_of(workspace, change)
            return None if is_silence else load_participation(workspace, projects, found.teams, change)

        session.jobs.start(_JOB, "", work, self._on_heard, self._on_nothing)

    @Slot(object)
    def _on_heard(self, heard: Participation | None) -> None:
        self._heard = heard
        self._on_cell(self._consensus.answers.cell)

    @Slot(object)
    def _on_nothing(self, _: VisionEditorError) -> None:
        """Who leads a project is said all the same."""

    @Slot(object)
    def _on_cell(self, cell: Cell | None) -> None:
        found = self._consensus.loaded
        people = found.teams.contacts_of(cell.row.project) if cell is not None and found is not None else ()
        part = self._heard.of(cell.row.project) if cell is not None and self._heard is not None else None
        self.line.setText(self._words(people, part))
        self.line.setToolTip("\n".join(_address(one) for one in people))
        self.line.setVisible(bool(people))

    def _words(self, people: tuple[Contact, ...], part: Part | None) -> str:
        """ "Led by Ann Able, who has voted: Rollcall-Vote +1"."""
        names = ", ".join(one.person.name for one in people)
        if not people:
            return ""
        is_led = people[0].role == LEAD
        said = self.tr("Led by {names}").format(names=names) if is_led else self._liaison(names, people[0].role)
        heard = self._heard_words(part) if part is not None else ""
        return f"{said}: {heard}." if heard else f"{said}."

    def _liaison(self, names: str, role: str) -> str:
        return self.tr("Nobody leads it alone; liaison ({role}) is {names}").format(names=names, role=role)

    def _heard_words(self, part: Part) -> str:
        words = {
            Heard.VOTED: ", ".join(f"{label} {value:+d}" for label, value in part.votes),
            Heard.EARLIER: self.tr("voted on an earlier patch set"),
            Heard.COMMENTED: self.tr("has only commented on the change"),
            Heard.SILENT: self.tr("not heard on the change"),
            Heard.UNKNOWN: "",
        }
        return words[part.heard]


def _address(contact: Contact) -> str:
    person = contact.person
    return " ".join(part for part in (person.name, f"<{person.mail}>" if person.mail else person.irc) if part)
