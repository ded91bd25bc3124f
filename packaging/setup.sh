#!/bin/sh
# Make ready what `make` needs: `setup.sh run` for the program, `setup.sh test` for its tests as well; `setup.sh system`,
# as root, what the system has to bring for all of it and for building packages, `setup.sh pack` as far as that is
# lacking; `setup.sh flatpak` what Flatpaks need.
#
# Creates .venv, installs the package into it and, as root on Debian or Ubuntu, the system libraries that Qt opens
# windows with. Each step leaves a stamp in .venv, so that it is done once; a step that fails is tried again next time.
set -eu

goal=${1:-run}
cd "$(dirname "$0")/.."
root=$(pwd)
venv=$root/.venv
python=$venv/bin/python

say() { printf '%s\n' "$*" >&2; }
fail() {
    say "error: $1"
    [ -z "${2:-}" ] || say "hint: $2"
    exit 1
}

# --- Python ----------------------------------------------------------------------------------------------------------

is_new_enough() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; }
can_make_venv() { "$1" -c 'import ensurepip, venv' >/dev/null 2>&1; }

find_python() {
    seen=
    for candidate in ${PYTHON:-python3.14 python3.13 python3.12 python3.11 python3}; do
        is_new_enough "$candidate" || continue
        seen=$candidate
        can_make_venv "$candidate" || continue
        command -v "$candidate"
        return
    done
    [ -z "$seen" ] || fail "$seen cannot make a virtual environment." \
        "Debian, Ubuntu: apt-get install python3-venv"
    fail "Python 3.11 or newer was not found." \
        "Debian, Ubuntu: apt-get install python3-venv · Fedora: dnf install python3 · or name one: make PYTHON=/path/to/python3"
}

make_venv() {
    if [ -e "$venv" ] && ! "$python" -c '' >/dev/null 2>&1; then
        say "The Python of .venv is gone; making it anew."
        rm -rf "$venv"
    fi
    [ -x "$python" ] && return
    chosen=$(find_python) || exit 1
    say "Making .venv with $("$chosen" --version) …"
    "$chosen" -m venv "$venv" || {
        rm -rf "$venv"
        fail "The virtual environment could not be made." "Debian, Ubuntu: apt-get install python3-venv"
    }
}

is_stamped() { [ -e "$venv/stamp-$1" ] && [ -z "$(find pyproject.toml constraints.txt -newer "$venv/stamp-$1")" ]; }
stamp() { : >"$venv/stamp-$1"; }

install_package() {
    is_stamped "package-$goal" && return
    wanted=.
    [ "$goal" = test ] && wanted='.[test]'
    say "Installing Vision Editor and what it needs into .venv …"
    "$python" -m pip --disable-pip-version-check install --quiet -c constraints.txt -e "$wanted" ||
        fail "The packages could not be installed." "Without a network, fetch once with one; then start again."
    "$python" -m compileall -q visioneditor # an installed program is compiled; so the first start is no slower than later ones
    stamp "package-$goal"
    stamp package-run
}

# --- What the system has to bring -------------------------------------------------------------------------------------

debian_libraries="libegl1 libgl1 libdbus-1-3 libfontconfig1 libglib2.0-0 libx11-xcb1 libxkbcommon-x11-0 libxcb-cursor0
    libxcb-icccm4 libxcb-image0 libxcb-keysyms1 libxcb-randr0 libxcb-render-util0 libxcb-shape0 libxcb-xkb1"
fedora_libraries="mesa-libEGL mesa-libGL dbus-libs fontconfig glib2 libX11-xcb libxkbcommon-x11 xcb-util-cursor
    xcb-util-wm xcb-util-image xcb-util-keysyms libxcb xcb-util-renderutil"
debian_test_programs="xvfb xdotool imagemagick x11-utils strace"
debian_build_programs="appstream binutils cpio desktop-file-utils dpkg-dev file libpython3-dev lintian mmdebstrap rpm
    shared-mime-info squashfs-tools xz-utils"
fedora_build_programs="appstream binutils cpio desktop-file-utils dpkg-dev file python3-devel mmdebstrap rpm-build
    shared-mime-info squashfs-tools xz"
fedora_test_programs="xorg-x11-server-Xvfb xdotool ImageMagick xwininfo xprop strace"

lacks_libraries() {
    qt=$("$python" -c 'import importlib.util as u; print(u.find_spec("PySide6").submodule_search_locations[0])')/Qt
    ldd "$qt/plugins/platforms/libqxcb.so" "$qt"/lib/libQt6Widgets.so.* "$qt"/lib/libQt6PrintSupport.so.* 2>/dev/null |
        grep -q 'not found'
}
lacks_fonts() { ! find /usr/share/fonts /usr/local/share/fonts -name '*.[to]tf' 2>/dev/null | grep -q .; }
lacks_test_programs() {
    for program in Xvfb xdotool import xwininfo; do
        command -v "$program" >/dev/null || return 0
    done
    return 1
}
lacks_build_programs() {
    for program in appstreamcli cpio objdump desktop-file-validate dpkg-deb mmdebstrap rpm2cpio mksquashfs xz; do
        command -v "$program" >/dev/null || return 0
    done
    return 1
}

bring() { # bring WHAT "DEBIAN PACKAGES" "FEDORA PACKAGES"
    # shellcheck disable=SC2086 # the lists are split into packages on purpose
    set -- "$1" "$(echo $2)" "$(echo $3)"
    if command -v apt-get >/dev/null && [ "$(id -u)" = 0 ]; then
        say "Installing $1 …"
        export DEBIAN_FRONTEND=noninteractive
        # shellcheck disable=SC2086
        if apt-get update -qq >&2 && apt-get install -y -qq --no-install-recommends $2 >&2; then
            return
        fi
        say "The packages could not be installed; trying to go on without $1."
        return 1
    fi
    say "$1 are missing. Install them with"
    say "  Debian, Ubuntu:  sudo apt-get install $2"
    say "  Fedora:          sudo dnf install $3"
    return 1
}

bring_libraries() {
    [ "$(uname)" = Linux ] || return 0
    is_stamped libraries && return
    complete=yes
    if lacks_libraries; then
        bring "The libraries Qt opens windows with" "$debian_libraries" "$fedora_libraries" || complete=no
    fi
    if lacks_fonts; then
        bring "Fonts" fonts-dejavu-core dejavu-sans-fonts || complete=no
    fi
    [ $complete = no ] || stamp libraries
}

bring_test_programs() {
    [ "$(uname)" = Linux ] || return 0
    is_stamped test-programs && return
    if lacks_test_programs; then
        bring "The programs journeys press keys with" "$debian_test_programs" "$fedora_test_programs" || return 0
    fi
    stamp test-programs
}

if [ "$goal" = system ]; then
    bring "Libraries and programs" "$debian_libraries fonts-dejavu-core $debian_test_programs $debian_build_programs" \
        "$fedora_libraries dejavu-sans-fonts $fedora_test_programs $fedora_build_programs"
    exit
fi
if [ "$goal" = pack ]; then
    [ "$(uname)" = Linux ] && lacks_build_programs || exit 0
    bring "The programs packages are built with" "$debian_build_programs" "$fedora_build_programs"
    exit
fi
if [ "$goal" = flatpak ]; then
    bring "The programs Flatpaks are built with" "flatpak flatpak-builder" "flatpak flatpak-builder"
    exit
fi
command -v git >/dev/null || say "git was not found; without it only files can be compared (https://git-scm.com/downloads)."
make_venv
install_package
bring_libraries
[ "$goal" != test ] || bring_test_programs
