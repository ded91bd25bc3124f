"""The desks that a first paint can do without: built together, after it or when one is first asked for."""

from PySide6.QtCore import QObject

from visioneditor.gui.comparing.comparing_page import ComparingPage
from visioneditor.gui.desks.address_desk import AddressDesk
from visioneditor.gui.desks.answering_desk import AnsweringDesk
from visioneditor.gui.desks.beside_desk import BesideDesk
from visioneditor.gui.desks.change_desk import ChangeDesk
from visioneditor.gui.desks.change_list_desk import ChangeListDesk
from visioneditor.gui.desks.changes_desk import ChangesDesk
from visioneditor.gui.desks.colours_desk import ColoursDesk
from visioneditor.gui.desks.credentials_desk import CredentialsDesk
from visioneditor.gui.desks.finding_desk import FindingDesk
from visioneditor.gui.desks.importing_desk import ImportingDesk
from visioneditor.gui.desks.marks_desk import MarksDesk
from visioneditor.gui.desks.message_desk import MessageDesk
from visioneditor.gui.desks.new_document_desk import NewDocumentDesk
from visioneditor.gui.desks.notes_desk import NotesDesk
from visioneditor.gui.desks.opening_desk import OpeningDesk
from visioneditor.gui.desks.outbox_desk import OutboxDesk
from visioneditor.gui.desks.panel_desk import PanelDesk
from visioneditor.gui.desks.people_desk import PeopleDesk
from visioneditor.gui.desks.picking_desk import PickingDesk
from visioneditor.gui.desks.publishing_desk import PublishingDesk
from visioneditor.gui.desks.rebase_desk import RebaseDesk
from visioneditor.gui.desks.renaming_desk import RenamingDesk
from visioneditor.gui.desks.report_desk import ReportDesk
from visioneditor.gui.desks.review_desk import ReviewDesk
from visioneditor.gui.desks.section_history_desk import SectionHistoryDesk
from visioneditor.gui.desks.sending_desk import SendingDesk
from visioneditor.gui.desks.suggestion_desk import SuggestionDesk
from visioneditor.gui.desks.taking_desk import TakingDesk
from visioneditor.gui.desks.tally_desk import TallyDesk
from visioneditor.gui.desks.threads_desk import ThreadsDesk
from visioneditor.gui.desks.upload_desk import UploadDesk
from visioneditor.gui.desks.why_desk import WhyDesk
from visioneditor.gui.desks.words_menu_desk import WordsMenuDesk
from visioneditor.gui.main_window import MainWindow
from visioneditor.gui.reading.reading_page import ReadingPage
from visioneditor.gui.session import Session


class Desks(QObject):
    """Builds them in their order; what they are connected to beyond each other is the window's."""

    def __init__(
        self, frame: MainWindow, session: Session, reading: ReadingPage, comparing: ComparingPage, parent: QObject
    ) -> None:
        super().__init__(parent)
        self.credentials = CredentialsDesk(frame, self)
        self.people = PeopleDesk(frame, session, self.credentials, self)  # before any review is read
        self.review = ReviewDesk(frame, session, self)
        self.opening = OpeningDesk(frame, session, self)
        self.change_list = ChangeListDesk(frame, session, self)
        self.change_list.fetched.connect(self.review.refresh)
        self.change_list.fetched.connect(self.review.own.look_for_published)
        self.change_list.fetched.connect(self.people.look_after)
        self.people.learned.connect(self.review.refresh)
        self.people.learned.connect(self.review.own.look_for_published)
        self.people.learned.connect(self.change_list.refresh)
        self.notes = NotesDesk(frame, session, self)
        self.notes.exchanged.connect(self.review.refresh)
        self.notes.exchanged.connect(self.change_list.refresh)
        self.changes = ChangesDesk(frame, session, comparing, self)
        self.rebase = RebaseDesk(frame, session, comparing.view.counts, self)
        self.taking = TakingDesk(frame, session, comparing, self)
        self.message = MessageDesk(frame, session, self)
        self.suggestions = SuggestionDesk(frame, session, self.review, self.taking, self)
        self.change = ChangeDesk(frame, session, self.review, self)
        self.tally = TallyDesk(frame, session, self.review, self.change, self)
        self.threads = ThreadsDesk(frame, session, self.review, comparing, self)
        self.why = WhyDesk(frame, session, reading, comparing, self.threads, self)
        self.colours = ColoursDesk(frame, session, reading, comparing, self)
        self.words_menu = WordsMenuDesk(frame, (reading.view.prose, comparing.view.prose), self)
        self.sending = SendingDesk(session, self.credentials, self)
        frame.closing.connect(self.sending.end)
        self.addresses = AddressDesk(frame, session, self)
        self.publishing = PublishingDesk(
            frame, session, self.review, self.threads, self.addresses, self.sending, self.credentials, self
        )
        self.upload = UploadDesk(frame, session, self.credentials, self.addresses, self)
        self.upload.uploaded.connect(self.review.refresh)
        self.upload.uploaded.connect(self.change_list.refresh)
        self.panel = PanelDesk(frame, session, self.review, self)
        self.marks = MarksDesk(frame, session, self.panel, reading, comparing, self)
        self.section_history = SectionHistoryDesk(frame, session, self.panel.past, self)
        self.beside = BesideDesk(frame, session, reading, self)
        self.picking = PickingDesk(frame, session, reading, comparing, self)
        self.importing = ImportingDesk(frame, session, self)
        self.answering = AnsweringDesk(frame, session, self)
        self.new_document = NewDocumentDesk(frame, session, self)
        self.renaming = RenamingDesk(frame, session, self)
        self.report = ReportDesk(frame, session, self)
        self.finding = FindingDesk(frame, session, reading, comparing, self)
        self.finding.everywhere.gone_chosen.connect(self.why.go_to)
        self.sending.posted.connect(session.load_documents)  # and with it refs and the list of changes
        self.sending.posted.connect(self.review.refresh)
        self.sending.posted.connect(self.review.own.look_for_published)
        self.outbox = OutboxDesk(frame, session, self.sending, self)
        self.outbox.elsewhere_requested.connect(self.opening.open_path)
        self.panel.show_document()
        self.rebase.show()
