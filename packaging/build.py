"""The one entry to everything that is built to be handed out: `build.py VERB`, see `build.py --help`.

Each verb's work stands in a module of its own beside this file, as `configure(parser)` and `run(arguments)`. It needs
Python 3.11 or newer and nothing installed: what a verb needs is put into the build environment (`environment`).
"""

import argparse
import sys
from importlib import import_module
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

VERBS = {  # verb: its module, what it does
    "version": ("versions", "say the version; --tag TAG fails unless the tag is its own"),
    "wheel": ("archives", "dist/*.whl and *.tar.gz, checked"),
    "try-wheel": ("wheel_trial", "install the wheel by pip and by pipx, and start it"),
    "environment": ("environment", "make the environment everything is built in"),
    "freeze": ("freezing", "build/packaging/…/frozen: the program, its Python and its Qt in one folder"),
    "mac-keychain": ("macos.keychain", "put the certificate that signs into a keychain, where there is one"),
    "mac-app": ("macos.app", "build/packaging/…/frozen/Vision Editor.app, signed"),
    "mac-check": ("macos.bundle", "look at an application bundle: layout, what it says, what it asks for"),
    "dmg": ("macos.disk_image", "dist/*.dmg, for macOS"),
    "try-dmg": ("macos.trial", "on macOS: open the image, copy the program out of it, look at it, start it"),
    "appimage-runtime": ("linux.appimage_runtime", "fetch what an AppImage begins with, checked"),
    "notices": ("notices", "the third-party notices: what others wrote, and their licences"),
    "sbom": ("sbom", "dist/*.cdx.json: the components the program carries"),
    "checksums": ("checksums", "dist/SHA256SUMS of all that lies in dist/"),
    "deb": ("linux.deb", "dist/*.deb, for Debian and Ubuntu"),
    "check-workflows": ("workflows", "let actionlint look at .github/workflows"),
    "release": ("releasing", "make a draft of a release of what lies in dist/"),
    "rpm": ("linux.rpm", "dist/*.rpm, for Fedora, openSUSE and their like"),
    "archive": ("linux.archive", "dist/*.tar.xz, for any other Linux"),
    "appimage": ("linux.appimage", "dist/*.AppImage, where APPIMAGE_RUNTIME names its starter; else its folder"),
    "flatpak": ("linux.flatpak", "dist/*.flatpak, where Flathub can be reached"),
    "smoke": ("smoke", "start a program that was built, and look at what it does"),
    "nsis": ("windows.nsis", "dist/*-setup.exe, Windows' installer, from what was frozen there or in wine"),
    "msi": ("windows.msi", "dist/*.msi, the same for administrators"),
    "try-windows": ("windows.trial", "on Windows, or in wine: install both, look, start, replace, remove"),
    "wine": ("windows.wine", "on Linux: make ready a Windows to try packages in, and run a verb in it"),
}


def main(argv: list[str] | None = None) -> int:
    """Run one verb; only its own module is imported."""
    parser = argparse.ArgumentParser(prog="build.py", description=__doc__.splitlines()[0] if __doc__ else None)
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="VERB")
    wanted = next((word for word in (sys.argv[1:] if argv is None else argv) if word in VERBS), None)
    for verb, (module, about) in VERBS.items():
        own = verbs.add_parser(verb, help=about, description=about)
        if verb == wanted:
            loaded = import_module(module)
            loaded.configure(own)
            own.set_defaults(run=loaded.run)
    arguments = parser.parse_args(argv)
    status: int = arguments.run(arguments)
    return status


if __name__ == "__main__":
    sys.exit(main())
