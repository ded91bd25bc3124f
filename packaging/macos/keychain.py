"""Puts the certificate that programs are signed with into a keychain of its own; on a machine that builds releases.

VISIONEDITOR_MAC_CERTIFICATE is a PKCS #12 file in base64, VISIONEDITOR_MAC_CERTIFICATE_PASSWORD opens it. Without them
nothing is done, and what is built is unsigned.
"""

import argparse
import base64
import os
import secrets
import subprocess
import tempfile
from pathlib import Path

KEYCHAIN = "visioneditor-signing.keychain-db"


def configure(parser: argparse.ArgumentParser) -> None:
    """It takes everything from the environment."""


def run(_arguments: argparse.Namespace) -> int:
    """The verb. Its commands are not shown, as they have passwords in them."""
    certificate = os.environ.get("VISIONEDITOR_MAC_CERTIFICATE", "")
    if not certificate:
        print("There is no certificate: what is built will be unsigned.")
        return 0
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "certificate.p12"
        file.write_bytes(base64.b64decode(certificate))
        for command in keychain_commands(file, os.environ.get("VISIONEDITOR_MAC_CERTIFICATE_PASSWORD", "")):
            subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return 0


def keychain_commands(certificate: Path, password: str) -> list[list[str]]:
    """Make a keychain, let codesign use what is in it, and look there first."""
    own = secrets.token_urlsafe(24)
    tools = ["-T", "/usr/bin/codesign"]
    return [
        ["security", "create-keychain", "-p", own, KEYCHAIN],
        ["security", "set-keychain-settings", "-lut", "21600", KEYCHAIN],
        ["security", "unlock-keychain", "-p", own, KEYCHAIN],
        ["security", "import", str(certificate), "-k", KEYCHAIN, "-P", password, "-f", "pkcs12", *tools],
        ["security", "set-key-partition-list", "-S", "apple-tool:,apple:", "-s", "-k", own, KEYCHAIN],
        ["security", "list-keychains", "-d", "user", "-s", KEYCHAIN, "login.keychain-db"],
    ]
