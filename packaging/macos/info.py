"""What the application bundle says of itself to macOS: its Info.plist."""

from datetime import datetime
from typing import Any

from parts import APP_ID, NAME, TITLE, VENDOR
from versions import plain_version, rising_number

BUNDLE = f"{TITLE}.app"
ICON_FILE = f"{NAME}.icns"
OLDEST_SYSTEM = "14.0"  # the oldest that a release is started on; Qt's own files would do with 13

_RST_TYPE = "org.docutils.restructuredtext"
_MARKDOWN_TYPE = "net.daringfireball.markdown"


def info_plist(number: str, moment: datetime) -> dict[str, Any]:
    """The keys of Info.plist for a version, built from what was committed at a moment."""
    return {
        "CFBundleDevelopmentRegion": "en",
        "CFBundleDisplayName": TITLE,
        "CFBundleDocumentTypes": [
            _document_type("reStructuredText document", _RST_TYPE),
            _document_type("Markdown document", _MARKDOWN_TYPE),
        ],
        "CFBundleExecutable": NAME,
        "CFBundleIconFile": ICON_FILE,
        "CFBundleIdentifier": APP_ID,
        "CFBundleInfoDictionaryVersion": "6.0",
        "CFBundleName": TITLE,
        "CFBundlePackageType": "APPL",
        "CFBundleShortVersionString": plain_version(number),
        "CFBundleVersion": rising_number(moment),
        "LSApplicationCategoryType": "public.app-category.productivity",
        "LSMinimumSystemVersion": OLDEST_SYSTEM,
        "NSHighResolutionCapable": True,
        "NSHumanReadableCopyright": f"{VENDOR}. Apache License 2.0.",
        "NSPrincipalClass": "NSApplication",
        "NSRequiresAquaSystemAppearance": False,
        "UTImportedTypeDeclarations": [
            _imported_type(_RST_TYPE, "reStructuredText document", ["rst", "rest"], "text/x-rst"),
            _imported_type(_MARKDOWN_TYPE, "Markdown document", ["md", "markdown"], "text/markdown"),
        ],
    }


def _document_type(name: str, identifier: str) -> dict[str, Any]:
    """A kind of file that can be opened with the program, which does not ask to be the one that opens it."""
    return {
        "CFBundleTypeName": name,
        "CFBundleTypeRole": "Editor",
        "LSHandlerRank": "Alternate",
        "LSItemContentTypes": [identifier],
    }


def _imported_type(identifier: str, name: str, endings: list[str], media_type: str) -> dict[str, Any]:
    return {
        "UTTypeConformsTo": ["public.plain-text"],
        "UTTypeDescription": name,
        "UTTypeIdentifier": identifier,
        "UTTypeTagSpecification": {
            "public.filename-extension": endings,
            "public.mime-type": [media_type],
        },
    }
