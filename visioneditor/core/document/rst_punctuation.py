"""Which characters may stand around inline markup, as the markup's definition has them by Unicode category.

Written down rather than computed, for a table of all characters is no thing to build at every start.
"""

# Ps beyond ASCII, each of which the next character (Pe) closes.
_OPEN = (
    "\u0f3a\u0f3c\u169b\u2045\u207d\u208d\u2329\u2768\u276a\u276c\u276e\u2770\u2772\u2774\u27c5\u27e6\u27e8\u27ea\u27ec"
    "\u27ee\u2983\u2985\u2987\u2989\u298b\u298d\u298f\u2991\u2993\u2995\u2997\u29d8\u29da\u29fc\u2e22\u2e24\u2e26\u2e28"
    "\u3008\u300a\u300c\u300e\u3010\u3014\u3016\u3018\u301a\u301d\ufe17\ufe35\ufe37\ufe39\ufe3b\ufe3d\ufe3f\ufe41\ufe43"
    "\ufe47\ufe59\ufe5b\ufe5d"
)
# Pi and Pf: customs differ on which of them open and which close.
_QUOTES = "«»‘’‚‛“”„‟‹›\u2e02-\u2e05\u2e09\u2e0a\u2e0c\u2e0d\u2e1c\u2e1d\u2e20\u2e21"
# Pd and Po beyond ASCII.
_DELIMITERS = (
    "\u00a1\u00b7\u00bf\u037e\u0387\u055a-\u055f\u0589\u058a\u05be\u05c0\u05c3\u05c6\u05f3\u05f4\u0609\u060a\u060c\u060d"
    "\u061b\u061e\u061f\u066a-\u066d\u06d4\u0700-\u070d\u0964\u0965\u0970\u0e4f\u0e5a\u0e5b\u10fb\u1361-\u1368\u1400"
    "\u17d4-\u17d6\u17d8-\u17da\u2010-\u2017\u2020-\u2027\u2030-\u2038\u203b-\u203e\u2041-\u2043\u2047-\u2051\u2053"
    "\u2055-\u205e\u3001-\u3003\u301c\u3030\u303d\u30a0\u30fb\ufe10-\ufe16\ufe19\ufe30-\ufe32\ufe45\ufe46\ufe49-\ufe4c"
    "\ufe50-\ufe52\ufe54-\ufe58\ufe5f-\ufe61\ufe63\ufe68\ufe6a\ufe6b\uff01-\uff03\uff05-\uff07\uff0a\uff0c-\uff0f\uff1a"
    "\uff1b\uff1f\uff20\uff3c\uff61\uff64\uff65"
)
_CLOSE = "".join(chr(ord(letter) + 1) for letter in _OPEN)

# Insides of character classes: what may stand before a start-string, and after an end-string.
BEFORE_MARKUP = rf"\s\"'(<\[{{\-/:{_OPEN}\uff08\uff3b\uff5b\uff5f\uff62{_QUOTES}{_DELIMITERS}"
AFTER_MARKUP = rf"\s\x00\\.,;!?\"')>\]}}\-/:{_CLOSE}\u301f\uff09\uff3d\uff5d\uff60\uff63{_QUOTES}{_DELIMITERS}"

_CLOSERS = {letter: chr(ord(letter) + 1) for letter in _OPEN}
_CLOSERS |= dict(zip("\"'(<[{\uff08\uff3b\uff5b\uff5f\uff62", "\"')>]}\uff09\uff3d\uff5d\uff60\uff63", strict=True))
_CLOSERS |= {"«": "»", "»": "«»", "‘": "’‚", "’": "‘’", "‚": "‘’", "‛": "’", "“": "”„", "”": "“”", "„": "“”", "‟": "”"}
_CLOSERS |= {"‹": "›", "›": "‹›"}


def is_pair(opening: str, closing: str) -> bool:
    """Whether two characters quote what stands between them."""
    return closing in _CLOSERS.get(opening, "")
