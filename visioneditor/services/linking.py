"""What a draft can link to in its repository, and the labels that links need in other documents."""

from functools import lru_cache

from visioneditor.core.document.model import Document
from visioneditor.core.drafting.link_writing import LinkTarget, new_label, put_label, targets_in
from visioneditor.core.drafting.text_change import apply_changes
from visioneditor.errors import VisionEditorError
from visioneditor.services.drafting import load_draft, save_draft
from visioneditor.services.reading import parse_data
from visioneditor.services.surroundings import RepositorySurroundings
from visioneditor.services.workspace import Workspace
from visioneditor.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkTargets:
    """Sections of the draft itself, and the documents around it with theirs."""

    own: tuple[LinkTarget, ...]
    others: tuple[LinkTarget, ...]
    around: RepositorySurroundings


def load_targets(around: RepositorySurroundings, path: str, document: Document) -> LinkTargets:
    """Everything that the draft at `path` can link to, documents in the order of their paths."""
    others: list[LinkTarget] = []
    for one in around.documents:
        data = around.read(one) if one != path else None
        if data is not None:
            others += _targets(one, data)
    return LinkTargets(own=targets_in(document, path)[1:], others=tuple(others), around=around)


@lru_cache(maxsize=4096)
def _targets(path: str, data: bytes) -> tuple[LinkTarget, ...]:
    return targets_in(parse_data(path, data), path)


def free_label(around: RepositorySurroundings, document: Document, title: str) -> str:
    """A label for a section that neither the draft nor any document around it declares."""
    return new_label(title, frozenset({*around.labels, *document.labels}))


def declare_label(
    workspace: Workspace, around: RepositorySurroundings, target: LinkTarget, label: str, draft_name: str
) -> None:
    """Put a label above a section of another document: into its draft, or into a new one of that name.

    Raises "document.unknown" where the document has no such section any more.
    """
    document = around.document(target.path)
    section = next((one for one in document.sections if one.number == target.section), None) if document else None
    if document is None or section is None or section.title != target.title:
        raise VisionEditorError("document.unknown", path=target.path, revision=around.revision[:10])
    stored = load_draft(workspace, target.path)
    save_draft(
        workspace,
        target.path,
        apply_changes(document.text, [put_label(document, section, label)]),
        base_revision=stored.base_revision if stored else around.revision,
        name=stored.name if stored else draft_name,
        seen=stored.version if stored else 0,
    )
