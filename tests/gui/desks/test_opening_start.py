"""What a start was asked for is what it leads to."""

from pathlib import Path

import pytest

from visioneditor.gui.desks.opening_start import find_first
from visioneditor.gui.place import Place, Start
from visioneditor.services.window_request import WindowRequest


def place_of(request: WindowRequest) -> Place:
    start = find_first(request)
    assert isinstance(start, Start)
    start.workspace.close()
    return start.place


def test_a_file_of_a_repository_is_the_document_shown(sample: Path) -> None:
    place = place_of(WindowRequest(repository=sample / "reference" / "principles.rst"))
    assert (place.path, place.revision) == ("reference/principles.rst", "")


def test_a_file_that_was_never_committed_is_shown_as_it_lies_there(sample: Path) -> None:
    (sample / "reference" / "new.rst").write_text("New\n===\n\nNot committed yet.\n", encoding="utf-8")
    place = place_of(WindowRequest(repository=sample / "reference" / "new.rst"))
    assert (place.path, place.revision) == ("reference/new.rst", "WORKTREE")


@pytest.mark.parametrize("where", [".", "reference"])
def test_a_folder_of_a_repository_leads_to_its_first_document(sample: Path, where: str) -> None:
    assert place_of(WindowRequest(repository=sample / where)).path == "reference/cloud-vision.rst"


def test_a_document_that_was_named_goes_before_the_file(sample: Path) -> None:
    request = WindowRequest(repository=sample / "reference" / "principles.rst", document="reference/cloud-vision.rst")
    assert place_of(request).path == "reference/cloud-vision.rst"
