"""Web and mail addresses that stand bare in a text."""

import re
from collections.abc import Iterator

from visioneditor.core.document.rst_punctuation import AFTER_MARKUP, BEFORE_MARKUP

_SCHEMES = """
    about acct bitcoin cvs data dav dns doi feed file ftp ftps geo git git+ssh gopher hdl http https im imap info irc
    ircs jabber ldap ldaps magnet mailto matrix mid news nfs nntp pop rsync rtsp sftp sip sips sms snmp ssh steam svn
    svn+ssh tel telnet tftp tip urn view-source vnc webcal ws wss xmpp
"""
_KNOWN_SCHEMES = frozenset(_SCHEMES.split())
_COLON = re.compile(r":(?=[^\s:])|(?<!\x00)@")
_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9.+-]{0,20}\Z")
_ENDS = rf"(?:(?=[{AFTER_MARKUP}])|\Z)"
_CHAR = r"[-_.!~*'()\[\];/:@&=+$,%a-zA-Z0-9\x00]"
_LAST = rf"(?:[_~*/=+a-zA-Z0-9]|{_CHAR}(?=>))"
_REST = re.compile(rf":(?://?)?{_CHAR}*{_LAST}(?:\?{_CHAR}*{_LAST})?(?:\#{_CHAR}*{_LAST})?{_ENDS}")
_MAIL_CHAR = r"[-_!~*'{|}/#?^`&=+$%a-zA-Z0-9\x00]"
_MAIL_NAME = re.compile(rf"{_MAIL_CHAR}+(?:\.{_MAIL_CHAR}+)*\Z")
_MAIL_HOST = re.compile(rf"@{_MAIL_CHAR}+(?:\.{_MAIL_CHAR}*)*{_LAST}{_ENDS}")
_MAY_PRECEDE = re.compile(rf"[{BEFORE_MARKUP}]")
_LONGEST_NAME = 80


def find_addresses(text: str, start: int, end: int) -> Iterator[tuple[int, int, str]]:
    """Where addresses begin and end in `text[start:end]`, and where they lead."""
    least = at = start
    while found := _COLON.search(text, at, end):
        at = found.end()
        address = (_web if found.group() == ":" else _mail)(text, least, found.start(), end)
        if address:
            begin, after = address
            target = text[begin:after].replace("\0", "")
            yield begin, after, target if found.group() == ":" else f"mailto:{target}"
            least = at = after


def _web(text: str, least: int, colon: int, end: int) -> tuple[int, int] | None:
    scheme = _SCHEME.search(text, max(least, colon - 21), colon)
    if scheme is None or scheme.group().lower() not in _KNOWN_SCHEMES or not _may_begin(text, least, scheme.start()):
        return None
    rest = _REST.match(text, colon, end)
    return (scheme.start(), rest.end()) if rest else None


def _mail(text: str, least: int, sign: int, end: int) -> tuple[int, int] | None:
    name = _MAIL_NAME.search(text, max(least, sign - _LONGEST_NAME), sign)
    host = _MAIL_HOST.match(text, sign, end) if name and _may_begin(text, least, name.start()) else None
    return (name.start(), host.end()) if name and host else None


def _may_begin(text: str, least: int, at: int) -> bool:
    return at == least or _MAY_PRECEDE.match(text, at - 1) is not None
