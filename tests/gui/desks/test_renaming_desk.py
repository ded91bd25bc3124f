"""A document is renamed in the window: what follows is shown first, and one commit takes all of it."""

from pathlib import Path

from tests.conftest import Git
from tests.gui.conftest import VISION, OpenWindow, settle

NEW = "reference/aims/cloud-vision.rst"


def test_a_document_is_moved_with_the_links_to_it(open_window: OpenWindow, sample: Path, git: Git) -> None:
    window = open_window(sample, document=VISION)
    window.frame.commands.run("document.rename")
    desk = window.desks.renaming
    assert desk.path_dialog is not None and desk.path_dialog.textValue() == VISION
    desk.path_dialog.setTextValue(NEW)
    desk.path_dialog.accept()
    assert settle(window)
    dialog = desk.dialog
    assert dialog is not None and dialog.isVisible()
    assert f"{NEW} (was {VISION})" in dialog.form.what.text()
    listed = [dialog.form.others.item(row).text() for row in range(dialog.form.others.count())]
    assert "reference/index.rst, 1 link follows" in listed
    if not dialog.form.branch.isReadOnly():
        dialog.form.branch.setText("moved")
    dialog.form.commit.click()
    assert settle(window)
    assert not dialog.isVisible(), dialog.form.said.text()
    assert window.session.loaded is not None and window.session.loaded.path == NEW
    commit = window.session.place.revision
    assert commit is not None
    shown = git(sample, "show", "-M", "--format=", "--name-status", commit)
    assert f"{VISION}\t{NEW}" in shown and "M\treference/index.rst" in shown
