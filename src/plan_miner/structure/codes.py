"""Printed codes: "STRATEJİK AMAÇ–1:", "H1.1", "PG 1.1.1", "【1.1】", "AMAÇ IV" … to canonical ones.

The forms follow what Turkish plans print (the planning guide's card, ministries' templates, older prose plans).
"""

from __future__ import annotations

import re
from functools import lru_cache

import msgspec
from msgspec.structs import replace

from plan_miner.turkish import fold, fold_with_offsets

ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50}
LOOK = 90  # characters: a code stands at the beginning of a line
NUMBERS = r"(?P<code>\d{1,3}(?:\s?[.\-]\s?\d{1,3}){0,3})"
SLASHED = NUMBERS.replace(r"[.\-]", r"[.\-/]")  # "H 1/2": only behind a word, for figures alone are a share or a scale
OPEN = r"[\s.\-:(\[【]*"
CLOSE = r"(?![\d%])(?:\s?[)\]】])?[\s.:;)\]\-–|】]*"

# level -> words in full, and the abbreviations that count only in capitals
WORDS = {
    "goal": (r"(?:stratejik )?ama(?:ç|cımız)", ("SA", "S.A", "A")),
    "target": (r"performans hedefi", ("PH", "P.H")),
    "objective": (r"(?:stratejik |str\. )?hedef(?:imiz)?", ("SH", "S.H", "H")),
    "indicator": (
        r"(?:performans (?:gösterge(?:si)?|kriteri?)|gösterge(?:si)?|performans)",
        ("PG", "PK", "P.G", "P.K", "G"),
    ),
    "activity": (r"(?:faaliyet|proje|eylem|strateji|faaliyet ve proje|faaliyet/proje)", ("FP", "F", "S", "E", "P")),
}
FULL = {
    level: re.compile(  # "Hedef 1.1", and "Hedef H1.1"
        rf"(?P<word>(?:{words})(?: no| kodu)?){OPEN}(?:(?:{'|'.join(re.escape(a.lower()) for a in abbreviations)})"
        rf"[\s.\-]?)?{SLASHED}{CLOSE}"
    )
    for level, (words, abbreviations) in WORDS.items()
}
ROMAN_DIGITS = r"(?=[iıvxl])(?:xl|l?x{0,3})(?:[iı]x|[iı]v|v?[iı]{0,3})"
ROMAN_NUMBER = {
    level: re.compile(  # "AMAÇ IV", "Hedef III", "Hedef I.2"
        rf"(?P<word>{WORDS[level][0]}){OPEN}(?P<code>{ROMAN_DIGITS}{below})(?=[\s.:)\-–]|$){CLOSE}"
    )
    for level, below in (("goal", ""), ("objective", r"(?:[.\-]\d{1,2})?"))
}
SHORT = {
    level: re.compile(rf"(?P<word>{'|'.join(re.escape(a) for a in abbreviations)})[\s.\-]{{0,2}}{SLASHED}{CLOSE}")
    for level, (_, abbreviations) in WORDS.items()
}
LETTER = r"[a-hA-H]"  # goals told apart by letters (A, B, C …); those beyond H are Roman figures or unheard of
LETTERED = {  # "AMAÇ-A: …", "Hedef B.1 …"
    "goal": re.compile(rf"(?P<word>{WORDS['goal'][0]})[\s.\-]{{0,3}}(?P<code>{LETTER})(?=[:.)]|\s-\s|$){CLOSE}"),
    "objective": re.compile(
        rf"(?P<word>{WORDS['objective'][0]})[\s.\-]{{0,3}}(?P<code>{LETTER}[.\-]?\d{{1,2}}){CLOSE}"
    ),
}
BY_LETTER = {  # "H.A.1", "F.A.1.1", "PG.B.1.2"; "F.1.1.a", "P 1.1-b"
    level: re.compile(
        rf"(?P<word>{'|'.join(re.escape(a) for a in WORDS[level][1])})"
        rf"(?:[.\-]?(?P<first>[A-H](?:[.\-]\d{{1,2}}){{{least},3}}){CLOSE}"
        rf"|[\s.\-]{{0,2}}(?P<last>\d{{1,2}}(?:\.\d{{1,2}}){{1,2}}[.\-]?[a-hçğ])(?=[\s.:)]|$){CLOSE})"
    )
    for level, least in (("objective", 1), ("indicator", 2), ("activity", 2))
}
OF_ALL = re.compile(  # "SA1.H2.F3", "A2-H2.1-PG2.1.3", "A1/H2": the whole way down in one code
    r"(?:S\.?A|A)[\s.\-]?(?P<goal>\d{1,2})[\s.\-/]{0,2}(?:S\.?H|H)[\s.\-]?(?P<objective>\d{1,2}(?:\.\d{1,2})?)"
    rf"(?:[\s.\-/]{{0,2}}(?P<word>FP|PG|F|P|E|G|S)[\s.\-]?(?P<code>\d{{1,2}}(?:\.\d{{1,2}}){{0,2}}))?{CLOSE}"
)
BELOW_NUMBERS = re.compile(  # "1.3.F1", "2.1-PG2": an objective's numbers, and what is counted under it
    r"(?P<above>\d{1,2}\.\d{1,2})[.\-/]?(?P<word>FP|PG|PK|F|P|G|S|E)[.\-]?(?P<code>\d{1,2})" + CLOSE
)
IN_BRACKETS = {
    level: re.compile(
        rf"(?P<word>{words})\s?\((?:{'|'.join(a.lower() for a in abbreviations)})?[\s.\-]?{NUMBERS}\)[\s.:\-]*"
    )
    for level, (words, abbreviations) in WORDS.items()
}
PLAIN = re.compile(rf"[(\[【]?{NUMBERS}{CLOSE}")
ROMAN_ALONE = re.compile(r"(?P<code>[IVX]{1,4})(?:\s?[.)\-:–]\s*(?=[^\W\d])|[.)]$)")
KEY = re.compile(r"(?:[IVX]{1,4}|[A-H])[.\-]\d{1,2}\.?")  # "II.3", "B.1" alone in a cell
NUMBERED = re.compile(r"[(\[【]?\d")
FIGURE = re.compile(r"\d{1,3}(?:\.\d{3})+(?!\d)|\d+,\d|\d{1,2}\.\d{1,2}\.\d{4}")  # 1.250 | 12,5 | 12.05.2020
DASH = re.compile("[‐‑‒–—−]")
# what makes the words behind "1. Amaç" a title of another kind: "ve Kapsam", "Kitle", "Kartları"
TITLE = r"(?!(?:ve|ile|veya|kitle|kart|grup|küme|kapsam|belirle|değer|yıl|tablo|ağac|birliğ)|[^\w\s]|\d)\S"
BEFORE_WORD = {  # "1. STRATEJİK AMAÇ:", "1.1. HEDEF:", "II. AMAÇ", "II/1. HEDEF", "III. HEDEF"
    level: re.compile(
        rf"(?:{NUMBERS}|(?P<roman>{ROMAN_DIGITS}{below})(?=[\s.)]))[\s.\-)]*(?P<word>(?:stratejik )?{word})"
        rf"(?=\s*(?:[:.\-]|$)|\s{TITLE})[\s.:\-)]*"
    )
    for level, word, below in (
        ("goal", "ama(?:ç|cımız)", ""),
        ("objective", "hedef(?:imiz)?", r"(?:[.\-/]\d{1,2})?"),
    )
}
ORDINALS = {
    "birinci": 1,
    "ikinci": 2,
    "üçüncü": 3,
    "dördüncü": 4,
    "beşinci": 5,
    "altıncı": 6,
    "yedinci": 7,
    "sekizinci": 8,
    "dokuzuncu": 9,
    "onuncu": 10,
}
ORDINAL_STARTS = {
    *("Bir", "İki", "Üçü", "Dör", "Beş", "Alt", "Yed", "Sek", "Dok", "Onu"),
    *("BİR", "İKİ", "ÜÇÜ", "DÖR", "BEŞ", "ALT", "YED", "SEK", "DOK", "ONU"),
}
IN_WORDS = {  # "BİRİNCİ AMAÇ", "İkinci Stratejik Hedefimiz: …"
    level: re.compile(BEFORE_WORD[level].pattern.replace(NUMBERS, rf"(?P<code>{'|'.join(ORDINALS)})", 1))
    for level in BEFORE_WORD
}
WITH_WORD = {
    level: [forms[level] for forms in (IN_BRACKETS, FULL, ROMAN_NUMBER, LETTERED, BEFORE_WORD) if level in forms]
    for level in WORDS
}
OUTLINED = re.compile(r"\d{1,2}(?:\.\d{1,2}){1,3}[.)]?\s+(?=[SsAaHh])")  # "4.2.1. Amaç 1: …": a section's number first
LETTERSPACED = re.compile(r"^(?:[A-ZÇĞİÖŞÜ] ){2,}[A-ZÇĞİÖŞÜ](?= |$)")
LEVELS = {  # by the first letter of a code's word or abbreviation; numbers come before the words of BEFORE_WORD
    "a": ("goal",),
    "s": ("goal", "objective", "activity"),
    "h": ("objective",),
    "p": ("target", "indicator", "activity"),
    "g": ("indicator",),
    "f": ("activity",),
    "e": ("activity",),
}
FIRST = re.compile(
    r"(?:[Aa][Mm]|[Ss][TtAH]|[Hh][Ee]|[Pp][EeRrHG]|[Gg][ÖöOo]|[Ff][AaÂâP]|[Ee][Yy]|[AaSsHhPpGgFfEe][\W\d_])"
    r"|(?:\d[\d.\s)-]{0,12}|[IVX]{1,5}[\s./)-][\d\s.)]{0,4})[SsAaHh]|\d{1,2}\.\d{1,2}[.\-/]?[FPGSE]"
)  # how any of these can begin
ROMAN_FIRST = re.compile(r"[IVX][IVX\s./)-]")
THING = re.compile(r"[a-zçğıöşü%]")
BRACKETS = {"(": ")", "[": "]", "【": "】"}
WITHOUT_DIGITS = frozenset("AaSsHhIVX")  # with which goals and objectives may begin that have Roman figures or letters
DIGIT = re.compile(r"\d")
SUFFIXES = ("'", "’")  # "Hedef 1'de …" speaks of an objective, it does not name one
NUMBER = re.compile(r"\d+|[^\W\d_]+")


class Code(msgspec.Struct, frozen=True, gc=False):
    """A code at the beginning of a text: its level, its numbers, as printed, and where the text goes on."""

    level: str  # goal | objective | target | activity | indicator | plain
    numbers: tuple[int, ...]
    printed: str
    end: int

    @property
    def dotted(self) -> str:
        """The canonical form: 1.1.3."""
        return ".".join(str(n) for n in self.numbers)


def code_of(text: str) -> Code | None:
    """The code with which a text begins, or None. Bullets before it must be gone."""
    if not _may_begin(text[:2]):
        return _in_words(text[:LOOK]) if text[:3] in ORDINAL_STARTS else None
    if text[0] in BRACKETS:
        return _in_brackets(text[: 2 * LOOK])
    return _at_beginning(text[: 2 * LOOK]) if text[0].isalpha() or FIRST.match(text) else None


@lru_cache(maxsize=10_000)
def _may_begin(letters: str) -> bool:
    """Whether a text whose first two characters are these may begin with a code."""
    if letters[:1].isdecimal() or letters[:1] in BRACKETS:
        return True
    return FIRST.match(letters) is not None or ROMAN_FIRST.match(letters) is not None


def _in_words(head: str) -> Code | None:
    """ "Birinci Amaç: …": a goal or objective told by an ordinal."""
    folded = fold_with_offsets(head)
    for level, pattern in IN_WORDS.items():
        if match := pattern.match(folded.text):
            end = folded.offsets[match.end()] if match.end() < len(folded.text) else len(head)
            return _made(level, match, head, end, 0)
    return None


def _in_brackets(text: str) -> Code | None:
    """ "[H1.1] …": brackets around the whole code."""
    code = _at_beginning(text[1:]) if FIRST.match(text, 1) else None
    end = code.end + 1 if code else 0
    if not code or text.find(BRACKETS[text[0]], 0, end) < 0 or text[end : end + 1].islower():
        return None  # "(H1.1) ile …": a sentence that speaks of it
    return replace(code, end=end, printed=text[:end].strip(" :-–"))


@lru_cache(maxsize=100_000)
def _at_beginning(text: str) -> Code | None:
    if text[0] not in WITHOUT_DIGITS and not DIGIT.search(text):
        return None
    outline = OUTLINED.match(text)
    behind = _code_of(text[outline.end() :]) if outline else None
    if outline and behind and behind.level in ("goal", "objective"):
        return replace(behind, end=behind.end + outline.end())
    return _code_of(text)


def _code_of(text: str) -> Code | None:
    tight = _closed_up(text)
    shift = len(text) - len(tight)
    shown = tight[:LOOK]
    head = DASH.sub("-", shown)
    whole = OF_ALL.match(head)
    if whole:
        return _of_all(whole, shown, shift)
    below = BELOW_NUMBERS.match(head)
    if below:
        level = "activity" if below["word"] in WORDS["activity"][1] else "indicator"
        return _made(level, below, shown, below.end(), shift, f"{below['above']}.{below['code']}")
    folded = fold_with_offsets(head)
    for level in LEVELS.get(folded.text[:1], tuple(BEFORE_WORD)):
        for pattern in WITH_WORD[level]:
            match = pattern.match(folded.text)
            if match:
                end = folded.offsets[match.end()] if match.end() < len(folded.text) else len(head)
                return _made(level, match, shown, end, shift, match.groupdict().get("roman") or "")
        match = BY_LETTER[level].match(head) if level in BY_LETTER else None
        if match:
            return _made(level, match, shown, match.end(), shift, match["first"] or match["last"])
        match = SHORT[level].match(head)
        if match and not _counts_things(head[match.end() :], match["word"]):
            return _made(level, match, shown, match.end(), shift)
    return None


def plain_code(text: str) -> Code | None:
    """A code without a word: "1.", "1.1", "【1.1.1】"; None for years, amounts and dates."""
    if NUMBERED.match(text):
        return _plain_at_beginning(text[: 2 * LOOK])
    return Code("plain", numbers(text), text.strip(" ."), len(text)) if KEY.fullmatch(text) else None


def plain_or_roman(text: str) -> Code | None:
    """A code without a word where a label says what it numbers: "1.", or "IV." as goals have it."""
    roman = ROMAN_ALONE.match(text)
    return _made("plain", roman, text[:LOOK], roman.end(), 0) if roman else plain_code(text)


@lru_cache(maxsize=50_000)
def _plain_at_beginning(text: str) -> Code | None:
    match = PLAIN.match(DASH.sub("-", text[:LOOK]))
    if not match or FIGURE.match(text) or len(match["code"].split(".")[0]) > 2:
        return None
    return _made("plain", match, text[:LOOK], match.end(), 0)


def _of_all(match: re.Match[str], head: str, shift: int) -> Code | None:
    """A code that repeats those above it: SA1.H2.F3 is 1.2.3, and so is SA1.H1.2.F1.2.3."""
    found: tuple[int, ...] = ()
    for part in ("goal", "objective", "code"):
        below = numbers(match[part] or "")
        found = below if below[: len(found)] == found and len(below) > len(found) else (*found, *below)
    level = "objective" if not match["word"] else "activity" if match["word"] in WORDS["activity"][1] else "indicator"
    return _made(level, match, head, match.end(), shift, ".".join(map(str, found)))


def _made(level: str, match: re.Match[str], head: str, end: int, shift: int, code: str = "") -> Code | None:
    if head.startswith(SUFFIXES, end):
        return None
    printed = head[:end].strip(" \t:;-–—.|)】]") if level != "plain" else head[:end].strip(" :;-–|")
    if printed.count("(") > printed.count(")"):
        printed += ")"
    return Code(level, numbers(code or match["code"]), printed, end + shift)


@lru_cache(maxsize=10_000)
def numbers(printed: str) -> tuple[int, ...]:
    """ "04" -> (4,); "1.1" -> (1, 1); "IV" -> (4,); "I.2" -> (1, 2); "B.1" -> (2, 1); "2.1.c" -> (2, 1, 3)."""
    parts = NUMBER.findall(printed)
    return tuple(int(part) if part.isdecimal() else _lettered(part, first=not at) for at, part in enumerate(parts))


def _lettered(part: str, *, first: bool) -> int:
    folded = fold(part)
    if folded in ORDINALS:
        return ORDINALS[folded]
    roman = folded.replace("ı", "i")
    return _roman(roman) if set(roman) <= ROMAN.keys() else _letter(part, first=first)


def _letter(part: str, *, first: bool) -> int:
    """The place of a letter: goals go A, B, C, D; what is listed under an objective goes a, b, c, ç, d."""
    return ("abcdefgh" if first else "abcçdefgğh").find(fold(part)) + 1


def _roman(text: str) -> int:
    values = [ROMAN[c] for c in text]
    return sum(-v if v < after else v for v, after in zip(values, [*values[1:], 0], strict=True))


def _closed_up(text: str) -> str:
    """ "A M A Ç 1" as "AMAÇ 1": letters set apart for looks are one word."""
    match = LETTERSPACED.match(text)
    return match.group().replace(" ", "") + text[match.end() :] if match else text


def _counts_things(rest: str, word: str) -> bool:
    """ "A4 kâğıt", "E 5 karayolu": one letter and a number without a separator may name a thing."""
    return len(word) == 1 and THING.match(rest) is not None
