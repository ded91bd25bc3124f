"""Real documents open without loss: everything at the governance repository's head, and three reflections."""

from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from visioneditor.core.drafting.findings import Finding, FindingKind
from visioneditor.core.drafting.problems import find_problems
from visioneditor.core.text import encode
from visioneditor.services.model import LoadedDocument
from visioneditor.services.opening import open_workspace
from visioneditor.services.reading import list_documents, load_document, parse_data
from visioneditor.services.surroundings import RepositorySurroundings
from visioneditor.services.workspace import Workspace

pytestmark = [pytest.mark.soak, pytest.mark.timeout(600)]


@pytest.fixture
def workspace(governance: Path) -> Iterator[Workspace]:
    with closing(open_workspace(governance)) as opened:
        yield opened


def is_whole(loaded: LoadedDocument) -> bool:
    """Whether the pieces are the file, its very bytes come back, and there is something to read."""
    document = loaded.document
    is_same = "".join(document.pieces()) == document.text and encode(document.text, loaded.data) == loaded.data
    return is_same and (bool(document.blocks) or not document.text.strip())


def test_all_documents_of_the_head_open_without_loss(
    workspace: Workspace, record_property: Callable[[str, object], None]
) -> None:
    head = workspace.repository.default_revision()
    paths = [entry.path for entry in list_documents(workspace, head) if entry.same_as is None]
    lost = [path for path in paths if not is_whole(load_document(workspace, head, path))]
    rst = [path for path in paths if path.endswith(".rst")]
    record_property("soak", f"{len(paths) - len(lost)} of {len(paths)} documents open whole, {len(rst)} of them RST")
    assert lost == []
    assert len(rst) == 203


def test_what_is_wrong_in_the_documents_of_the_head_is_little_and_true(
    workspace: Workspace, record_property: Callable[[str, object], None]
) -> None:
    """Untouched, they are to be left alone but for links that really lead nowhere."""
    head = workspace.repository.resolve(workspace.repository.default_revision())
    around = RepositorySurroundings(workspace, head)
    found: list[Finding] = []
    for path in around.documents:
        document = load_document(workspace, head, path).document
        found += find_problems(document, path, base=document.text, width=79, around=around)
    record_property("soak", f"{len(found)} problems in {len(around.documents)} real documents, each a broken link")
    assert {one.kind for one in found} <= {FindingKind.LINK} and len(found) <= 4


def test_the_reflections_open_without_loss(material: Path, record_property: Callable[[str, object], None]) -> None:
    files = sorted((material / "data" / "reflections").glob("*.rst"))
    opened = [
        LoadedDocument(revision="", path=f.name, data=f.read_bytes(), document=parse_data(f.name, f.read_bytes()))
        for f in files
    ]
    lost = [loaded.path for loaded in opened if not is_whole(loaded)]
    record_property("soak", f"{len(files) - len(lost)} of {len(files)} reflections open whole")
    assert lost == []
    assert len(files) == 3
