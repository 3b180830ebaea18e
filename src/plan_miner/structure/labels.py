"""The labels of a plan's cards, tables and paragraphs: which words name which field.

Named after the objective card of the planning guide for municipalities (2019, annex C) and the ministries'
template, with the variants that plans print: those that speak as "we" ("Hedefimiz", "Birlikte çalışacağımız
müdürlükler") and those that ask ("Neler yapacağız?") among them. The questions that head whole chapters of the guide
("Neredeyiz?", "Nereye ulaşmak istiyoruz?") name no field.
"""

from __future__ import annotations

import re
from functools import lru_cache

from plan_miner.turkish import fold, fold_once

UNIT = (
    r"(?:(?:harcama )?birim(?:ler)?(?:i|leri|imiz)?(?:\(ler\)|/birimler)?|müdürlük(?:ler)?(?:imiz)?|müdürlüğ(?:ü|ümüz)"
    r"|daire(?:ler|miz|lerimiz)?(?: başkanlığı)?|kurum(?:lar)?(?:ımız)?)(?: adı)?"
)
PARTNERS = rf"(?:{UNIT}|paydaş(?:lar)?|kuruluş(?:lar)?)"
COOPERATION = r"iş ?birliği"
KIND_OF_WORK = r"(?:faaliyet|proje|strateji|eylem|uygulama|çalışma)(?:ler|lar)?"
TO_BE_DONE = (
    r"(?:(?:yapıl|yürütül|uygulan|planlan|gerçekleştiril|öngörül|hayata geçiril)(?:acak|ecek|an|en)"
    r"|(?:yapacağ|yürüteceğ|uygulayacağ|gerçekleştireceğ|hayata geçireceğ|başlatacağ|planladığ|öngördüğ)[ıiü]m[ıiü]z)"
)
WE_ASK = r"(?: ne(?:ler)?(?:dir)?)?"  # "Amacımız nedir?"
OF_THE_OBJECTIVE = (
    r"(?:(?:hedefe|amaca|hedefle) (?:yönelik|ilişkin|ilgili|bağlı|dönük)|hedef kapsamında(?:ki)?|hedef(?:in)?)"
)
YEAR = r"(?:19|20)\d\d"
FIELDS: dict[str, tuple[str, ...]] = {
    "goal": (
        rf"(?:stratejik )?(?:amaç(?:lar)?(?:ı|ımız{WE_ASK})?|(?:temel )?amacı(?:mız{WE_ASK})?)(?: adı| ifadesi)?",
        r"neyi amaçlıyoruz",
    ),
    "objective": (
        rf"(?:stratejik )?hedef(?:ler)?(?:i|imiz{WE_ASK})?(?: adı| ifadesi)?",
        r"ne(?:yi|leri) hedefliyoruz",
    ),
    "goal_or_objective": (
        r"(?:stratejik )?(?:amaç(?:lar)?(?:ımız)?|amacımız)(?: ve |/| / |-| - )(?:stratejik )?hedef(?:ler)?(?:imiz)?",
    ),
    "goal_code": (r"(?:stratejik )?amaç (?:kodu|no|numarası)",),
    "objective_code": (r"(?:stratejik )?hedef (?:kodu|no|numarası)",),
    "activities": (
        rf"(?:(?:ana|temel|stratejik|başlıca|öncelikli|önemli|{TO_BE_DONE}|{OF_THE_OBJECTIVE}) ){{0,2}}"
        rf"{KIND_OF_WORK}(?:(?:imiz|ımız)?(?: ve |/| / |, ){KIND_OF_WORK})*(?:[iı]|[iı]?m[iı]z)?(?: adı| listesi)?",
        r"(?:(?:bunun|bu hedef) için )?(?:ne(?:ler)?|nasıl) (?:yapacağız|yapılacak|yapıyoruz)",
        r"(?:hedef(?:imiz)?e )?nasıl (?:ulaşacağız|ulaşılacak|başaracağız)",
        r"yapılacaklar|yapacaklarımız|(?:yapılacak|yürütülecek|yapacağımız|yürüteceğimiz) işler",
        r"(?:atılacak |uygulama |atacağımız )adım(?:lar)?(?:ı|ımız)?|adımlarımız|taahhütlerimiz",
    ),
    "indicators": (
        rf"(?:{OF_THE_OBJECTIVE} )?(?:anahtar |temel )?(?:(?:performans|başarı|izleme|sonuç|çıktı) )?"
        r"(?:hedef(?:i|leri)? ?(?:/|ve) ?)?gösterge(?:si|leri|ler|miz|lerimiz)?(?: adı)?",
        r"pg",
        r"(?:performans |başarı )?(?:kriter|ölçüt|ölçüsü)(?:i|ü|ler|leri|imiz|ümüz|lerimiz)?(?: adı)?",
        r"(?:(?:başarı|sonuc|ilerleme)(?:yı|u|mızı|muzu|yi|mizi) |hedefe ulaştığımızı )?"
        r"(?:ne(?:yi|leri)|nasıl) (?:ölçeceğiz|izleyeceğiz|anlayacağız|ölçüyoruz|ölçülecek|izlenecek)",
        r"(?:ölç|izley)eceklerimiz",
        r"(?:performans|başarı|izleme|ölçüm|gösterge|sonuç) tablosu",
    ),
    "responsible": (
        rf"(?:(?:ana|asıl|esas|birinci derece(?:de|den)?|(?:hedef|faaliyet|gösterge|uygulama)(?:in|ten|den|dan)?) )?"
        rf"sorumlu(?:su|ları|muz|larımız)?(?: {UNIT})?(?: / {UNIT})?",
        r"harcama birimi",
        rf"(?:yürüt(?:ücü|ecek|en)|uygula(?:yıcı|yan|yacak)|koordinatör|koordinasyon(?:dan sorumlu)?|lider) {UNIT}",
        r"ilgili birim",
        r"kim(?:ler)? (?:yapacak|yürütecek|sorumlu)|sorumlu(?:su|muz)? kim(?:dir)?",
    ),
    "collaborating": (
        rf"{COOPERATION}(?: (?:yapılacak|yapılan|içinde olunacak))?(?: {UNIT})?(?: (?:ve|/) kuruluşlar)?",
        rf"birlikte(?: (?:çalışılacak|yürütülecek|çalışacağımız|yürüteceğimiz) {PARTNERS}(?: (?:ve|/) {PARTNERS})?)?",
        r"birlikte çalışacaklarımız|ilgili birimler",
        rf"(?:{COOPERATION} yapacağımız|destek (?:alacağımız|aldığımız)) {PARTNERS}(?: (?:ve|/) {PARTNERS})?",
        rf"{COOPERATION}(?:lerimiz|miz)|(?:çözüm )?ortaklarımız|kim(?:ler)?le",
        rf"(?:destek|katkı)(?: (?:verecek|veren|sağlayacak|sağlayan|olacak))? {UNIT}|paydaş(?:lar)?(?:ımız)?",
        r"kim(?:ler)?(?:le|inle) (?:birlikte )?(?:çalışacağız|yapacağız|yürüteceğiz)",
    ),
    "units": (rf"sorumlu(?: {UNIT})?(?: ve |/| / |, ){COOPERATION}.*", r"sorumlu ve (?:ilgili|iş birliği).*"),
    "risks": (rf"(?:olası |karşılaşabileceğimiz )?risk(?:ler)?(?:i|imiz)?{WE_ASK}",),
    "assumptions": (r"(?:temel )?varsayım(?:lar)?(?:ı|ımız)?",),
    "cost": (
        r"(?:(?:toplam|tahmini|yaklaşık|öngörülen|planlanan|genel|hedef(?:in)?|(?:5|beş) yıllık|plan dönemi) )*"
        r"(?:maliyet(?:i|ler|leri|imiz)?(?: tahmini| toplamı| tutarı)?|bütçe(?:si|miz)?|kaynak ihtiyacı(?:mız)?)",
        r"tahmini kaynak|(?:ayıracağımız|ayırdığımız|ihtiyaç duyduğumuz|gereken|ayrılacak) (?:kaynak|bütçe)",
        r"ne kadar (?:kaynak|bütçe) (?:ayıracağız|kullanacağız|gerek(?:li|iyor)?)|ne kadar harcayacağız",
        r"(?:kaça|ne kadara) mal olacak|ne kadar(?: tutacak)?",
    ),
    "findings": (
        r"tespit(?:ler)?(?:i|imiz)?(?: ve (?:gerekçe|analiz|değerlendirme)(?:ler|si|lerimiz)?)?",
        r"ne(?:ler)? tespit ettik|neden bu hedef",
    ),
    "needs": (r"ihtiyaç(?:lar)?(?:ı|ımız)?|ihtiyacımız|ne(?:ye|lere) ihtiyacımız var",),
    "findings_and_needs": (r"tespit(?:ler)?(?:imiz)? (?:ve|&) ihtiyaç(?:lar)?(?:ımız)?",),
    "code": (r"kod(?:u)?|no|sıra(?: no)?|s\. ?no", r"(?:pg|pk|gösterge|kriter|faaliyet|proje|eylem) (?:no|kodu)"),
    "unit": (r"(?:ölçü |ölçüm )?birim(?:i)?|ölçü",),
    "weight": (r"(?:hedefe |amaca )?etki(?:si)?(?: (?:oranı|yüzdesi|düzeyi))?", r"ağırlık(?: oranı|ı)?"),
    "baseline": (
        r"(?:plan dönemi )?başlangıç(?: değeri| yılı değeri| yılı)?",
        rf"(?:mevcut(?: durum(?:umuz)?| değer)?|bugün(?:kü (?:durum|değer)(?:umuz|imiz)?)?)(?: {YEAR})?",
        r"baz(?: yılı?)?(?: değeri)?|önceki dönem(?: değeri)?|referans değer",
        rf"{YEAR}(?: yılı?)? ?\(?(?:mevcut|gerçekleşen|gerçekleşme|başlangıç|baz).*",
    ),
    "frequency": (r"(?:izleme|rapor(?:lama)?|ölçüm) (?:sıklığı|periyodu|dönemi)",),
    "year": (
        rf"{YEAR}(?: yılı?)?(?: hedef(?:i|imiz| değeri)?| değeri| (?:yıl )?sonu| bütçe(?:si)?| tahmin(?:i|leri)?)?",
        rf"(?:\d\. ?yıl|hedef|yıl \d) ?\(?{YEAR}\)?",
        r"[1-9]\. ?yıl(?: hedefi?)?|yıl ?[1-9]|yıl sonu(?: hedefi?| değeri)?",
    ),
    "total": (r"(?:genel )?toplam(?: maliyet| \(tl\))?",),
    "other": (
        r"açıklama(?:lar)?|(?:alt )?program(?: adı)?|amacın ilişkili olduğu.*|süre|dönem|sonuç|birim adı|değer",
        r"(?:(?:kamu )?idare(?:si)?(?:nin)?|kurum(?:un)?) adı",
        r"kaynak(?: türü)?|başlama.*|bitiş.*|hedef kartı(?: \d+)?|gerçekleş(?:me|en).*|gerç|yıl(?:lar)?",
        r"(?:[1-4]|i|ii|iii|iv)\. ?(?:yarı ?yıl|çeyrek|(?:altı|6|üç|3) ay(?:lık)?)(?: hedefi?)?",  # parts of a year
        r"(?:ilk|son|ikinci) (?:yarı(?: ?yıl)?|(?:altı|6) ay(?:lık)?)(?: hedefi?)?|(?:altı|6) aylık",
        r"(?:veri|doğrulama|bilgi) kaynağı|hedef(?:lenen)? değer(?:ler)?(?:i)?|hedefler(?:in)? yıllara.*",
    ),
}
FORMS = {name: [form.replace("ı", "i") for form in forms] for name, forms in FIELDS.items()}  # as `_plain` has texts
ANY_FIELD = re.compile("|".join(f"(?P<{name}>{'|'.join(forms)})" for name, forms in FORMS.items()))
SHORT_WORDS = {"bu", "ii", "iv", "iş", "ne", "no", "pg", "pk"}  # that begin a form; others of two letters are endings
RUNS = {run for forms in FORMS.values() for form in forms for run in re.findall("[a-zçğöşü]{2,}", form)}
STEMS = {run[:3] for run in RUNS if len(run) > 2} | SHORT_WORDS
STEM = re.compile(rf"{'|'.join(sorted(STEMS))}|[a-z]\.|[^a-zçğöşü]|.{{0,2}}$")  # with which any form can begin
BEFORE, BEHIND = " •-*%", " :;.*-%?"  # what may stand around a label
BRACKETS = re.compile(r" ?\((?!(?:s\W?)?[ah]\W?\d)[^()]*\)? ?")  # "Hedefe Etkisi (%)"; not the code of "Hedef (H1.1)"
COLON = re.compile(r":\s")
WORD_START = re.compile(r"(?<!\S)[A-ZÇĞİÖŞÜ]\S*")
A_YEAR = re.compile(rf"\b({YEAR})\b")
OF_THE_PLAN = re.compile(r"\s*(?:([1-9])\. ?[Yy][ıI][lL]|[Yy][ıI][lL] ?([1-9])$)")
LONGEST_LABEL = 5  # words with a capital
UNSAID = ("year", "code", "other", "unit", "total", "frequency")  # too short to be told from words of a sentence
SPACE = re.compile(" ")
OPENING = 20  # characters in which a label's first word stands
OPENERS = frozenset("sbiımtyh5SBİIMTYH")
OPENS_VALUE = re.compile(r"sorumlu|birlikte|iş ?birli|toplam|tahmini|maliyet|yaklaşık|bütçe|(?:5|beş) yıllık|harcama")
UNITS = re.compile(r"müdürlü|başkanlı|müşavirli|birimi\b|genel sekreter|özel kalem|\bmd\b")
AMOUNT = re.compile(r"^[\d.,]+ ?(?:(?:bin|milyon|milyar) )?(?:tl|₺)?$")
VALUES = {"responsible": UNITS, "collaborating": UNITS, "cost": AMOUNT}
NAMING = re.compile(rf"[^\W\d_]|{YEAR}")  # no field is named without a letter or a year
FIRST_LETTERS = 3  # of which STEM speaks
LONGEST = 90  # characters of what names a field
LONGEST_INLINE = 60  # characters of a label with its value behind it
LOOK_BACK = 100  # characters before a colon in which its label begins


def field_of(text: str) -> str | None:
    """The field that a whole text names ("Sorumlu Birim:" -> responsible), or None."""
    return _field_of(text) if len(text) <= LONGEST and _may_open(text[:FIRST_LETTERS]) else None


@lru_cache(maxsize=50_000)
def _field_of(text: str) -> str | None:
    if not NAMING.search(text):
        return None
    plain = _without_edges(_plain(text))
    match = ANY_FIELD.fullmatch(plain)
    if match is None and "(" in plain:
        match = ANY_FIELD.fullmatch(_without_edges(BRACKETS.sub(" ", plain)))
    return match.lastgroup if match else None


@lru_cache(maxsize=10_000)
def _may_open(letters: str) -> bool:
    """Whether a text that begins with these letters may name a field: most do not, and need not be looked at whole."""
    return STEM.match(_plain(letters).lstrip(BEFORE)) is not None


def _plain(text: str) -> str:
    """A text folded, ı and i as one: programs and fonts that know no Turkish capitals mix them ("SORUMLU BIRIM")."""
    return fold_once(" ".join(text.split())).replace("ı", "i")


def may_name(text: str) -> bool:
    """Whether a text may name a field once the parts of its words are put together ("Faali yetler")."""
    return _may_open(text.replace(" ", "")[:FIRST_LETTERS])


def _without_edges(text: str) -> str:
    return text.lstrip(BEFORE).rstrip(BEHIND)


def year_of(text: str) -> int | None:
    """The year that a column's heading names, or None; "3. Yıl" is the third year of the plan, 3."""
    match = A_YEAR.search(text) or OF_THE_PLAN.match(text)
    return int(match[match.lastindex or 1]) if match else None


def labelled(text: str) -> tuple[str, int] | None:
    """The field and where its value begins, for a text such as "Sorumlu Birim: Fen İşleri Müdürlüğü"."""
    colon = text.find(":")
    if colon < 2:
        return None
    label = text[:colon].rstrip()
    field = field_of(label) if 1 < len(label) <= LONGEST_INLINE else None
    if field is None or field in UNSAID:
        return None
    return field, len(text) - len(text[colon + 1 :].lstrip())


def told_by_value(text: str) -> tuple[str, int] | None:
    """The field and where its value begins where no colon parts them: "Sorumlu Fen İşleri Müdürlüğü".

    Brochures print the label bold and the value behind it; a unit or an amount must follow, and no sentence.
    """
    if text[:1] not in OPENERS or text.endswith(".") or not OPENS_VALUE.match(fold(text[:OPENING])):
        return None
    for gap in [match.start() for match in SPACE.finditer(text, 0, LONGEST_INLINE)][:LONGEST_LABEL][::-1]:
        field, value = field_of(text[:gap]), text[gap + 1 :]
        wanted = VALUES.get(field or "")
        if wanted and (value[:1].isupper() or value[:1].isdigit()) and wanted.search(fold(value)):
            return str(field), gap + 1
    return None


def labels_within(text: str) -> list[int]:
    """Where further labels begin in a text: "Sorumlu Birim: X. İş Birliği Yapılacak Birimler: Y" has one."""
    found = []
    for colon in COLON.finditer(text):
        stop = colon.start()
        starts = [m.start() for m in WORD_START.finditer(text, max(0, stop - LOOK_BACK), stop)][-LONGEST_LABEL:]
        begin = next((i for i in starts if i and field_of(text[i:stop].rstrip()) not in (None, *UNSAID)), None)
        if begin is not None:
            found.append(begin)
    return found
