"""What a report or plan says of the four services, sentence by sentence."""

from __future__ import annotations

import pytest

from plan_miner.model import Box, Municipality, Passage, Piece, Source
from plan_miner.services import judge_service, mentions, settle

KDM, CARE, SHELTER, CRECHE = "women_counselling_centre", "home_care", "women_shelter", "childcare"
REPORT, PLAN = "activity_report", "strategic_plan"

THERE_IS = [
    (KDM, "Kadın Danışma Merkezimizde 1.240 kadına hukuki ve psikolojik destek verilmiştir.", None),
    (KDM, "Kadın Dayanışma Merkezi 2016 yılından bu yana hizmet vermektedir.", None),
    (KDM, "Üç ayrı ilçede hizmet veren beş Kadın Danışma Merkezi bulunmaktadır.", 5),
    (KDM, "Merkez, Tarsus ve Erdemli'de olmak üzere üç adet kadın danışma merkezi hizmet vermektedir.", 3),
    (KDM, "Belediyemize bağlı 4 KDM faaliyetlerini sürdürmektedir.", 4),
    (KDM, "Kadın Danışma Birimi tarafından 318 başvuru alınmış, 44 kadın hukuki desteğe yönlendirilmiştir.", None),
    (KDM, "Kadın Danışma Merkezimiz pandemi sürecinde de telefonla danışmanlık vermeye devam etmiştir.", None),
    (KDM, "Pandemi nedeniyle ara verilen kadın danışma merkezi hizmetleri haziran ayında yeniden başlamıştır.", None),
    (KDM, "Kadın Danışma Merkezi ile bu merkeze bağlı dört danışma birimi hizmet vermektedir.", 1),
    (KDM, "Menteşe ve Bodrum'da birer Kadın Danışma Merkezi bulunmaktadır.", 2),
    (KDM, "KDM'ye 2020 yılında 560 kadın başvurdu.", None),
    (CARE, "Evde bakım hizmetinden 1.120 yaşlı yararlanmıştır.", None),
    (CARE, "Yaşlı ve engelli hemşehrilerimizin evleri temizlenmekte, kişisel bakımları yapılmaktadır.", None),
    (CARE, "Evde kuaför ve berber hizmeti ağır engellilere verilmektedir.", None),
    (CARE, "Evde sağlık hizmetleri kapsamında 3.400 hasta muayene edilmiştir.", None),
    (CARE, "Yatağa bağımlı hastalara evlerinde saç kesimi ve banyo hizmeti götürülmektedir.", None),
    (CARE, "Evde bakım, temizlik ve küçük onarım hizmetleri kesintisiz olarak sürdürülmüştür.", None),
    (CARE, "Evde bakım hizmeti almakta olan 65 yaş üstü 412 yurttaşımız bulunmaktadır.", None),
    (CARE, "Yakını bulunmayan yaşlılara evde bakım hizmeti verilmektedir.", None),
    (SHELTER, "Kadın konukevimizde 87 kadın ve 52 çocuk misafir edilmiştir.", None),
    (SHELTER, "Belediyemize ait 20 kişi kapasiteli bir kadın sığınmaevi bulunmaktadır.", 1),
    (SHELTER, "Büyükşehir Belediyesi bünyesinde iki adet kadın konukevi hizmet vermektedir.", 2),
    (SHELTER, "24 kişi kapasiteli kadın sığınma evinde 12 personel görev yapmaktadır.", None),
    (SHELTER, "Kadın Sığınmaevi ve İlk Kabul Birimi yedi gün yirmi dört saat hizmet vermektedir.", None),
    (
        SHELTER,
        "Belediye bünyesinde bir, Bakanlık bünyesinde iki olmak üzere kentte toplam üç kadın konukevi bulunmaktadır.",
        1,
    ),
    (CRECHE, "Belediyemizin üç kreşinde 240 çocuk eğitim görmektedir.", 3),
    (CRECHE, "2020 yılında hizmete giren on iki mahalle kreşi ile 960 çocuğa ulaşılmıştır.", 12),
    (CRECHE, "Kreş ve gündüz bakımevlerinin sayısı 2'den 5'e çıkmıştır.", 5),
    (CRECHE, "Dördüncü kreşimiz eylül ayında hizmete açılmıştır.", 4),
    (CRECHE, "3-6 yaş grubuna yönelik kreşimizde 60 çocuk bulunmaktadır.", None),
    (CRECHE, "13 Ana Kucağı merkezinde 3-6 yaş çocuklara okul öncesi eğitim verilmektedir.", 13),
    (CRECHE, "İki kreşimizden biri tadilat nedeniyle kapalı olup diğeri hizmet vermektedir.", 2),
    (CRECHE, "Masal Evleri'nde 3-5 yaş arası çocuklara bakım hizmeti verilmektedir.", None),
    (CRECHE, "Yapımı tamamlanan gündüz bakımevimiz hizmete açılmış, 45 çocuk kabul etmiştir.", None),
    (CRECHE, "Kreşimiz bulunmaktadır. Kreşlerde boş kontenjan bulunmamaktadır.", None),
    (CRECHE, "Toplam 4 adet gündüz bakımevi ve kreş 2020 yılında hizmet vermeye devam etmiştir.", 4),
]

THERE_IS_NONE = [
    (KDM, "Belediyemiz bünyesinde kadın danışma merkezi bulunmamaktadır."),
    (KDM, "Kadın Danışma Merkezimiz yoktur."),
    (KDM, "Kadın danışma merkezi henüz kurulmamıştır."),
    (KDM, "Kadın danışma merkezi adıyla bir birim mevcut değildir."),
    (CARE, "Belediyemizce yürütülen bir evde bakım hizmeti bulunmamaktadır."),
    (CARE, "Evde bakım hizmeti verilmemektedir."),
    (CARE, "Belediye tarafından evde bakım hizmeti sunulmuyor."),
    (SHELTER, "Kadın sığınma evi bulunmamaktadır. Kadınlar ŞÖNİM'e yönlendirilmektedir."),
    (SHELTER, "Belediyede sığınmaevi yok, şehirde Bakanlığın sığınmaevi var."),
    (
        SHELTER,
        "Belediyeye ait sığınma evi yoktur, ilde Aile ve Sosyal Hizmetler Bakanlığına bağlı bir konukevi vardır.",
    ),
    (SHELTER, "Kadın konukevi hizmeti belediyemizce verilmemektedir."),
    (SHELTER, "Aile ve Sosyal Hizmetler İl Müdürlüğüne bağlı bir kadın konukevi hizmet vermektedir."),
    (SHELTER, "Başvuran kadınlar Aile ve Sosyal Hizmetler İl Müdürlüğüne yönlendirilmektedir."),
    (CRECHE, "Belediyemize ait kreş veya gündüz bakımevi bulunmamaktadır."),
    (CRECHE, "Kreş hizmeti sunulmamaktadır."),
    (CRECHE, "Belediyenin kreşi olmayıp çocuklu personele kreş yardımı yapılmamaktadır."),
    (CRECHE, "Kreşimiz 2018 yılında kapatılmıştır."),
    (SHELTER, "x"),
    (CRECHE, "-"),
    (KDM, "Yok."),
]

PLANNED = [
    (KDM, "Kadın danışma merkezi kurulum aşamasındadır."),
    (KDM, "Kadın Danışma Merkezinin 2021 yılında hizmete girmesi planlanmaktadır."),
    (KDM, "Kadın Danışma Merkezi açılması için protokol hazırlıkları sürdürülmektedir."),
    (KDM, "Henüz bir kadın danışma merkezi bulunmamakla birlikte açılmasına yönelik çalışmalar devam etmektedir."),
    (CARE, "Evde bakım hizmetinin 2021 yılında başlatılması hedeflenmektedir."),
    (CARE, "Evde bakım birimi kurulacaktır."),
    (SHELTER, "Kadın sığınmaevi projesi ihale aşamasındadır."),
    (SHELTER, "Kadın konukevinin temeli atılmış olup inşaatı devam etmektedir."),
    (SHELTER, "Kadın sığınmaevi binasının yapımı tamamlanmış, tefrişat çalışmalarına başlanmıştır."),
    (SHELTER, "Kadın Sığınmaevi bulunmamaktadır; ancak 2022 yılında açılması planlanmaktadır."),
    (CRECHE, "Gündüz bakımevinin inşaatı yüzde 80 seviyesindedir."),
    (CRECHE, "Beş mahallede kreş yapılması öngörülmektedir."),
    (CRECHE, "Kreş açılması için yer tahsisi yapılmıştır."),
    (CRECHE, "Kreş yapım işi ihale edilmiştir."),
    (CRECHE, "Kreş açmak üzere çalışmalara başlanmıştır."),
]

SUSPENDED = [
    (KDM, "Kadın Danışma Merkezi pandemi nedeniyle geçici olarak kapalıdır."),
    (KDM, "Kadın Danışma Merkezi bulunmaktadır. Merkez salgın nedeniyle hizmet verememektedir."),
    (KDM, "Kadın danışma merkezi mevcuttur fakat şu anda faal değildir."),
    (CARE, "Evde bakım hizmetlerine salgın tedbirleri kapsamında ara verilmiştir."),
    (SHELTER, "Kadın sığınmaevimiz deprem sonrası güçlendirme çalışmaları nedeniyle geçici süreyle kapatılmıştır."),
    (SHELTER, "Kadın Sığınmaevi tadilat nedeniyle hizmet vermemektedir."),
    (CRECHE, "Kreşimiz mart ayından itibaren Covid-19 nedeniyle kapalı tutulmuştur."),
    (CRECHE, "Gündüz bakımevinin faaliyetleri pandemi süresince durdurulmuştur."),
    (CRECHE, "Üç kreş bulunmakta, ancak pandemiden dolayı hizmet verilememektedir."),
]

TRANSFERRED = [
    (SHELTER, "Kadın konukevi Aile ve Sosyal Hizmetler Bakanlığına devredilmiştir."),
    (SHELTER, "Belediyemizce yaptırılan kadın sığınmaevi 2014 yılında Bakanlığa devredildi."),
    (SHELTER, "Belediyemizce inşa edilen sığınmaevi Bakanlığa tahsis edilmiş olup Bakanlıkça işletilmektedir."),
    (CRECHE, "Belediyemizce yapılan kreş protokolle İl Milli Eğitim Müdürlüğüne devredilmiştir."),
]

SUPPORT_ONLY = [
    (SHELTER, "Belediyenin sığınmaevi yoktur; ancak Bakanlığa ait sığınmaevine personel desteği verilmektedir."),
    (SHELTER, "İlimizde Bakanlıkça işletilen kadın konukevine gıda yardımı yapılmaktadır."),
    (SHELTER, "Bakanlık bünyesindeki kadın sığınmaevinde üç personelimiz görevlendirilmiştir."),
    (SHELTER, "Aile ve Sosyal Hizmetler Bakanlığına bağlı kadın konukevine araç desteği sağlanmaktadır."),
]

OTHER_FORM = [
    (KDM, "Kadın Yaşam Merkezinde kadınlara psikolojik danışmanlık verilmektedir."),
    (KDM, "Kadın danışma merkezi yoktur ancak Aile Danışma Merkezi hizmet vermektedir."),
    (KDM, "Hanım Lokalleri bulunmaktadır."),
    (KDM, "Aile Danışma Merkezi bünyesinde kadın danışma masası oluşturulmuştur."),
    (KDM, "Kadın danışma merkezi bulunmamakta olup danışmanlık Sosyal Hizmetler Müdürlüğünce verilmektedir."),
    (KDM, "Kadınlara yönelik danışmanlık hizmeti Sosyal Yardım İşleri Şube Müdürlüğü tarafından verilmektedir."),
    (CRECHE, "Kreş bulunmamaktadır ancak kursiyer annelerin çocukları için oyun odası mevcuttur."),
    (CRECHE, "Kurs merkezlerinde çocuk oyun odaları bulunmaktadır."),
    (CRECHE, "Anne çocuk merkezinde çocuklara yönelik etkinlikler yapılmaktadır."),
    (CRECHE, "Belediye personelinin çocukları için kreş hizmeti verilmektedir."),
    (SHELTER, "Sığınma evi bulunmamaktadır; acil durumdaki kadınlar anlaşmalı otelde konaklatılmaktadır."),
]

CELLS = [
    *((s, t, "available", n) for s, t, n in THERE_IS),
    *((s, t, "not_available", None) for s, t in THERE_IS_NONE),
    *((s, t, "planned", None) for s, t in PLANNED),
    *((s, t, "suspended", ...) for s, t in SUSPENDED),
    *((s, t, "transferred", ...) for s, t in TRANSFERRED),
    *((s, t, "support_only", None) for s, t in SUPPORT_ONLY),
    *((s, t, "other_form", ...) for s, t in OTHER_FORM),
]


@pytest.mark.parametrize(("service", "text", "status", "count"), CELLS)
def test_a_report_s_words_give_status_and_number_of_units(service, text, status, count):
    verdict = judge_service(text, service, REPORT)
    assert verdict.status == status
    if count is not ...:
        assert verdict.unit_count == count


@pytest.mark.parametrize(
    ("text", "yades"),
    [
        ("Evde temizlik hizmeti sunulmaktadır. (YADES)", True),
        ("YADES kapsamında 220 yaşlının evi temizlenmiştir.", True),
        ("Bakanlığın Yaşlı Destek Programı ile evde bakım hizmeti 400 haneye ulaştırılmıştır.", True),
        ("Evde bakım hizmeti verilmektedir (YADES'ten yararlanılmaktadır).", True),
        ("Evde bakım hizmeti verilmektedir. YADES'e bu yıl başvuru yapılmamıştır.", False),
        ("Evde bakım hizmeti verilmektedir. YADES projemiz Bakanlıkça uygun bulunmamıştır.", False),
        ("Evde bakım hizmeti verilmektedir. 2021 yılında YADES'e başvuru yapılacaktır.", False),
        ("Yaşlı Evde Destek Hizmetleri (YADES) birimimiz evde bakım hizmeti vermektedir.", False),
        ("Evde bakım hizmeti verilmektedir.", False),
    ],
)
def test_yades_is_the_ministry_s_programme_where_it_is_in_use(text, yades):
    verdict = judge_service(text, CARE, REPORT)
    assert (verdict.status, verdict.yades) == ("available", yades)


@pytest.mark.parametrize(
    ("service", "text", "status"),
    [
        (KDM, "Kadın danışma merkezi", "planned"),
        (SHELTER, "Kadın sığınmaevi açılması", "planned"),
        (CRECHE, "Mahalle kreşlerinin yaygınlaştırılması", "planned"),
        (CRECHE, "Belediyemize ait iki kreş hizmet vermektedir.", "available"),
        (CARE, "Evde bakım birimi kurulması", "planned"),
        (SHELTER, "Kadın sığınmaevi bulunmamaktadır.", "not_available"),
    ],
)
def test_in_a_plan_a_service_is_planned_unless_the_text_says_that_it_exists(service, text, status):
    assert judge_service(text, service, PLAN).status == status


def test_an_empty_text_mentions_nothing():
    assert judge_service(" ", KDM).status == "not_mentioned"


# --- in documents ---


def passage(text, kind="paragraph", section="services", page=7):
    return Passage(text, (Piece(0, Box(page, 50, 100, 500, 112)),), kind, section)


def source(kind=REPORT, period=(2020, 2020), key="adana-bb"):
    short = {REPORT: "fr", PLAN: "sp"}[kind]
    period_id = str(period[0]) if period[0] == period[1] else f"{period[0]}-{period[1]}"
    place = Municipality(key, "Adana Büyükşehir Belediyesi", "Adana", 1, "metropolitan")
    return Source(f"{key}-{short}-{period_id}", place, kind, *period, url="x.pdf")


def cell(service, *passages, kind=REPORT):
    cells = settle([(source(kind), mentions(passages, kind))])
    return next(cell for cell in cells if cell.service == service)


NOT_THE_SERVICE = [
    (CARE, "Evde bakım aylığı başvuruları il müdürlüğünce alınmakta olup belediyemizin görevi bulunmamaktadır."),
    (CARE, "Devlet hastanesinin evde sağlık birimiyle ambulans koordinasyonu sağlanmıştır."),
    (CARE, "Ambulanslarımızla 642 hasta nakli yapılmıştır."),
    (CARE, "2020 yılı YADES çağrısına sunduğumuz proje Bakanlıkça uygun bulunmamıştır."),
    (CRECHE, "Zabıta ekiplerince özel kreş ve gündüz bakımevlerinin ruhsat denetimleri yapılmıştır."),
    (CRECHE, "İtfaiye ekiplerimiz Milli Eğitim Müdürlüğüne bağlı anaokullarını ziyaret etmiştir."),
    (CRECHE, "Kreş ve yaşlı merkezi gibi sosyal tesis talebinin yüksek olması"),
    (CRECHE, "Ankete katılanların yüzde 34'ü mahallesine kreş istemektedir."),
    (SHELTER, "Nüfusu 100.000'in üzerindeki belediyeler kadınlar ve çocuklar için konukevi açmak zorundadır."),
    (SHELTER, "Hasta yakınları için konukevimizde 1.240 kişi konaklamıştır."),
    (SHELTER, "Sivil savunma planı kapsamında 12 sığınak denetlenmiştir."),
    (SHELTER, "Sokak hayvanları barınağında 340 hayvan bulunmaktadır."),
    (SHELTER, "İlimizde Bakanlığa bağlı huzurevi, çocuk evleri ve kadın konukevi yer almaktadır."),
    (KDM, "İlimizde Bakanlığa bağlı Şiddet Önleme ve İzleme Merkezi (ŞÖNİM) faaliyet göstermektedir."),
    (KDM, "Danışmanımız Adem Yılmaz toplantıya katılmıştır."),
]


@pytest.mark.parametrize(("service", "text"), NOT_THE_SERVICE)
def test_what_only_looks_like_the_service_leaves_it_unmentioned(service, text):
    assert cell(service, passage(text)).status == "not_mentioned"


@pytest.mark.parametrize("section", ["law", "policy", "survey", "staff", "contents"])
def test_what_stands_outside_the_municipality_s_own_story_is_set_aside(section):
    found = mentions([passage("Kadın danışma merkezi hizmet vermektedir.", section=section)], REPORT)
    assert [m.role for m in found] == ["set_aside"]


def test_a_sentence_that_speaks_on_of_the_centre_changes_its_status():
    told = cell(
        KDM, passage("Kadın Danışma Merkezimiz iki katlıdır. Merkez pandemi nedeniyle geçici olarak kapalıdır.")
    )
    assert told.status == "suspended"


def test_a_heading_names_what_the_paragraph_below_tells():
    told = cell(
        SHELTER,
        passage("Kadın Konukevi", "heading"),
        passage("Yıl içinde 61 kadın ve 44 çocuğa barınma hizmeti verilmiştir."),
    )
    assert told.status == "available"


@pytest.mark.parametrize(
    ("row", "status", "count"),
    [
        ("Kadın Danışma Merkezi | Yok", "not_available", None),
        ("Kadın Danışma Merkezi | -", "not_available", None),
        ("Kadın Danışma Merkezi | Var", "available", None),
        ("Kadın Danışma Merkezine başvuran kadın sayısı | 300 | 412 | 137", "available", None),
        ("Açılacak kadın danışma merkezi sayısı | 1 | 0 | 0", "not_mentioned", None),
    ],
)
def test_a_row_tells_by_its_cells(row, status, count):
    told = cell(KDM, passage(row, "cell"))
    assert (told.status, told.unit_count) == (status, count)


def test_a_column_headed_number_counts_the_units():
    told = cell(CRECHE, passage("Birim | Adet | Çocuk", "cell"), passage("Kreş | 3 | 210", "cell"))
    assert (told.status, told.unit_count) == ("available", 3)


def test_a_plan_s_intention_does_not_outweigh_a_report_s_fact():
    report, plan = source(), source(PLAN, (2020, 2024))
    cells = settle(
        [
            (plan, mentions([passage("Yeni kreşlerin açılması", "bullet", "goals")], PLAN)),
            (report, mentions([passage("İki kreşimizde 120 çocuk eğitim görmektedir.")], REPORT)),
        ]
    )
    creche = next(c for c in cells if c.service == CRECHE)
    assert (creche.status, creche.unit_count, creche.document_id) == ("available", 2, "adana-bb-fr-2020")


def test_the_newer_report_outweighs_the_older():
    old, new = source(period=(2018, 2018)), source(period=(2020, 2020))
    cells = settle(
        [
            (new, mentions([passage("Kadın konukevimiz Bakanlığa devredilmiştir.")], REPORT)),
            (old, mentions([passage("Kadın konukevimizde 40 kadın kalmıştır.")], REPORT)),
        ]
    )
    assert next(c for c in cells if c.service == SHELTER).status == "transferred"


def test_every_municipality_has_one_cell_for_each_service_and_silence_names_what_was_searched():
    cells = settle([(source(), ()), (source(key="van-bb"), ())])
    assert len(cells) == 8
    assert {c.status for c in cells} == {"not_mentioned"}
    assert "adana-bb-fr-2020" in cells[0].summary


def test_there_is_none_beats_a_passing_word():
    told = cell(
        SHELTER,
        passage("Kadın sığınmaevi konusunda bilgilendirme yapıldı."),
        passage("Belediyemize ait kadın sığınmaevi bulunmamaktadır.", page=9),
    )
    assert (told.status, told.pages) == ("not_available", (9,))


def test_the_summary_tells_count_kinds_of_help_and_yades():
    told = cell(CARE, passage("YADES kapsamında 300 yaşlının evinde temizlik ve kişisel bakım yapılmıştır."))
    assert told.summary == "Evde bakım hizmeti var: temizlik, kişisel bakım (YADES)."
