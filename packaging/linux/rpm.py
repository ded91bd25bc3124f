"""The package for Fedora, openSUSE and their like: dist/visioneditor-VERSION-1.ARCH.rpm, made by rpmbuild.

It asks for libraries by their own names, which all of these systems understand, whatever their packages are called.
"""

import argparse
import platform
import shutil
from collections.abc import Iterator
from pathlib import Path

from linux.libraries import find_wants
from linux.tree import even_out, lay_tree
from parts import BUILD, DIST, EMAIL, HOMEPAGE, LICENCE, NAME, ROOT, SUMMARY, VENDOR, run_program, version
from versions import package_version

_OWN_FOLDERS = (f"usr/lib/{NAME}", f"usr/share/doc/{NAME}", f"usr/share/licenses/{NAME}")
_SETTINGS = {  # the files are packed as they are, and a second time gives the same package
    "__os_install_post": "%{nil}",
    "_binary_payload": "w6T0.xzdio",
    "_build_id_links": "none",
    "_buildhost": "localhost",
    "clamp_mtime_to_source_date_epoch": "1",
    "debug_package": "%{nil}",
    "use_source_date_epoch_as_buildtime": "1",
}


def configure(parser: argparse.ArgumentParser) -> None:
    """It needs to be told nothing."""


def run(_arguments: argparse.Namespace) -> int:
    """The verb."""
    print(build_rpm())
    return 0


def build_rpm(folder: Path = DIST) -> Path:
    """Build the package into a folder; answers with its file."""
    root = lay_tree(BUILD / "rpm", "rpm")
    licence = root / "usr" / "share" / "licenses" / NAME / "LICENSE"
    licence.parent.mkdir(parents=True)
    shutil.copyfile(ROOT / "LICENSE", licence)
    even_out(root)
    order = BUILD / f"{NAME}.rpm.spec"
    order.write_text(_order(root), encoding="utf-8")
    folder.mkdir(parents=True, exist_ok=True)
    settings = {"_topdir": str(BUILD / "rpmbuild"), "_rpmdir": str(BUILD / "rpms"), **_SETTINGS}
    defines = (word for name, value in settings.items() for word in ("--define", f"{name} {value}"))
    run_program("rpmbuild", "-bb", "--quiet", "--target", platform.machine(), *defines, order)
    name = f"{NAME}-{package_version(version())}-1.{platform.machine()}.rpm"
    return Path(shutil.copyfile(BUILD / "rpms" / platform.machine() / name, folder / name))


def _order(root: Path) -> str:
    wants = find_wants(root / "usr" / "lib" / NAME)
    glibc = f"libc.so.6(GLIBC_{'.'.join(map(str, wants.glibc))})(64bit)"
    requires = "".join(f"Requires: {name}\n" for name in (glibc, *(f"{name}()(64bit)" for name in wants.libraries)))
    recommends = "".join(f"Recommends: {name}\n" for name in ("git", *(f"{name}()(64bit)" for name in wants.optional)))
    files = "\n".join(_files(root))
    return f"""\
Name: {NAME}
Version: {package_version(version())}
Release: 1
Summary: {SUMMARY}
License: {LICENCE} AND LGPL-3.0-only AND Python-2.0.1
Vendor: {VENDOR}
Packager: {VENDOR} <{EMAIL}>
URL: {HOMEPAGE}
AutoReqProv: no
{requires}{recommends}
%description
{SUMMARY}.
The package carries its own Python and Qt. Repositories are opened with git;
without it two files can still be compared.

%install
mkdir -p %{{buildroot}}
cp -a "{root}/." %{{buildroot}}/

%files
%defattr(-,root,root,-)
{files}
"""


def _files(root: Path) -> Iterator[str]:
    """Every file and link, and the folders that are the package's own."""
    for path in sorted(root.rglob("*")):
        place = str(path.relative_to(root))
        if path.is_dir() and not path.is_symlink():
            if place.startswith(_OWN_FOLDERS):
                yield f'%dir "/{place}"'
        else:
            yield f'"/{place}"'
