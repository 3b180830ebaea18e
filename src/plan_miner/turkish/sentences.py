"""Where sentences of a Turkish administrative text end."""

from __future__ import annotations

import re

from plan_miner.turkish.folding import fold

# A point after these ends no sentence.
_SHORT_FORMS = (
    "mah mh cad cd sok sk bulv blv bul apt no nu tel fax faks dr prof doç yrd öğr gör arş uzm op av müh mim ecz dt vet "
    "sn hz st org alb gen yb bnb yzb vb vs vd vbs bkz bk örn ör md m mad f fık b s sf sh ss c cilt çev haz yay yy "
    "ltd şti san tic paz müd bşk bld bel yön gn ist ank izm t.c tc m.ö m.s a.g.e a.ş k.k.t.c kda "
    "yak ort maks min dk sn"
)
_ABBREVIATIONS = frozenset(_SHORT_FORMS.split())
_BULLET = r"[•●▪■◦○‣➢➤✓✔◆❖\uf0b7\uf0a7\uf0d8]"
_MARKER = rf"(?:{_BULLET}|[-–—*]\s|\d{{1,2}}[.)]\s|[a-zçğıöşü]\)\s|\(?\d{{1,2}}\)\s|\d{{1,2}}(?:\.\d{{1,2}})+\.?\s)"
# A stop, what closes after it, and white space; or a stop that a capital follows at once: edilmiştir.Belediyemiz
_STOP = r"(?P<stop>[.!?…]+[)\]\"'”’»]*)(?=\s|$)|(?P<glued>\.(?<=[a-zçğıöşü]{3}\.))(?=[A-ZÇĞİÖŞÜ][a-zçğıöşü])"
_END_IN_LINE = re.compile(_STOP)
_END = re.compile(
    rf"""
      {_STOP}
    | (?P<gap>\n\s*\n)                            # an empty line
    | (?P<list>[;,:]?\s*\n\s*(?={_MARKER}))       # a new line that begins with a bullet or number
    | (?P<bullet>\s*(?={_BULLET}))                # a bullet within the line
    """,
    re.VERBOSE,
)
_LINES = re.compile(rf"\n|{_BULLET}")
_NEXT = re.compile(r"\s*[\"'“‘«(\[]*(.)", re.DOTALL)
_QUOTE_APART = re.compile(r"\s?(\"|'')(?=\s|$)")
_LAST_WORD = re.compile(r"[\w.]*$")
_INITIALS = re.compile(r"(?:[^\W\d_]\.)*[^\W\d_]")
_NUMBERING = re.compile(r"\d{1,2}(?:\.\d{1,2})*")
_ROMAN = re.compile(r"[IVX]{1,5}")
_LONGEST = 40  # letters of a word; to look for its beginning further back costs time without end


def sentences(text: str) -> list[tuple[int, int]]:
    """The spans of the sentences of `text`, without the white space around them, in print order.

    Abbreviations (Mah., vb., No.), numbering (1.2.), ordinals (2. kat), dates and initials end none; an empty line, a
    bullet or a new numbered line does. A semicolon ends none: "bulunmamaktadır; ancak …" has to be read whole.
    """
    spans = []
    start = 0
    for match in (_END if _LINES.search(text) else _END_IN_LINE).finditer(text):
        if match.end() <= start or (match.group("stop") and not _ends_here(text, start, match)):
            continue
        if match.start() == match.end() == start:
            continue
        end = _closed(text, start, match.end())
        spans.append(_stripped(text, start, end))
        start = end
    spans.append(_stripped(text, start, len(text)))
    return [(begin, end) for begin, end in spans if end > begin]


def _closed(text: str, start: int, end: int) -> int:
    """Where a sentence ends whose last quote was printed apart from its stop."""
    apart = _QUOTE_APART.match(text, end)
    return apart.end() if apart and text.count(apart[1], start, end) % 2 else end


def _stripped(text: str, start: int, end: int) -> tuple[int, int]:
    piece = text[start:end]
    left = len(piece) - len(piece.lstrip())
    return start + left, start + max(len(piece.rstrip()), left)


def _ends_here(text: str, start: int, match: re.Match[str]) -> bool:
    following = _NEXT.match(text, match.end())
    if following is None:
        return True
    if following.group(1).islower():
        return False
    if not match.group("stop").startswith(".") or match.group("stop").startswith(".."):
        return True
    return not _is_abbreviated(text[start : match.start()])


def _is_abbreviated(before: str) -> bool:
    found = _LAST_WORD.search(before[-_LONGEST:])
    printed = found.group() if found else ""
    word = fold(printed)
    if before[: len(before) - len(printed)].endswith(("'", "’")):
        return False  # a suffix: Mahmut'a.
    if word in _ABBREVIATIONS or word.strip(".") in _ABBREVIATIONS:
        return True
    if _INITIALS.fullmatch(printed) and (printed.isupper() or printed == before.strip()):
        return True  # initials (T.C., A. Kaya) and the letter of a list (a. Birinci)
    return bool(_NUMBERING.fullmatch(word) or _ROMAN.fullmatch(printed))
