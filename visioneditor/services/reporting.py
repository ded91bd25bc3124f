"""Put a comparison into a report: the page that opens anywhere, in the program's colours."""

import tomllib
from collections.abc import Mapping

from visioneditor import resources
from visioneditor.exporters.comparison_html import Look, render_comparison_html
from visioneditor.services.model import LoadedComparison, LoadedDocument

_SHORT = 10  # characters of a commit id


def comparison_page(loaded: LoadedComparison) -> str:
    """The comparison as one HTML file."""
    look = Look(light=_colours("light"), dark=_colours("dark"), contrast=_colours("contrast"))
    return render_comparison_html(loaded.comparison, look, names=side_names(loaded))


def side_names(loaded: LoadedComparison) -> tuple[str, str]:
    """What the two sides are called; a path is said once where both have it."""
    old, new = loaded.old, loaded.new
    return _name(old, old.path), _name(new, new.path if new.path != old.path or not new.revision else "")


def _name(side: LoadedDocument, path: str) -> str:
    if not side.path:
        return "nothing"
    revision = side.revision[:_SHORT] if len(side.revision) >= 40 else side.revision
    return " at ".join(part for part in (path, revision) if part)


def _colours(name: str) -> Mapping[str, str]:
    colours: Mapping[str, str] = tomllib.loads(resources.read(f"themes/{name}.toml").decode("utf-8"))["colours"]
    return colours
