"""Resources are found in the checkout; the installed program is tested with the wheel."""

import pytest

from visioneditor import resources
from visioneditor.errors import VisionEditorError


def test_a_font_is_found() -> None:
    assert resources.read("fonts/SourceSerif4-Regular.ttf")[:4] == b"\x00\x01\x00\x00"


def test_a_missing_resource_is_named() -> None:
    with pytest.raises(VisionEditorError, match="nothing/here"):
        resources.path("nothing/here")
