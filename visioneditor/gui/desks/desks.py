"""The pages and desks that the first paint of Read can do without: built together, after it or when first asked for."""

from PySide6.QtCore import QObject

from visioneditor.gui.comparing.comparing_page import ComparingPage
from visioneditor.gui.desks.changes_desk import ChangesDesk
from visioneditor.gui.desks.comparing_desk import ComparingDesk
from visioneditor.gui.desks.finding_desk import FindingDesk
from visioneditor.gui.desks.opening_desk import OpeningDesk
from visioneditor.gui.desks.panel_desk import PanelDesk
from visioneditor.gui.desks.picking_desk import PickingDesk
from visioneditor.gui.desks.rebase_desk import RebaseDesk
from visioneditor.gui.desks.report_desk import ReportDesk
from visioneditor.gui.desks.review_desk import ReviewDesk
from visioneditor.gui.desks.taking_desk import TakingDesk
from visioneditor.gui.main_window import MainWindow
from visioneditor.gui.reading.reading_page import ReadingPage
from visioneditor.gui.session import Session
from visioneditor.services.window_request import Mode


class Desks(QObject):
    """Builds them in their order; what they are connected to beyond each other is the window's."""

    def __init__(self, frame: MainWindow, session: Session, reading: ReadingPage, parent: QObject) -> None:
        super().__init__(parent)
        self.comparing = ComparingPage(frame.look, frame.commands)
        frame.add_page(Mode.COMPARE, self.comparing)
        self.review = ReviewDesk(frame, session, self)
        self.opening = OpeningDesk(frame, session, self)
        self.comparing_desk = ComparingDesk(frame, session, self.comparing, self)
        self.changes = ChangesDesk(frame, session, self.comparing, self)
        self.rebase = RebaseDesk(frame, session, self.comparing.view.counts, self)
        self.taking = TakingDesk(frame, session, self.comparing, self)
        self.panel = PanelDesk(frame, session, self.review, self)
        self.picking = PickingDesk(frame, session, reading, self.comparing, self)
        self.report = ReportDesk(frame, session, self)
        self.finding = FindingDesk(frame, session, reading, self.comparing, self)
        self.panel.show_document()
