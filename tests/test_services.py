"""What a report or plan says of the four services, sentence by sentence."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from plan_miner.services import judge_service

KDM, CARE, SHELTER, CRECHE = "women_counselling_centre", "home_care", "women_shelter", "childcare"
REPORT, PLAN = "activity_report", "strategic_plan"

# The ways in which reports say that a service is there, is not, is planned, closed, handed over, helped or in another
# form, each with the units that it counts: a number, nothing, or "any" where the number is not looked at.
SENTENCES = list(csv.DictReader(Path(__file__).with_name("service_sentences.csv").open(encoding="utf-8")))


@pytest.mark.parametrize("row", SENTENCES, ids=lambda row: row["text"][:60])
def test_a_report_s_words_give_status_and_number_of_units(row):
    verdict = judge_service(row["text"], row["service"], REPORT)
    assert verdict.status == row["status"]
    if row["units"] != "any":
        assert verdict.unit_count == (int(row["units"]) if row["units"] else None)


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
        ("YADES'e başvurulmuş ancak sonuç alınamamıştır; evde bakım hizmeti kendi imkânlarımızla sürmektedir.", False),
        ("YADES projemizin ikinci yılında 400 hanede temizlik ve yemek hizmeti sunulmuştur.", True),
        ("YADES kapsamında aldığımız hibe ile evde bakım ekibi sayımız sekize yükseldi.", True),
        (
            "YADES'ten yararlanılmasına yönelik görüşmeler sürmektedir. Evde temizlik hizmetimiz devam etmektedir.",
            False,
        ),
        ("YADES kapsamına alınmayan belediyemiz, evde bakım hizmetini kendi bütçesiyle vermektedir.", False),
        ("YADES protokolümüz geçen yıl sona ermiştir. Evde bakım hizmetimiz devam etmektedir.", False),
        ("YADES bilgilendirme toplantısına katılınmıştır. Evde bakım hizmetimiz devam etmektedir.", False),
        ("Komşu ilçe belediyesi YADES'ten yararlanmaktadır. Evde bakım hizmetimiz devam etmektedir.", False),
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
        (KDM, "Kadın danışma merkezlerinin sayısının artırılması", "planned"),
        (KDM, "F.3.2.1 Her ilçede bir kadın danışma merkezi kurulması", "planned"),
        (
            KDM,
            "2018 yılında faaliyete başlayan Kadın Danışma Merkezimizde bugüne dek 2.400 kadına destek olunmuştur.",
            "available",
        ),
        (CARE, "Evde bakım hizmetinin tüm ilçelere yaygınlaştırılması", "planned"),
        (SHELTER, "Kadın konukevi açılarak şiddet mağduru kadınların barındırılması", "planned"),
        (SHELTER, "Kadın konukevi kapasitesinin artırılması", "planned"),
        (SHELTER, "Mevcut kadın sığınmaevimizin fiziki şartları yetersizdir.", "available"),
        (SHELTER, "Güçlü yönler: Belediyemize ait kadın konukevinin bulunması", "available"),
        (CRECHE, "0-6 yaş çocuklar için kreş ve gündüz bakımevi hizmetlerinin geliştirilmesi", "planned"),
        (CRECHE, "Zayıf yönler: Belediye kreşinin kapasitesinin talebi karşılamaması", "available"),
        (KDM, "Kadın Danışma Merkezi projesinin uygulanması", "planned"),
        (KDM, "Mevcut durumda ilçemizde bir adet kadın danışma merkezi hizmet vermektedir.", "available"),
        (CRECHE, "Paydaşlarımız mahalle kreşimizin hizmetinden memnundur.", "available"),
        (CRECHE, "Mahallelerde kreş ihtiyacının karşılanması", "planned"),
        (CRECHE, "Çalışan ebeveynler için kreş hizmeti sunulması", "planned"),
    ],
)
def test_in_a_plan_a_service_is_planned_unless_the_text_says_that_it_exists(service, text, status):
    assert judge_service(text, service, PLAN).status == status


@pytest.mark.parametrize(
    ("service", "text", "status"),
    [
        (KDM, "Şu anda faal değildir.", "suspended"),
        (KDM, "Merkez 2016 yılından beri hizmet vermektedir.", "available"),
        (
            KDM,
            "Kadınlara hukuki danışmanlık kültür evinde verilmektedir. Evde ayrıca kurslar açılmıştır.",
            "other_form",
        ),
        (
            KDM,
            "Müdürlüğümüzce takı tasarımı ve dikiş kursları düzenlenmiş, yıl sonunda sergi açılmıştır.",
            "not_mentioned",
        ),
        (CARE, "Yatalak hastaların saç ve tırnak bakımları evlerinde yapılmaktadır.", "available"),
        (CARE, "Evde bakım aylığı işlemleri hakkında vatandaşlarımıza bilgi verilmiştir.", "not_mentioned"),
        (SHELTER, "Afet sığınaklarının havalandırması yenilenmiştir.", "not_mentioned"),
    ],
)
def test_a_text_that_names_no_service_speaks_of_it_only_where_it_names_nothing_else(service, text, status):
    assert judge_service(text, service, REPORT).status == status


def test_an_empty_text_mentions_nothing():
    assert judge_service(" ", KDM).status == "not_mentioned"


def test_confidence_is_the_share_right_of_the_rule_that_decided():
    said, named = judge_service("İki kreş bulunmaktadır.", CRECHE), judge_service("Kreş", CRECHE)
    assert 0 < named.confidence < said.confidence < 1
