"""Read mode: what is shown when one goes from document to document."""

from pathlib import Path

from tests.gui.conftest import OpenWindow, settle

OTHER = "reference/principles.rst"


def test_section_of_another_document_is_gone_to(open_window: OpenWindow, sample: Path) -> None:
    window = open_window(sample)
    window.session.go(path=OTHER)
    assert settle(window)
    document = window.session.document
    assert document is not None
    wanted = document.sections[-1].id
    window.session.go_back()
    assert settle(window)
    window.session.go(path=OTHER, section=wanted)
    assert settle(window)
    assert window.session.section is not None and window.session.section.id == wanted
    assert window.session.place.section == wanted
