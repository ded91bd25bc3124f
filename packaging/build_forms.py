"""Build visioneditor/gui/forms/ from the Qt Designer files in ui/; with `--check` only say whether they are fresh."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SOURCES = ROOT / "ui"
FORMS = ROOT / "visioneditor" / "gui" / "forms"

_PACKAGE = '"""Generated from ui/ by `make forms`; never edited."""\n'
_VERSION = re.compile(r"(## Created by: Qt User Interface Compiler) version [\d.]+")


def form_of(source: Path) -> Path:
    """Where the form of a Designer file lies: in the same sub-folder, under the same name."""
    return FORMS / source.relative_to(SOURCES).with_suffix(".py")


def compile_form(source: Path) -> str:
    """The form's Python source, the same from every release of the compiler that writes the same code."""
    compiler = shutil.which("pyside6-uic", path=str(Path(sys.executable).parent)) or "pyside6-uic"
    done = subprocess.run([compiler, str(source)], check=True, capture_output=True, text=True, encoding="utf-8")
    return _VERSION.sub(r"\1", done.stdout)


def build_forms() -> dict[Path, str]:
    """Every file that belongs into the forms folder, with its content."""
    files = {form_of(source): compile_form(source) for source in sorted(SOURCES.rglob("*.ui"))}
    packages = {folder / "__init__.py" for form in files for folder in form.parents if folder.is_relative_to(FORMS)}
    return files | dict.fromkeys(packages, _PACKAGE)


def find_stale(files: dict[Path, str]) -> list[Path]:
    """Forms that are missing or differ, and files that have no source any more."""
    wrong = [path for path, text in files.items() if not path.is_file() or path.read_text(encoding="utf-8") != text]
    return sorted(wrong + [path for path in FORMS.rglob("*.py") if path not in files])


def main(arguments: list[str]) -> int:
    """Build or check."""
    files = build_forms()
    stale = find_stale(files)
    if "--check" in arguments:
        for path in stale:
            print(f"not fresh, run `make forms`: {path.relative_to(ROOT)}", file=sys.stderr)
        return 1 if stale else 0
    for path in stale:
        if path in files:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(files[path], encoding="utf-8")
        else:
            path.unlink()
        print(path.relative_to(ROOT))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
