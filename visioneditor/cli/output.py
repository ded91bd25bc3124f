"""Where a subcommand's answer goes: standard output or a file, as JSON or as text, always in UTF-8."""

import json
from pathlib import Path

import msgspec

from visioneditor.terminal import encode_text, write_output
from visioneditor.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Output:
    """The wish of the caller: which format, and a file instead of standard output."""

    format: str
    file: Path | None

    @property
    def is_json(self) -> bool:
        """Whether the answer shall be JSON."""
        return self.format == "json"

    def write_json(self, answer: msgspec.Struct) -> None:
        """Write one answer of the contract."""
        self.write(render_json(answer))

    def write_lines(self, *lines: str) -> None:
        """Write lines of text; none at all is an empty answer."""
        self.write_text("".join(f"{line}\n" for line in lines))

    def write_text(self, text: str) -> None:
        """Write text as it stands; characters that cannot be written are escaped."""
        self.write(encode_text(text))

    def write(self, data: bytes) -> None:
        """Write bytes."""
        if self.file is not None:
            self.file.write_bytes(data)
        else:
            write_output(data)


def render_json(answer: msgspec.Struct) -> bytes:
    """Indented JSON in UTF-8, ended by a line end.

    A path's bytes that are no UTF-8 come out of git as lone surrogates; they are written as JSON's own escapes, so
    that whoever reads the answer gets the same path.
    """
    try:
        encoded = msgspec.json.encode(answer)
    except UnicodeEncodeError:
        text = json.dumps(msgspec.to_builtins(answer), ensure_ascii=False)
        encoded = text.encode("utf-8", "backslashreplace")
    return msgspec.json.format(encoded, indent=2) + b"\n"
