"""Put a comparison into a report: the page that opens anywhere, in the program's colours."""

import tomllib
from collections.abc import Mapping

from visioneditor import resources
from visioneditor.core.compare.model import Comparison
from visioneditor.exporters.comparison_html import Look, render_comparison_html
from visioneditor.repository.refs import named_patch_set
from visioneditor.services.model import LoadedComparison, LoadedDocument
from visioneditor.services.reading import FILE

_SHORT = 10  # characters of a commit id


def comparison_page(loaded: LoadedComparison, *, with_rebase: bool = False) -> str:
    """The comparison as one HTML file."""
    look = Look(light=_colours("light"), dark=_colours("dark"), contrast=_colours("contrast"))
    names = side_names(loaded, with_rebase=with_rebase)
    return render_comparison_html(shown_comparison(loaded, with_rebase=with_rebase), look, names=names)


def shown_comparison(loaded: LoadedComparison, *, with_rebase: bool = False) -> Comparison:
    """What is to be shown of it: without what came with a rebase where that can be told."""
    return loaded.comparison if with_rebase or loaded.without_rebase is None else loaded.without_rebase.comparison


def side_names(loaded: LoadedComparison, *, with_rebase: bool = False) -> tuple[str, str]:
    """What the two sides are called; a path is said once where both have it. What is left out is said, too."""
    old, new = loaded.old, loaded.new
    again = new.path if new.path != old.path or not new.revision else ""
    said = "" if with_rebase else said_of_rebase(loaded)
    second = _name(new, again, loaded.named[1])
    return _name(old, old.path, loaded.named[0]), f"{second}, {said}" if said else second


def said_of_rebase(loaded: LoadedComparison) -> str:
    """What is left out because it came with a rebase, in words; empty where nothing is."""
    found = loaded.without_rebase
    if found is None or found.comparison is loaded.comparison:
        return ""
    if not found.words:
        return "without the markup that came with the rebase"
    return f"without {found.words:,} {'word' if found.words == 1 else 'words'} that came with the rebase"


def _name(side: LoadedDocument, path: str, named: str) -> str:
    if not side.path:
        return "nothing"
    if side.revision.startswith(FILE):
        return side.path
    revision = side.revision[:_SHORT] if len(side.revision) >= 40 else side.revision
    if (place := named_patch_set(named)) is not None:
        revision = f"{place[0]}/{place[1]} ({revision})"
    return " at ".join(part for part in (path, revision) if part)


def _colours(name: str) -> Mapping[str, str]:
    colours: Mapping[str, str] = tomllib.loads(resources.read(f"themes/{name}.toml").decode("utf-8"))["colours"]
    return colours
