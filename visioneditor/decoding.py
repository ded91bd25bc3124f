"""JSON into values, by threads: msgspec looks at a class when first asked for it, and dies where two do so at once."""

from threading import Lock
from typing import Any, TypeVar

_Value = TypeVar("_Value")

_LOOKING = Lock()
_DECODERS: dict[Any, Any] = {}


def decode_json(data: bytes | str, kind: type[_Value]) -> _Value:
    """What JSON says, as values of that kind; raises what msgspec raises."""
    value: _Value = _decoder(kind).decode(data)
    return value


def convert_to(found: object, kind: type[_Value]) -> _Value:
    """What was decoded already, as values of that kind; raises what msgspec raises."""
    import msgspec

    _decoder(kind)
    return msgspec.convert(found, kind)


def _decoder(kind: Any) -> Any:
    """Made once; by then all that it will read is known to msgspec."""
    if kind not in _DECODERS:
        import msgspec  # not for a start that decodes nothing

        with _LOOKING:
            _DECODERS.setdefault(kind, msgspec.json.Decoder(kind))
    return _DECODERS[kind]
