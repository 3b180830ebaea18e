"""What whole documents say of the four services: sections, rows, headings, and one cell for each municipality."""

from __future__ import annotations

import pytest

from plan_miner.model import Box, Municipality, Passage, Piece, Source
from plan_miner.services import mentions, settle

KDM, CARE, SHELTER, CRECHE = "women_counselling_centre", "home_care", "women_shelter", "childcare"
REPORT, PLAN = "activity_report", "strategic_plan"


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
    (SHELTER, "Kardeş belediyemizin kadın sığınmaevi heyetimizce ziyaret edilmiştir."),
    (CRECHE, "Bakanlığa bağlı kreşin bahçe düzenlemesi yapılmıştır."),
    (CRECHE, "Üniversite kreşine çocuk oyun grubu kurulmuştur."),
    (CRECHE, "Kreş önüne hız kesici kasis yapılmıştır."),
    (CRECHE, "Milli Eğitim Müdürlüğüne bağlı 12 anaokuluna kırtasiye desteği verilmiştir."),
    (CRECHE, "İlçedeki anaokullarında geri dönüşüm eğitimi verilmiştir."),
    (CRECHE, "Okul ve kreşlerde ilaçlama çalışması yapılmıştır."),
    (CARE, "Yaşlı bakım merkezimizde 40 yaşlı kalmaktadır."),
    (CARE, "Hasta ve yaşlı bakım elemanı kursunu 25 kursiyer tamamlamıştır."),
    (CARE, "Evde hasta bakımı kursuna 18 kadın katılmıştır."),
    (CARE, "Huzurevimizde yaşlılarımıza kişisel bakım ve kuaför hizmeti verilmektedir."),
    (CARE, "Sokak hayvanlarının bakım ve temizliği barınak evinde yapılmaktadır."),
    (CARE, "İl Sağlık Müdürlüğünün evde sağlık ekipleri yatağa bağımlı hastalara ulaşmaktadır."),
    (CARE, "Evde kal çağrısı kapsamında 65 yaş üstü vatandaşlara maske dağıtılmıştır."),
    (SHELTER, "Deprem sığınağı projesi tamamlanmıştır."),
    (SHELTER, "Sığınmacı kadınlara dil kursu verilmiştir."),
    (SHELTER, "Öğrenci konukevimizde 120 kız öğrenci barınmaktadır."),
    (SHELTER, "Büyükşehirler kadın konukevi açmakla yükümlüdür."),
    (SHELTER, "Ankara Büyükşehir Belediyesi Kadın Sığınmaevi yerinde incelenmiştir."),
    (KDM, "Kadın danışma merkezleri konulu panel düzenlenmiştir."),
    (KDM, "Aile hekimliği danışma biriminde hizmet verilmektedir."),
    (KDM, "Bilgi evlerinde 3.400 öğrenci ders çalışmaktadır."),
    (KDM, "Hukuki danışmanlık hizmeti alınmıştır."),
    (KDM, "İmar danışma masasında 1.200 vatandaşa bilgi verilmiştir."),
    (KDM, "Turizm danışma ofisimiz hizmete girmiştir."),
    (CRECHE, "Hayvan barınağında yavru kediler için kreş oluşturuldu."),
    (CRECHE, "Fidan yuvası kurulmuştur."),
    (CRECHE, "Özel kreş ve anaokullarına açılış izni verilmiştir."),
    (CRECHE, "Katılımcıların yüzde 27'si kreş açılmasını istemektedir."),
    (CRECHE, "Paydaşlar kreş hizmetinin yaygınlaştırılmasını önermiştir."),
    (SHELTER, "Komisyon üyelerimiz Karadağ Büyükşehir Belediyesinin sığınmaevini ve eşitlik birimini gezmiştir."),
    (CRECHE, "Yeşilova Belediyesinin iki gündüz bakımevi için hazırladığı fizibilite raporu örnek alınmıştır."),
    (SHELTER, "Komşu Yeşilova Belediyesinin kadın konukevine kitap bağışı yapılmıştır."),
    (CARE, "YADES tanıtım toplantısına izleyici olarak katılım sağlanmıştır."),
    (CRECHE, "Çocuk bakıcısı kursunu 32 kadın tamamlamıştır."),
    (CRECHE, "Kreş, okul ve hastane önlerine yaya geçidi çizilmiştir."),
    (CRECHE, "Ekiplerimiz 42 okul, 6 kreş ve 11 camide haşere ilaçlaması yapmıştır."),
    (CRECHE, "Şehirlerarası terminalde emzirme odası ve mescit yenilenmiştir."),
    (CRECHE, "Cam fabrikasının işlettiği kreşin bahçesine ağaç dikilmiştir."),
    (SHELTER, "Kardeş kentin kadın sığınmaevini tanıtan heyet ağırlanmıştır."),
    (CRECHE, "Revize imar planında üç kreş alanı, bir pazar alanı belirlenmiştir."),
    (CRECHE, "İtfaiyemiz 64 okul, kreş ve yurtta yangın tatbikatı yapmıştır."),
    (CRECHE, "Okul, kreş ve kurslarda trafik eğitimi verilmiştir."),
    (CRECHE, "Kreş, okul ve cami bahçelerinde budama yapılmıştır."),
    (CRECHE, "Kreş, aile sağlığı merkezi gibi kamu binalarından 24'ünün çevre düzenlemesi bitirilmiştir."),
    (CRECHE, "Sanayi Bölgesi Müdürlüğünce işletilen kreşin çevre düzenlemesi yapılmıştır."),
    (CRECHE, "Tekstil fabrikasının kreşine giden yola asfalt serilmiştir."),
    (SHELTER, "Kardeş şehir belediyesinin sığınma evi projesi için gelen heyet ağırlanmıştır."),
    (CRECHE, "Otogarımızda anneler için emzirme odası düzenlenmiştir."),
    (CRECHE, "Yaşam parkında bebek bakım ve emzirme odası hizmete açılmıştır."),
    (CARE, "Komşu belediyenin evde bakım araçlarına akaryakıt verilmiştir."),
    (CRECHE, "Uygulama imar planında iki kreş alanı ve bir okul alanı ayrılmıştır."),
    (KDM, "Esnaf Evi, esnafımızın mali konularda destek aldığı danışma merkezimizdir."),
    (KDM, "Gençlik Evi, gençlerin kariyer desteği aldığı danışma merkezimizdir."),
]


@pytest.mark.parametrize(("service", "text"), NOT_THE_SERVICE)
def test_what_only_looks_like_the_service_leaves_it_unmentioned(service, text):
    assert cell(service, passage(text)).status == "not_mentioned"


IN_PASSING = [
    (CRECHE, "Kreşlerimizde boş kontenjan ve bekleme listesi bulunmamaktadır.", "available"),
    (CRECHE, "Kreşlerimizde pozitif vakaya rastlanmamış, eğitim programında değişiklik yapılmamıştır.", "available"),
    (SHELTER, "İlimizde Bakanlıkça işletilen kadın konukevine gıda yardımı yapılmıştır.", "support_only"),
    (CRECHE, "2019 yılında planlanan kreş projesi iptal edilmiştir.", "not_available"),
    (SHELTER, "Kadın sığınmaevinde kalan 34 kadına meslek edindirme kursu verilmiştir.", "available"),
    (SHELTER, "Konukevimizde şiddet mağduru 41 kadın ve 29 çocuk ağırlanmıştır.", "available"),
    (CRECHE, "Anaokulumuzda eğitim gören 64 çocuğa süt dağıtılmıştır.", "available"),
    (CRECHE, "Belediyemiz kreşlerinde sağlık taraması yapılmıştır.", "available"),
    (CARE, "Evde bakım ekiplerimizce 1.240 hane ziyaret edilmiştir.", "available"),
    (CARE, "Ekiplerimiz yaşlıların evlerini ziyaret ederek saç tıraşı ve temizlik hizmeti vermiştir.", "available"),
    (KDM, "Kadın Danışma Merkezimizde görevli psikologlar 312 bireysel görüşme gerçekleştirmiştir.", "available"),
    (
        KDM,
        "Kadın Danışma Merkezi bulunmayan belediyemizde kadınlar Aile Danışma Merkezinden yararlanmaktadır.",
        "other_form",
    ),
    (CRECHE, "Kreş inşaatımız yüklenicinin işi bırakması nedeniyle durmuştur.", "planned"),
    (CRECHE, "Kreş ve anaokulumuzda 95 çocuk eğitim görmektedir.", "available"),
    (CRECHE, "Kreşlerimiz ve okul öncesi eğitim merkezlerimizde 300 çocuk vardır.", "available"),
    (CARE, "Evde bakım ekiplerimiz okul, cami ve hastane gibi kurumlarla iş birliği yapmaktadır.", "available"),
    (CRECHE, "Kreş, gündüz bakımevi ve oyun evlerimizde 410 çocuğa hizmet verilmiştir.", "available"),
    (CRECHE, "Müdürlüğümüze bağlı kreşte 60 çocuk bulunmaktadır.", "available"),
    (
        CRECHE,
        "Kurs merkezlerimizdeki emzirme ve çocuk bakım odası kursiyerlerin çocukları için kullanılmaktadır.",
        "other_form",
    ),
    (CRECHE, "Kreşimizde yangın tatbikatı yapılmıştır.", "available"),
    (KDM, "Kadın Danışma Birimi Şefliğimize yıl içinde 312 kadın başvurmuştur.", "available"),
    (SHELTER, "Kadın konukevimiz, komşu ilçeden gelen heyete tanıtıldı.", "available"),
    (CRECHE, "Çocuk evlerimizde yangın ve deprem tatbikatları yapılmış, 210 çocuk katılmıştır.", "available"),
]


@pytest.mark.parametrize(("service", "text", "status"), IN_PASSING)
def test_a_report_tells_of_its_services_where_it_speaks_of_something_else(service, text, status):
    assert cell(service, passage(text)).status == status


@pytest.mark.parametrize(
    ("service", "row"),
    [
        (CRECHE, "Okul, kreş, cami gibi kamu yapısı | 31 | 12"),
        (SHELTER, "12 Haziran 2020 | Komşu ilçenin kadın konukevi için gelen heyetin ağırlanması"),
        (CRECHE, "Kreş alanı, 2.400 m² | Millî Eğitim Müdürlüğü | 25 yıl"),
        (CRECHE, "Okul, kreş, sağlık ocağı | 18 | 4"),
    ],
)
def test_a_row_on_public_places_or_visitors_leaves_the_service_unmentioned(service, row):
    assert cell(service, passage(row, "cell")).status == "not_mentioned"


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


TABLES = [
    (
        KDM,
        [
            "İlçelerdeki kadın danışma merkezlerimizin görüşmeleri tabloda gösterilmiştir.",
            "İlçe | Personel | Görüşme",
            "Sahil | 3 | 120",
            "Ova | 2 | 98",
            "Toplam 2 merkez | 5 | 218",
        ],
        2,
    ),
    (CRECHE, ["", "İlçe | Kreş Sayısı | Çocuk", "Sahil | 3 | 120", "Ova | 1 | 40", "Toplam | 4 | 160"], 4),
    (CRECHE, ["", "Birim | Çocuk", "Papatya Kreşi | 60", "Gökkuşağı Kreşi | 48", "Yıldız Kreşi | 52"], 3),
    (CRECHE, ["Kreş açılması planlanmaktadır.", "Mahalle | Alan", "Toplam 2 merkez | 900"], None),
]


TARGETS = "Kod | Performans göstergesi | Birim | Hedef | Gerçekleşen | Oran"


@pytest.mark.parametrize(
    ("service", "row", "told", "status", "count"),
    [
        (KDM, "4 | Kadın danışma merkezi | adet | 4 | 3 | %75", "", "available", 3),
        (KDM, "4 | Kadın danışma merkezi sayısı | adet | 4 | 3 | %75", "", "available", 3),
        (CRECHE, "7 | Faaliyette olan kreş sayısı | adet | 2 | 2 | %100", "", "available", 2),
        (CRECHE, "7 | Kurulan kreş | adet | 1 | 1 | %100", "", "available", None),
        (CRECHE, "7 | Kreşe gelen çocuk | kişi | 60 | 48 | %80", "", "available", None),
        (CRECHE, "7 | Kurulan kreş | adet | 1 | 0 | %0", "", "planned", None),
        (CRECHE, "7 | Kurulan kreş | adet | 1 | 0 | %0", "Belediyemizce işletilen kreş yoktur.", "not_available", None),
        (CRECHE, "7 | Kreş kurulması | adet | 1 | 0 | %0", "Kreş binamız yapım aşamasındadır.", "planned", None),
        (CARE, "9 | Evde bakım ziyareti | hane | 80 | 0 | %0", "Evde bakım hizmetimiz yoktur.", "not_available", None),
        (CARE, "9 | Evde bakım ziyareti | hane | 80 | 74 | %93", "", "available", None),
    ],
)
def test_a_row_of_targets_counts_what_was_reached_and_gives_way_where_nothing_was(service, row, told, status, count):
    said = [passage(told)] if told else []
    found = cell(service, *said, passage(TARGETS, "cell"), passage(row, "cell"))
    assert (found.status, found.unit_count) == (status, count)


def test_an_infinitive_in_a_table_of_aims_is_no_unit():
    aims = passage("Amaç | Hedef", "cell"), passage("Dayanışma | Beşinci gündüz bakımevini hizmete açmak", "cell")
    told = cell(CRECHE, passage("Gündüz bakımevlerimiz dört noktada hizmet vermektedir."), *aims)
    assert (told.status, told.unit_count) == ("available", 4)


@pytest.mark.parametrize(("service", "texts", "count"), TABLES)
def test_a_table_counts_units_by_its_total_or_by_the_names_in_its_rows(service, texts, count):
    first, *rows = texts
    told = cell(service, passage(first), *(passage(row, "cell") for row in rows))
    assert told.unit_count == count


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


def test_a_heading_with_something_under_it_names_a_service_and_a_bare_one_does_not():
    heading, row = passage("Kadın Danışma Merkezi", "heading"), passage("Hukuki destek | 120", "cell")
    assert cell(KDM, heading, row).status == "available"
    assert cell(KDM, heading, passage("Kent Lokantası", "heading")).status == "not_mentioned"


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


@pytest.mark.parametrize(
    "text",
    [
        "Kentte 25 anaokulu, 72 ilkokul ve ortaokul ile çok sayıda lise bulunmaktadır.",
        "Kısaltmalar: AİM: Afet İşleri Müdürlüğü; BİM: Bilgi İşlem Müdürlüğü; KDM: Kütüphane Müdürlüğü",
        "Semt evi | 4 | 3.898",
    ],
)
def test_schools_short_names_of_units_and_district_houses_are_no_service(text):
    found = mentions([passage(text, "cell", "")], REPORT)
    assert {m.role for m in found} <= {"passing"}


def test_bullets_of_a_plan_do_not_speak_on_of_the_service_before_them():
    found = mentions(
        [
            passage("Kadın sığınma evinin açılması", "bullet", "goals"),
            passage("Merkezlerde kurslar verilmektedir.", "bullet", "goals"),
        ],
        PLAN,
    )
    assert [m.status for m in found] == ["planned"]


def test_what_a_plan_lists_among_its_services_is_there():
    found = mentions([passage("Sosyal Hizmetler | Evde bakım hizmeti; Aşevi", "cell", "services")], PLAN)
    assert [m.status for m in found] == ["available"]


def test_mentions_lead_back_to_sentence_and_words():
    (found,) = mentions([passage("Etkinlik yapıldı. İki kreşimizde 90 çocuk eğitim görmektedir. Tören oldu.")], REPORT)
    assert found.sentence == "İki kreşimizde 90 çocuk eğitim görmektedir."
    assert (found.matched, found.unit_count, found.owner, found.role) == ("kreşimizde", 2, "municipality", "deciding")


def test_a_plan_s_aim_repeated_in_a_report_gives_way_to_what_the_report_says_itself():
    aim = passage("Hedef 2.2: Kadın danışma merkezinin kurulması", section="goals", page=5)
    own = passage("Belediyemiz bünyesinde kadın danışma merkezi bulunmamaktadır.", page=9)
    assert cell(KDM, aim, own).status == "not_available"
    assert cell(KDM, aim).status == "planned"


def test_a_service_that_teams_of_a_ministry_s_directorate_give_is_not_the_municipality_s():
    theirs = "Yatağa bağımlı hastalara evde bakım hizmeti İl Sağlık Müdürlüğü ekiplerince verilmektedir."
    assert cell(CARE, passage(theirs)).status in ("not_available", "not_mentioned")
    ours = "Sağlık İşleri Müdürlüğümüz ekiplerince evde bakım hizmeti verilmektedir."
    assert cell(CARE, passage(ours)).status == "available"
