"""Where the links, images and targets of a block lead, read off its source: for what no visible word tells."""

import re

from visioneditor.core.document.model import BlockKind

_ADDRESS = re.compile(
    r"""\]\(\s*<?([^\s()<>]+(?:\([^\s()]*\)[^\s()<>]*)*)"""  # [text](address)
    r"""|\b(?:href|src)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>"']+))""",
    re.IGNORECASE,
)


def addresses(kind: BlockKind, source: str) -> list[str]:
    """All of a block's addresses in order, in either markup and in HTML."""
    if kind is BlockKind.TARGET:
        return [address for address in target_parts(source)[1:] if address]
    return [next(filter(None, found.groups()), "") for found in _ADDRESS.finditer(source)]


def target_parts(source: str) -> tuple[str, str]:
    """A target's name and address, in either markup."""
    source = " ".join(source.split())
    if source.startswith("["):
        name, _, address = source.partition("]:")
        return name[1:], address.strip()
    if source.startswith("__ "):
        return "", source[3:]
    source = source.removeprefix("..").strip()
    name, _, address = source.partition(": ") if ": " in source else (source.removesuffix(":"), "", "")
    return name.removeprefix("_").strip("`"), address.strip()
