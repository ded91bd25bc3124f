"""YAML files as plain values, read without trust: whoever wrote the repository may have written anything."""

from typing import Any

_SURELY_SHALLOW = 1_000  # brackets and the longest line's characters: nothing can nest deeper
_DEEPEST = 100


def load_yaml(data: bytes | str) -> object:
    """The values; None where the file cannot be read as such."""
    if not data:
        return None
    import yaml

    base: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    # Merged mappings can be made to grow without end, and no such file needs any.
    loader = type("_Loader", (base,), {"flatten_mapping": lambda self, node: None})
    raw = data.encode("utf-8", "replace") if isinstance(data, str) else data
    try:
        return None if _is_too_deep(raw, base) else yaml.load(raw, Loader=loader)
    except (yaml.YAMLError, ValueError, RecursionError):  # a ValueError: a date that is none
        return None


def _is_too_deep(data: bytes, loader: Any) -> bool:
    """Whether values nest so deeply that the loader, which calls itself for each, would overrun its stack."""
    import yaml

    brackets = data.count(b"[") + data.count(b"{")
    if brackets + max(map(len, data.splitlines()), default=0) < _SURELY_SHALLOW:
        return False
    depth = 0
    for event in yaml.parse(data, Loader=loader):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > _DEEPEST:
            return True
    return False
