"""Folding, inflection, sentence ends and numbers of Turkish texts."""

from __future__ import annotations

import pytest

from plan_miner.turkish import (
    Inflections,
    figures,
    fold,
    fold_with_offsets,
    matches,
    number_in_words,
    read_number,
    sentences,
)
from plan_miner.turkish.families import families

# --- folding ------------------------------------------------------------------------------------

FOLDED = [
    ("EŞİTLİĞİ", "eşitliği"),
    ("KADIN", "kadın"),
    ("I\u0307stanbul", "istanbul"),
    ("i\u0307", "i"),
    ("Hâlâ Millî MÂLÎ", "hala milli mali"),
    ("ÇED ve CED", "çed ve ced"),
    ("YEEP’in", "yeep'in"),
    ("sığın\u00adma\u200bevi", "sığınmaevi"),
    ("kadın–erkek—eşitliği", "kadın-erkek-eşitliği"),
    ("bir\u00a0iki", "bir iki"),
    ("o\u0308zgu\u0308r", "özgür"),
    ("kadın ﬁkri", "kadın fikri"),
]


@pytest.mark.parametrize(("text", "folded"), FOLDED)
def test_text_is_folded_the_turkish_way(text, folded):
    assert fold(text) == folded


@pytest.mark.parametrize("text", [text for text, _ in FOLDED] + ["", "ΣΣ", "Ankara’da “eşitlik”\n2. kat"])
def test_folding_with_offsets_gives_the_same_text_and_leads_every_letter_back(text):
    folded = fold_with_offsets(text)
    assert folded.text == fold(text)
    assert len(folded.offsets) == len(folded.text) + 1
    assert list(folded.offsets) == sorted(folded.offsets)
    assert folded.offsets[-1] == len(text)
    for at, letter in enumerate(folded.text):
        assert letter in fold(text[folded.offsets[at] :])


def test_a_find_in_folded_text_leads_back_to_the_printed_words():
    printed = "Yerel  EŞİT\u00adLİK birimi"
    folded = fold_with_offsets(printed)
    start = folded.text.index("eşitlik")
    begin, end = folded.span(start, start + len("eşitlik"))
    assert printed[begin:end] == "EŞİT\u00adLİK"


# --- inflection ---------------------------------------------------------------------------------

# Each noun with its stem before a vowel: written down by hand, so that the grammar is not tested against itself.
NOUNS = [
    ("kadın", "kadın"), ("çocuk", "çocuğ"), ("genç", "genc"), ("yaşlı", "yaşlı"), ("engelli", "engelli"),
    ("mülteci", "mülteci"), ("göçmen", "göçmen"), ("merkez", "merkez"), ("ev", "ev"), ("sığınmaev", "sığınmaev"),
    ("konukev", "konukev"), ("bakımev", "bakımev"), ("kreş", "kreş"), ("hizmet", "hizmet"), ("eşitlik", "eşitliğ"),
    ("eşitsizlik", "eşitsizliğ"), ("cinsiyet", "cinsiyet"), ("şiddet", "şiddet"), ("ayrımcılık", "ayrımcılığ"),
    ("şehir", "şehr"), ("bütçe", "bütçe"), ("aile", "aile"), ("anne", "anne"), ("bebek", "bebeğ"),
    ("grup", "grub"), ("yurt", "yurd"), ("ihtiyaç", "ihtiyac"), ("kooperatif", "kooperatif"), ("birim", "birim"),
    ("masa", "masa"), ("meclis", "meclis"), ("komisyon", "komisyon"), ("müdürlük", "müdürlüğ"), ("üye", "üye"),
    ("rol", "rol"), ("istihdam", "istihdam"), ("göç", "göç"), ("kurul", "kurul"), ("topluluk", "topluluğ"),
    ("özürlü", "özürlü"), ("hükümlü", "hükümlü"), ("bağımlı", "bağımlı"), ("kulüp", "kulüb"), ("destek", "desteğ"),
]  # fmt: skip
FRONT_AFTER_BACK = {"rol"}  # rolleri, rolü: a loan word whose suffixes are front


def paradigm(noun, before_vowel):
    """Number x possessive x case of a noun, as a school grammar lists it."""
    vowel = [letter for letter in noun if letter in "aıoueiöü"][-1]
    back = vowel in "aıou" and noun not in FRONT_AFTER_BACK
    low = "a" if back else "e"
    high = {True: {True: "u", False: "ı"}, False: {True: "ü", False: "i"}}[back][vowel in "ouöü"]
    plural_high = "ı" if back else "i"
    plural = noun + "l" + low + "r"
    for stem, soft, h in ((noun, before_vowel, high), (plural, plural, plural_high)):
        open_end = stem[-1] in "aıoueiöü"
        hard = "t" if stem[-1] in "fstkçşhp" else "d"
        y, n = ("y", "n") if open_end else ("", "")
        # bare: nominative, accusative, dative, locative, ablative, genitive, instrumental
        yield from (stem, f"{soft}{y}{h}", f"{soft}{y}{low}", f"{stem}{hard}{low}", f"{stem}{hard}{low}n")
        yield from (f"{soft}{n}{h}n", f"{stem}{y}l{low}", f"{stem}{hard}{low}ki", f"{soft}{n}{h}nki")
        link = "" if open_end else h
        for person in ("m", f"m{h}z", f"n{h}z"):
            mine = soft + link + person
            yield from (
                mine,
                f"{mine}{h}",
                f"{mine}{low}",
                f"{mine}d{low}",
                f"{mine}d{low}n",
                f"{mine}{h}n",
                f"{mine}l{low}",
            )
        its = soft + ("s" if open_end else "") + h
        yield from (
            its,
            f"{its}n{h}",
            f"{its}n{low}",
            f"{its}nd{low}",
            f"{its}nd{low}n",
            f"{its}n{h}n",
            f"{its}yl{low}",
        )
        yield from (f"{its}nd{low}ki", f"{its}nd{low}kil{'e'}r", f"{its}nc{low}")
    yield from (f"{noun}l{low}r{plural_high}nd{low}d{plural_high}r", f"{plural}d{plural_high}r")


def capitals(text):
    return text.replace("i", "İ").replace("ı", "I").upper()


@pytest.mark.parametrize(("noun", "before_vowel"), NOUNS)
def test_every_form_of_the_paradigm_is_found_in_small_letters_and_in_capitals(noun, before_vowel):
    forms = sorted(set(paradigm(noun, before_vowel)))
    assert len(forms) > 60
    assert [form for form in forms if not matches(noun, form)] == []
    assert [form for form in forms if not matches(noun, capitals(form))] == []


def test_no_form_of_a_noun_is_taken_for_another_noun():
    inflections = Inflections(noun for noun, _ in NOUNS)
    for noun, before_vowel in NOUNS:
        assert {inflections.base_of(form) for form in paradigm(noun, before_vowel)} == {noun}


FORMS = [
    ("lokal", "lokallerimizde"),
    ("lokal", "lokali"),
    ("YEEP", "YEEP'in"), ("YEEP", "YEEP’İN"), ("LGBTİ+", "LGBTİ+'lar"), ("LGBTİ+", "LGBTİ+lara"), ("STK", "STK'larla"),
    ("TCE", "TCE'ye"), ("TCE", "TCEye"), ("KDM", "KDM'NİN"), ("KDM", "KDM'lerde"), ("merkez", "Merkezi'nde"),
    ("birim", "Birimi’nin"), ("kadın", "kadınsa"), ("genç", "gençken"), ("çocuk", "çocuktum"), ("aile", "ailece"),
    ("hak", "haklarına"), ("belediye", "belediyemizce"), ("merkez", "merkezdeyiz"), ("ev", "evdeler"),
]  # fmt: skip
OTHER_WORDS = [
    ("kadın", "kadınlık"), ("kadın", "kadınsız"), ("kadın", "kadı"), ("kadın", "Kadınhanı"), ("ev", "evli"),
    ("ev", "evlilik"), ("kent", "kendi"), ("kız", "kızdı"), ("hak", "hakkında"), ("hak", "hakim"), ("yaş", "yaşlı"),
    ("danışma", "danışman"), ("birim", "birimiz"), ("CED", "ÇED"), ("CED", "ced"), ("CED", "CEDAW"), ("TCE", "TCDD"),
    ("KDM", "kdm"), ("eşit", "eşitlik"), ("sağlık", "sağlıklı"), ("toplum", "toplumsal"), ("plan", "planlanan"),
    ("yurt", "yurttaş"), ("merkez", "merkezli"), ("il", "ilçe"), ("roman", "Romanya"), ("engel", "engelli"),
    ("aile", "ailesel"), ("çocuk", "çocuklu"), ("üye", "üyelik"), ("kadın", ""), ("genç", "gençlik"),
]  # fmt: skip


@pytest.mark.parametrize(("base", "word"), FORMS)
def test_an_inflected_form_is_found(base, word):
    assert matches(base, word)


@pytest.mark.parametrize(("base", "word"), OTHER_WORDS)
def test_a_derived_or_another_word_is_no_form(base, word):
    assert not matches(base, word)


# --- sentences ----------------------------------------------------------------------------------

SENTENCES = [
    ("Kadın danışma merkezi açıldı. İki kreş yapıldı.", ["Kadın danışma merkezi açıldı.", "İki kreş yapıldı."]),
    ("Atatürk Mah. 5. Sok. No. 12 adresinde.", ["Atatürk Mah. 5. Sok. No. 12 adresinde."]),
    ("Eğitim, kurs vb. Hizmetler verildi.", ["Eğitim, kurs vb. Hizmetler verildi."]),
    ("Dr. Ayşe Kaya geldi. T.C. Ankara Valiliği.", ["Dr. Ayşe Kaya geldi.", "T.C. Ankara Valiliği."]),
    ("Merkez 2. kattadır. 3. Kat boştur.", ["Merkez 2. kattadır.", "3. Kat boştur."]),
    ("12.05.2020 tarihinde açıldı. Bütçe 1.250 TL.", ["12.05.2020 tarihinde açıldı.", "Bütçe 1.250 TL."]),
    ("1.2. Kadınların güçlenmesi. Sonra", ["1.2. Kadınların güçlenmesi.", "Sonra"]),
    ("Hizmet verilmiştir.Belediyemiz kreş açmıştır.", ["Hizmet verilmiştir.", "Belediyemiz kreş açmıştır."]),
    ("• Kadın\n• Çocuk; yaşlı", ["• Kadın", "• Çocuk; yaşlı"]),
    ("Hizmetler:\n1. Kreş\n2. Evde bakım", ["Hizmetler:", "1. Kreş", "2. Evde bakım"]),
    ("Sığınmaevi yoktur; ancak danışma vardır.", ["Sığınmaevi yoktur; ancak danışma vardır."]),
    ("Bir satır\nöteki satır sürer. Bitti.", ["Bir satır\nöteki satır sürer.", "Bitti."]),
    ("Bir başlık\n\nBir paragraf", ["Bir başlık", "Bir paragraf"]),
    ("Açıldı mı? Evet! Sonra…", ["Açıldı mı?", "Evet!", "Sonra…"]),
    ("Ekip Mahmut'a. Sonra gitti.", ["Ekip Mahmut'a.", "Sonra gitti."]),
    ("www.ornek.bel.tr adresinden.", ["www.ornek.bel.tr adresinden."]),
    ("", []),
    ("   \n ", []),
]


@pytest.mark.parametrize(("text", "expected"), SENTENCES)
def test_a_text_is_cut_where_its_sentences_end(text, expected):
    assert [text[start:end] for start, end in sentences(text)] == expected


# --- numbers ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("bir", 1),
        ("yirmi beş", 25),
        ("yirmibeş", 25),
        ("İKİ YÜZ ON", 210),
        ("bin dokuz yüz", 1900),
        ("iki bin", 2000),
        ("üç yüz bin", 300000),
        ("sıfır", 0),
        ("birim", None),
        ("", None),
        ("on adet", None),
        ("doksan dokuz", 99),
    ],
)
def test_a_number_in_words_is_read(text, value):
    assert number_in_words(text) == value


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("1.250", 1250.0),
        ("12,5", 12.5),
        ("%12,5", 12.5),
        ("3.75", 3.75),
        ("1.250,50", 1250.5),
        ("12.125", 12125.0),
        ("-", None),
        ("", None),
        ("on", None),
        ("85 %", 85.0),
    ],
)
def test_a_figure_is_read_the_turkish_way(printed, value):
    assert read_number(printed) == value


def test_figures_are_found_in_print_order_with_their_places():
    text = "İKİ adet merkez, 1.250 kişi ve 7 KDB; birimiz"
    assert [(figure.value, text[figure.start : figure.end]) for figure in figures(text)] == [
        (2, "İKİ"),
        (1250, "1.250"),
        (7, "7"),
    ]


FAMILIES = [
    ("yol yolu yolların", "yol yolu yolların"),
    ("atık atığın atıkları", "atık atığın atıkları"),
    ("kitap kitabı kitaplar", "kitap kitabı kitaplar"),
    ("kitabı kitaplar", "kitabı kitaplar"),
    ("kadın kadınların kadro", "kadın kadınların"),
    ("yol yolcu", ""),
    ("kent kendi", ""),
    ("güçlendirmek güçlendirilmesi", "güçlendirmek güçlendirilmesi"),
]


@pytest.mark.parametrize(("words", "together"), FAMILIES)
def test_forms_of_one_word_are_a_family_without_any_dictionary(words, together):
    names = families(words.split())
    family = [word for word in words.split() if list(names.values()).count(names[word]) > 1]
    assert family == together.split()
