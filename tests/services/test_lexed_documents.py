"""Real documents: what the lexer takes for a title, literal or comment is what the parser takes for one."""

from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from tests.core.drafting.test_lexing import disagreeing
from visioneditor.core.document.model import Markup
from visioneditor.services.opening import open_workspace
from visioneditor.services.reading import list_documents, load_document

pytestmark = [pytest.mark.soak, pytest.mark.timeout(600)]


def test_lexer_and_parser_agree_on_the_documents_of_the_head(
    governance: Path, record_property: Callable[[str, object], None]
) -> None:
    with closing(open_workspace(governance)) as workspace:
        head = workspace.repository.default_revision()
        paths = [each.path for each in list_documents(workspace, head) if each.path.endswith(".rst")]
        texts = [load_document(workspace, head, path).document.text for path in paths]
    found = [disagreeing(text, Markup.RST) for text in texts]
    both, wrong = sum(both for both, _ in found), sum(wrong for _, wrong in found)
    record_property("lines", f"{wrong} of {both}")
    assert both > 1_500
    assert wrong <= 0.002 * both
