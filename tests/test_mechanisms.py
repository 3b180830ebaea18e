"""Which sentences tell of a municipality's own instruments of equality."""

from __future__ import annotations

import pytest

from plan_miner.mechanisms import find_mechanisms
from plan_miner.model import Box, Passage, Piece

REPORT, PLAN = "activity_report", "strategic_plan"


def passage(text, section="services"):
    return Passage(text, (Piece(0, Box(9, 50, 100, 500, 112)),), "paragraph", section)


def found(text, kind=REPORT, section="services"):
    return [m.mechanism for m in find_mechanisms([passage(text, section)], kind)]


TOLD = [
    ("Toplumsal Cinsiyet Eşitliği Birimi 2019 yılında kurulmuştur.", ["equality_unit"]),
    ("Eşitlik Birimimiz 14 eğitim düzenlemiştir.", ["equality_unit"]),
    ("2020-2023 dönemini kapsayan Yerel Eşitlik Eylem Planı yürürlüğe girmiştir.", ["local_equality_plan"]),
    ("YEEP kapsamında altı çalıştay yapılmıştır; plan meclisçe kabul edilmiştir.", ["local_equality_plan"]),
    ("Toplumsal cinsiyete duyarlı bütçeleme eğitimine 28 personel katılmıştır.", ["gender_budgeting"]),
    ("Avrupa Yerel Yaşamda Kadın Erkek Eşitliği Şartı 2015 yılında imzalanmıştır.", ["equality_charter"]),
    ("CEMR tarafından hazırlanan Avrupa Yerel Yaşamda Eşitlik Şartı'na taraf olduk.", ["equality_charter"]),
    ("Kentimiz Kadın Dostu Kentler Programına dâhil edilmiştir.", ["women_friendly_city"]),
    (
        "Belediye Meclisi Kadın Erkek Fırsat Eşitliği Komisyonu dokuz rapor hazırlamıştır.",
        ["council_equality_commission"],
    ),
    ("KEFEK yıl içinde altı kez toplanmıştır.", ["council_equality_commission"]),
    ("Toplumsal Cinsiyet Eşitliği Şube Müdürlüğü programlara görüş vermiştir.", ["equality_unit"]),
    ("Eşitlik Masası'na yıl içinde 40 başvuru ulaştı.", ["equality_unit"]),
    ("Birleşmiş Milletler Kadın Dostu Kentler ağına 2011'de katıldık.", ["women_friendly_city"]),
    ("Yerel Eşitlik Eylem Planımız meclisten oybirliğiyle geçmiştir.", ["local_equality_plan"]),
    ("Kent Konseyi Kadın Meclisi ile ortak panel düzenlenmiştir.", ["women_assembly"]),
]
NOT_TOLD = [
    "Belediyemizde hâlen bir eşitlik birimi bulunmamaktadır.",
    "Mecliste toplumsal cinsiyet eşitliği komisyonu kurulmasına ilişkin önerge oy çokluğuyla reddedilmiştir.",
    "Kadın Dostu Kentler Programı'nda yer alan İzmir ve Bursa belediyelerine teknik inceleme gezisi düzenlenmiştir.",
    "Eşitlik biriminin 2021 yılında kurulması planlanmaktadır.",
    "Yerel Eşitlik Eylem Planı henüz hazırlanmamıştır.",
    "TBMM Kadın Erkek Fırsat Eşitliği Komisyonu üyeleri kentimizi ziyaret etmiştir.",
    "Kadın meclis üyesi sayısı 12'dir.",
    "Avrupa Yerel Yaşamda Kadın Erkek Eşitliği Şartı imzalanmamıştır.",
    "Kadın dostu kent olmak",
    "Toplumsal cinsiyet eşitliği konulu seminer verilmiştir.",
    "Mecliste eşitlik komisyonu yoktur.",
    "İç kontrol uyum eylem planı güncellenmiştir.",
    "Teşkilatımızda eşitlik birimi kurulmuş değildir.",
    "Yerel eşitlik eylem planı hazırlığı başlatılmamıştır.",
    "Cinsiyete duyarlı bütçeleme uygulamasına henüz geçilmemiştir.",
    "Avrupa Yerel Yaşamda Kadın Erkek Eşitliği Şartı'nı imzalayan Karadağ Belediyesinin deneyimi dinlenmiştir.",
    "Kent konseyi kadın meclisi henüz oluşturulamamıştır.",
    "Bakanlığın Kadın Erkek Fırsat Eşitliği Komisyonu raporu incelenmiştir.",
]


@pytest.mark.parametrize(("text", "mechanisms"), TOLD)
def test_a_report_s_sentence_tells_of_an_instrument(text, mechanisms):
    assert found(text) == mechanisms


@pytest.mark.parametrize("text", NOT_TOLD)
def test_what_is_denied_refused_planned_or_another_s_is_no_instrument(text):
    assert found(text) == []


@pytest.mark.parametrize("section", ["law", "policy", "survey", "contents"])
def test_laws_upper_plans_surveys_and_contents_tell_of_none(section):
    assert found("Eşitlik birimi kurulmuştur.", section=section) == []


def test_a_plan_s_intention_is_kept_and_called_so():
    (mention,) = find_mechanisms([passage("Yerel Eşitlik Eylem Planı hazırlanması", "goals")], PLAN)
    assert (mention.mechanism, mention.detail) == ("local_equality_plan", "planlanan")


def test_name_year_and_directorate_are_told_where_the_sentence_names_them():
    text = (
        "Kadın ve Aile Hizmetleri Dairesi Başkanlığı bünyesindeki Eşitlik Birimi'nin kuruluşu 2018 yılında tamamlandı."
    )
    (mention,) = find_mechanisms([passage(text)], REPORT)
    assert mention.name == "Eşitlik Birimi"
    assert mention.detail == "2018; Kadın ve Aile Hizmetleri Dairesi Başkanlığı"
    assert mention.box.page == 9


def test_one_sentence_may_tell_of_several_instruments():
    assert found("Eşitlik Birimi, Yerel Eşitlik Eylem Planı'nı ve TCDB rehberini hazırlamıştır.") == [
        "equality_unit",
        "local_equality_plan",
        "gender_budgeting",
    ]
