"""New documents are noticed where municipalities announce them, proposed to people, and taken in as these decide."""

from __future__ import annotations

import csv
import sys
from collections import defaultdict
from types import SimpleNamespace

import local_web as web
import pytest
from console import plan_miner
from small_documents import plan

from plan_miner.fetch.manners import RESTS
from plan_miner.settings import Settings
from plan_miner.sources import load
from plan_miner.watch import watch
from plan_miner.watch.candidates import kept
from plan_miner.watch.judging import CONFIDENCE, judged
from plan_miner.watch.pages import Link, links

# Words before, words on the link, address, and what a person says that it is (nothing: no plan or report).
CODED = [
    ("", "2025-2029 Stratejik Planı", "/uploads/belge_12.pdf", "strategic_plan 2025-2029"),
    ("", "STRATEJİK PLAN (2025 – 2029)", "/upload/sp.pdf", "strategic_plan 2025-2029"),
    ("", "2025/2029 Dönemi Stratejik Plan", "/dosya/1.pdf", "strategic_plan 2025-2029"),
    ("", "Stratejik Planımız 2025-2029 (PDF)", "/a.pdf", "strategic_plan 2025-2029"),
    ("", "2020-2024 STRATEJİK PLANI (GÜNCELLENMİŞ)", "/sp2.pdf", "strategic_plan 2020-2024"),
    ("", "2023 Yılı Faaliyet Raporu", "/uploads/2024/05/fr.pdf", "activity_report 2023"),
    ("", "FAALİYET RAPORU 2023", "/f.pdf", "activity_report 2023"),
    ("", "2022 yılı idare faaliyet raporu", "/i.pdf", "activity_report 2022"),
    ("", "Faaliyet Raporu - 2021", "/indir/778", "activity_report 2021"),
    ("", "2024 Performans Programı", "/pp.pdf", "performance_program 2024"),
    ("", "2025 YILI PERFORMANS PROGRAMI", "/x.pdf", "performance_program 2025"),
    ("", "İndir", "/uploads/2025-2029-stratejik-plan.pdf", "strategic_plan 2025-2029"),
    ("", "Tıklayınız", "/Upload/2023_Faaliyet_Raporu.pdf", "activity_report 2023"),
    ("", "", "/files/stratejik_plan_2025_2029_v2.pdf", "strategic_plan 2025-2029"),
    ("", "Stratejik Plan", "/docs/sp-2025-2029.pdf", "strategic_plan 2025-2029"),
    ("", "Faaliyet Raporu", "/docs/2022%20Faaliyet%20Raporu.pdf", "activity_report 2022"),
    ("", "Performans Programı", "/docs/performans-programi-2025.pdf", "performance_program 2025"),
    ("", "2023", "/raporlar/faaliyet-raporu.pdf", "activity_report 2023"),
    ("2023 Yılı Faaliyet Raporu", "İndir", "/dosya/8812.pdf", "activity_report 2023"),
    ("Stratejik Plan 2025-2029", "PDF olarak görüntüle", "/getfile/55", "strategic_plan 2025-2029"),
    ("Faaliyet Raporları", "2022", "/r/22.pdf", "activity_report 2022"),
    ("2024 Performans Programı", "görüntüle", "/files/a8f3.pdf", "performance_program 2024"),
    ("Faaliyet Raporu 2019 Kitapçığı", "2021 bütçesi", "/b.pdf", ""),
    ("2023 Faaliyet Raporu indir", "Encümen kararları", "/encumen.pdf", ""),
    ("", "2025-2029 Stratejik Plan Hazırlık Programı", "/h.pdf", ""),
    ("", "Stratejik Plan Değerlendirme Raporu 2023", "/d.pdf", ""),
    ("", "2024 Kurumsal Mali Durum ve Beklentiler Raporu", "/m.pdf", ""),
    ("", "Fen İşleri Müdürlüğü 2023 Birim Faaliyet Raporu", "/birim.pdf", ""),
    ("", "2025-2029 Stratejik Plan Dış Paydaş Anketi", "/anket.pdf", ""),
    ("", "Stratejik Plan Çalıştayı 2024-2025", "/c.pdf", ""),
    ("", "2023 Yılı Denetim Raporu", "/sayistay.pdf", ""),
    ("", "Meclis Gündemi 2024", "/gundem.pdf", ""),
    ("", "2021-2025 Yerel Eşitlik Eylem Planı", "/ysep.pdf", ""),
    ("", "İmar planı değişikliği 2024", "/imar.pdf", ""),
    ("", "2025-2029 Stratejik Plan", "/stratejik-plan", ""),
    ("", "Faaliyet Raporu 2023 sunumu", "/sunum.pdf", ""),
    ("", "Faaliyet Raporları 2015 - 2023 (tümü)", "/hepsi.pdf", ""),
]


@pytest.mark.parametrize(("before", "text", "path", "said"), CODED)
def test_a_link_is_judged_as_a_person_judges_it(before, text, path, said):
    guess = judged(Link(f"https://www.kars.bel.tr{path}", text, before))
    years = {guess.period_start, guess.period_end} if guess else set()
    found = f"{guess.kind} {'-'.join(map(str, sorted(years)))}" if guess else ""
    assert found == said


def test_stated_confidence_is_the_share_right_on_coded_links():
    right, of = defaultdict(int), defaultdict(int)
    for before, text, path, said in CODED:
        guess = judged(Link(f"https://www.kars.bel.tr{path}", text, before))
        if guess:
            of[guess.rule] += 1
            right[guess.rule] += bool(said)
    assert {rule: round((right[rule] + 1) / (of[rule] + 2), 2) for rule in of} == CONFIDENCE


PAGE = """<!DOCTYPE html><html><head><title>Kurumsal</title></head><body>
<nav><a href="/">Ana sayfa</a> <a href="javascript:void(0)">Menü</a> <a href="mailto:x@kars.bel.tr">E-posta</a></nav>
<h2>Stratejik Planlar</h2><ul>
<li>2025-2029 Stratejik Planı <a href="dosya/sp yeni.pdf">İndir</a></li>
<li><a href="/plan.pdf"><img src="x.png" alt="2020-2024 Stratejik Planı"></a></li>
</ul><a href="../raporlar">Faaliyet Raporları</a>"""


def test_a_pages_links_come_with_the_words_on_them_and_before_them():
    found = {link.url: link for link in links(PAGE, "https://kars.bel.tr/kurumsal/planlar")}
    new = found["https://kars.bel.tr/kurumsal/dosya/sp%20yeni.pdf"]
    assert new.text == "İndir"
    assert new.before.endswith("2025-2029 Stratejik Planı")
    assert found["https://kars.bel.tr/plan.pdf"].text == "2020-2024 Stratejik Planı"
    assert "https://kars.bel.tr/raporlar" in found
    assert not any(url.startswith(("javascript", "mailto")) for url in found)


@pytest.mark.parametrize("text", ["", "   ", "<", "%PDF-1.4", "\x00\x01", "<a href='http://['>x</a>"])
def test_what_is_no_page_has_no_links(text):
    assert links(text, "https://kars.bel.tr/") == []


# --- from page to page --------------------------------------------------------------------------

REGISTRY = """# ours; mind the comments
municipalities:
  - id: kars          # the province alone
    name: Kars Belediyesi
    province: Kars
    kind: provincial
    website: {home}
    documents:
      # the plan that was cited
      - kind: strategic_plan
        period: 2020-2024
        url: {home}eski.pdf     # moved twice
        note: >-
          Seen in the library,
          too.

      # the report follows when it is out

  - id: ardahan
    name: "Ardahan Belediyesi"
    province: Ardahan
    kind: provincial
    documents: []
references: []
"""
on_linux = pytest.mark.skipif(sys.platform != "linux", reason="needs loopback addresses beyond 127.0.0.1")


def html(*anchors):
    body = "".join(f'<p><a href="{target}">{words}</a></p>' for target, words in anchors)
    return web.page(f"<!DOCTYPE html><meta charset=utf-8><body>{body}".encode())


@pytest.fixture
def site(tmp_path, monkeypatch):
    monkeypatch.setenv("NO_PROXY", "*")
    monkeypatch.setattr(RESTS, "_until", {})
    with web.Web() as hosts:
        host = hosts.host()
        host.pages = {
            "/": html(("/kurumsal", "Kurumsal"), ("/haberler", "Haberler"), ("http://elsewhere.invalid/p", "Plan")),
            "/kurumsal": html(("/planlar", "Stratejik Planlar"), ("/gizli", "Mali raporlar"), ("/yok", "Raporlar")),
            "/planlar": html(("/eski.pdf", "2020-2024 Stratejik Planı"), ("/2015.pdf", "2015-2019 Stratejik Planı"),
                             ("/yeni.pdf", "2025-2029 Stratejik Planı"), ("/fr.pdf", "2023 Faaliyet Raporu")),
            "/gizli": html(("/gizli.pdf", "2024 Faaliyet Raporu")),
            "/robots.txt": lambda r: r.send(b"User-agent: *\nDisallow: /gizli\n"),
        }  # fmt: skip
        sources = tmp_path / "sources.yaml"
        sources.write_text(REGISTRY.format(home=host.url("/")), encoding="utf-8")
        settings = Settings(tmp_path / "data", sources, "", "http://archive.invalid", True, 0.0)
        yield SimpleNamespace(host=host, settings=settings, sources=sources, folder=tmp_path)


def at_once(stage, function, jobs):
    return [function(job) for job in jobs]


@on_linux
def test_a_web_site_is_read_two_links_deep_and_what_is_new_waits_with_its_reason(site):
    watched = watch(site.settings, at_once)
    assert [(one.kind, one.period, one.url, one.rule) for one in watched.new] == [
        ("activity_report", "2023", site.host.url("/fr.pdf"), "words_and_years"),
        ("strategic_plan", "2025-2029", site.host.url("/yeni.pdf"), "words_and_years"),
    ]
    assert {one.found_on for one in watched.new} == {site.host.url("/planlar")}
    assert sorted(site.host.paths()) == ["/", "/kurumsal", "/planlar", "/yok"]
    assert len(watched.troubles) == 2  # what robots.txt closes, and a page that is gone
    again = watch(site.settings, at_once)
    assert (again.new, again.candidates) == ((), watched.candidates)
    with (site.settings.data / "processed" / "candidates.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["url"] for row in rows] == [one.url for one in watched.candidates]
    assert {row["reason"] for row in rows} == {"bağlantının sözleri türü ve yılları söylüyor"}


@on_linux
def test_an_accepted_candidate_stands_in_the_registry_and_every_line_of_people_stays(site):
    watch(site.settings, at_once)
    before = site.sources.read_text(encoding="utf-8")
    plan_2025 = next(one for one in kept(site.settings.data) if one.kind == "strategic_plan")
    accept = ("sources", "accept", "kars-sp-2025-2029", "--data", site.settings.data, "--sources", site.sources)
    done = plan_miner(*accept)
    assert done.returncode == 0, done.stderr
    after = site.sources.read_text(encoding="utf-8").split("\n")
    new = [line for line in after if line not in before.split("\n")]
    assert new == ["        period: 2025-2029", f"        url: {plan_2025.url}",
                   f"        accessed: {plan_2025.found_at}", "        note: 2025-2029 Stratejik Planı"]  # fmt: skip
    lines = iter(after)
    assert all(line in lines for line in before.split("\n")), "a line is gone or out of its order"
    assert [source.id for source in load(site.sources).sources] == ["kars-sp-2020-2024", "kars-sp-2025-2029"]
    assert [one.kind for one in kept(site.settings.data)] == ["activity_report"]
    again = plan_miner(
        "sources", "accept", "kars-sp-2025-2029", "--data", site.settings.data, "--sources", site.sources
    )
    assert (again.returncode, "no candidate" in again.stderr) == (2, True)


@on_linux
def test_an_address_is_added_with_what_its_first_pages_tell_and_checked_with_the_others(site):
    drawn = plan(site.folder / "drawn.pdf", "ARDAHAN", "2025-2029")
    site.host.pages |= {"/x/77": web.file(drawn), "/moved.pdf": web.leads_to("/x/77", 301)}
    open_ = {"PLAN_MINER_ALLOW_PRIVATE_HOSTS": "1", "PLAN_MINER_RATE": "0", "NO_PROXY": "*",
             "PLAN_MINER_ARCHIVE_URL": "http://archive.invalid"}  # fmt: skip
    where = ("--data", site.settings.data, "--sources", site.sources)
    done = plan_miner("sources", "add", site.host.url("/moved.pdf"), *where, **open_)
    assert done.returncode == 0, done.stderr
    added = load(site.sources).sources[-1]
    assert (added.id, added.kind, added.url) == (
        "ardahan-sp-2025-2029", "strategic_plan", site.host.url("/moved.pdf")
    )  # fmt: skip
    checked = plan_miner("sources", "check", *where, **open_)
    assert checked.returncode == 1
    rows = {line.split()[1]: line.split()[2:4] for line in checked.stdout.splitlines()[1:3]}
    assert rows == {"kars-sp-2020-2024": ["not_found", "-"], "ardahan-sp-2025-2029": ["moved", "origin"]}
    unclear = plan_miner("sources", "add", site.host.url("/yok.pdf"), *where, **open_)
    assert (unclear.returncode, "--period" in unclear.stderr) == (2, True)
