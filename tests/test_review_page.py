"""The review page over HTTP: who is let in, what is refused, and that a plan's words are only ever words."""

from __future__ import annotations

import html
import re
import shutil
import signal
import subprocess
import sys
from urllib.parse import quote

import msgspec
import pyarrow
import pytest
from console import clean_environment
from fastapi.testclient import TestClient
from pyarrow import parquet
from review_worlds import at, decision

from plan_miner.review.decisions import append, read
from plan_miner.review.desk import Desk
from plan_miner.review.guard import Guard
from plan_miner.review.items import items
from plan_miner.review.page import page
from plan_miner.review.pictures import Pictures
from plan_miner.review.words import _sentences

PORT, TOKEN = 8765, "token-of-the-test"
HOME = f"http://127.0.0.1:{PORT}"
OURS = {"origin": HOME}


@pytest.fixture(scope="module")
def shared(sample_run, tmp_path_factory):
    """A copy of the sample's run, and the pictures of its pages."""
    data = tmp_path_factory.mktemp("review") / "data"
    shutil.copytree(sample_run, data)
    pictures = Pictures(data)
    yield data, pictures
    pictures.close()


@pytest.fixture
def data(shared):
    shutil.rmtree(shared[0] / "review", ignore_errors=True)
    return shared[0]


def client(shared, by="ayşe", entered=True):
    made = TestClient(Guard(page(Desk(shared[0]), shared[1], by), TOKEN, PORT), base_url=HOME, follow_redirects=True)
    if entered:
        assert made.get(f"/enter?token={TOKEN}").status_code == 200
    return made


def objective(data):
    return next(one for one in Desk(data).items() if one.kind == "objective" and one.values.in_annex)


def form(item, verdict="accepted", **more):
    said = item.values
    fields = {
        "id": item.id, "evidence": item.evidence, "verdict": verdict, "in_annex": "yes", "goal": said.goal,
        "objective": said.objective, "basis": said.basis, "themes": list(said.themes), "groups": list(said.groups),
        "activity": [str(one.no) for one in said.activities],
    }  # fmt: skip
    for one in said.activities:
        own = {"text": one.activity, "basis": one.basis, "themes": list(one.themes), "groups": list(one.groups)}
        fields |= {f"a{one.no}_{name}": value for name, value in own.items()}
    return fields | more


def test_after_a_decision_the_command_is_named_that_brings_it_into_the_tables(shared, data):
    said = client(shared).post("/decide", data=form(objective(data)), headers=OURS).text
    assert f"bir sonraki «plan-miner run --data {data}» ile" in said


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGINT for another process")
def test_who_ends_the_review_is_told_what_brings_the_decisions_into_the_tables(sample_run, tmp_path):
    data = shutil.copytree(sample_run, tmp_path / "sample")
    append(data / "review", at(1, decision(objective(data))))
    command = [sys.executable, "-m", "plan_miner.cli", "review", "--data", "sample", "--no-browser"]
    environment = clean_environment(PLAN_MINER_DATA=".")
    review = subprocess.Popen(command, cwd=tmp_path, stderr=subprocess.PIPE, encoding="utf-8", env=environment)
    while "token" not in review.stderr.readline():
        assert review.poll() is None
    review.send_signal(signal.SIGINT)
    assert "with the next “plan-miner run --sample”" in review.communicate(timeout=60)[1]
    assert review.returncode == 0


# --- who is let in --------------------------------------------------------------------------------


def test_without_the_token_nothing_is_shown(shared, data):
    stranger = client(shared, entered=False)
    assert stranger.get("/").status_code == 403
    assert stranger.get("/enter?token=guess").status_code == 403
    assert stranger.get("/static/review.css").status_code == 403


def test_the_token_becomes_a_cookie_that_no_script_and_no_other_site_gets(shared):
    answer = client(shared, entered=False).get(f"/enter?token={TOKEN}", follow_redirects=False)
    cookie = answer.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=strict" in cookie
    assert (answer.status_code, answer.headers["location"]) == (303, "/")


@pytest.mark.parametrize("host", ["evil.example", f"evil.example:{PORT}", "127.0.0.1", f"127.0.0.1:{PORT + 1}"])
def test_under_another_name_nobody_answers(shared, host):
    assert client(shared).get("/", headers={"host": host}).status_code == 421


@pytest.mark.parametrize("origin", [None, "null", "http://evil.example", f"https://127.0.0.1:{PORT}"])
@pytest.mark.parametrize("path", ["/decide", "/undo", "/add", "/setting"])
def test_only_the_page_itself_may_write(shared, data, path, origin):
    headers = {} if origin is None else {"origin": origin}
    assert client(shared).post(path, data=form(objective(data)), headers=headers).status_code == 403
    assert read(data / "review").decisions == ()


def test_every_answer_forbids_scripts_that_are_not_ours(shared):
    for path in ("/", "/summary", "/item?id=none", "/static/review.js", "/nothing"):
        headers = client(shared).get(path).headers
        assert headers["content-security-policy"].startswith("default-src 'self'; ")
        assert "unsafe" not in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize("back", ["//evil.example", "https://evil.example/", "/\\evil.example", ""])
def test_a_setting_leads_back_to_this_page_only(shared, back):
    answer = client(shared).post("/setting", data={"lang": "en", "back": back}, headers=OURS, follow_redirects=False)
    assert answer.headers["location"] == "/"


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("/picture/../../etc/0/1-1.png", 404),
        ("/picture/%2e%2e/000000000000/1-1.png", 404),
        ("/picture/kars/000000000000/1-1.png", 404),
        ("/pane?document=../x&page=1", 200),
        ("/pane?document=serinirmak-bb-sp-2020-2024&page=-1", 200),
        ("/mark?document=../x", 404),
    ],
)
def test_no_address_leads_out_of_the_data_folder(shared, path, code):
    answer = client(shared).get(path)
    assert answer.status_code == code
    assert "<img" not in answer.text
    assert not answer.headers.get("content-type", "").startswith("image")
    assert code == 404 or "Bu satırın gösterilecek bir sayfası yok." in answer.text


# --- hostile words --------------------------------------------------------------------------------

HOSTILE = '<script>alert(1)</script><img src=x onerror=alert(1)> "onfocus="alert(1) javascript:alert(1) {{ 7*7 }}'


def test_hostile_words_in_decisions_and_addresses_are_only_shown(shared, data):
    item = objective(data)
    hostile = msgspec.structs.replace(item.values, objective=HOSTILE, goal=HOSTILE)
    append(data / "review", at(1, decision(item, HOSTILE, "corrected", after=hostile, note=HOSTILE, words=(HOSTILE,))))
    gone = msgspec.structs.replace(decision(item, "barış"), item="objective:gone:1.1", words=(HOSTILE,), note=HOSTILE)
    append(data / "review", at(2, gone))
    mine = client(shared)
    filtered = f"/?municipality={quote(HOSTILE)}&theme={quote(HOSTILE)}"
    for path in (f"/item?id={quote(item.id)}", "/summary", "/", filtered):
        answer = mine.get(path)
        assert answer.status_code == 200
        assert "<script>alert" not in answer.text
        assert "<img" not in answer.text
        assert '"onfocus="alert' not in answer.text


# --- deciding -------------------------------------------------------------------------------------


def test_accepting_as_it_stands_is_accepting(shared, data):
    client(shared).post("/decide", data=form(objective(data)), headers=OURS)
    (made,) = read(data / "review").decisions
    assert (made.verdict, made.by, made.after) == ("accepted", "ayşe", None)


def test_what_was_written_over_is_a_correction_whichever_button_is_pressed(shared, data):
    item = objective(data)
    client(shared).post("/decide", data=form(item, objective="Başka bir hedef"), headers=OURS)
    (made,) = read(data / "review").decisions
    assert (made.verdict, made.values.objective) == ("corrected", "Başka bir hedef")


def test_an_activity_can_be_struck_out_and_another_added(shared, data):
    item = next(one for one in Desk(data).items() if len(one.values.activities) > 1)
    no = item.values.activities[0].no
    more = {f"a{no}_gone": "yes", "new_activities": "Eklenen faaliyet"}
    client(shared).post("/decide", data=form(item, "corrected", **more), headers=OURS)
    (made,) = read(data / "review").decisions
    assert [one.activity for one in made.values.activities] == [
        *(one.activity for one in item.values.activities[1:]),
        "Eklenen faaliyet",
    ]


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"verdict": "corrected"}, "hiçbir şey değişmedi"),
        ({"evidence": "0" * 16}, "değişti"),
        ({"basis": "x"}, "bunlardan biri değil"),
        ({"verdict": "perhaps"}, "bir karar değil"),
    ],
)
def test_what_cannot_be_taken_is_said_and_what_was_typed_stays(shared, data, more, said):
    answer = client(shared).post("/decide", data=form(objective(data), **more, note="yazdığım not"), headers=OURS)
    assert answer.status_code == 422
    assert said in answer.text
    assert "yazdığım not" in answer.text
    assert read(data / "review").decisions == ()


def test_only_ones_own_decision_can_be_taken_back(shared, data):
    item = objective(data)
    append(data / "review", at(1, decision(item, "barış")))
    answer = client(shared).post("/undo", data={"id": item.id}, headers=OURS)
    assert "geri alınacak bir kararınız yok" in answer.text
    client(shared, "barış").post("/undo", data={"id": item.id}, headers=OURS)
    assert [one.verdict for one in read(data / "review").decisions] == ["accepted", "undone"]


def test_a_second_reader_is_not_told_what_the_first_one_said(shared, data, monkeypatch):
    monkeypatch.setattr("plan_miner.review.standing.SECOND_READERS", 1)
    item = objective(data)
    append(data / "review", at(1, decision(item, "barış", "rejected", note="bence yeri yok")))
    blind = client(shared).get(f"/item?id={quote(item.id)}").text
    assert "ikinci kişi" in blind
    assert "bence yeri yok" not in blind
    assert "bence yeri yok" not in client(shared).get("/summary").text
    assert "bence yeri yok" in client(shared, "barış").get(f"/item?id={quote(item.id)}").text


def test_two_who_disagree_are_shown_and_settled_by_whoever_saw_both(shared, data):
    item = objective(data)
    said = at(1, decision(item, "barış", "rejected")), at(2, decision(item, "ceren"))
    append(data / "review", *said)
    mine = client(shared, "barış")
    shown = mine.get(f"/item?id={quote(item.id)}").text
    assert "İki okuyan ayrı düşünüyor" in shown
    mine.post("/decide", data=form(item, "rejected", seen=[one.id for one in said]), headers=OURS)
    assert Desk(data).review().standings[item.id].review == "rejected"


def test_every_page_says_its_language_and_both_know_every_word(shared):
    mine = client(shared)
    assert '<html lang="tr">' in mine.get("/").text
    mine.post("/setting", data={"lang": "en", "back": "/"}, headers=OURS)
    assert '<html lang="en">' in mine.get("/").text
    assert _sentences()["tr"].keys() == _sentences()["en"].keys()


def test_items_are_the_same_whether_made_from_rows_or_from_published_files(shared, data):
    desk = Desk(data)
    assert [one.evidence for one in items(desk.tables())] == [one.evidence for one in desk.items()]
    assert len({one.id for one in desk.items()}) == len(desk.items())


# --- what a person reads there --------------------------------------------------------------------


def test_a_document_is_called_by_its_name_and_a_share_is_written_as_people_write_it(shared, data):
    page = client(shared).get(f"/item?id={quote(objective(data).id)}").text
    assert "Serinırmak Büyükşehir Belediyesi, stratejik plan 2020–2024, sayfa " in page
    assert re.search(r"Güven [01],\d\d<", page)


@pytest.fixture(scope="module")
def gaps(shared, sample_run, tmp_path_factory):
    """The sample's run with a service that no document mentions, and a doubt about an objective; and the pictures."""
    data = tmp_path_factory.mktemp("gaps") / "data"
    shutil.copytree(sample_run, data)
    unsaid, proof = (
        {"status": "not_mentioned", "status_found": "not_mentioned", "document_id": ""},
        "serinirmak-bb:childcare",
    )
    rewrite(data, "service_table", lambda row: row | unsaid if joined(row) == proof else row)
    rewrite(data, "evidence", lambda row: None if row["key"] == proof else row)
    rewrite(data, "doubts", lambda row: row | {"doubt": "no_activities", "message": "faaliyet bulunamadı"})
    return data, shared[1]


def joined(row):
    return f"{row['municipality_id']}:{row['service']}"


def rewrite(data, name, change):
    path = data / "processed" / f"{name}.parquet"
    table = parquet.read_table(path)
    rows = [row for row in map(change, table.to_pylist()) if row]
    parquet.write_table(pyarrow.Table.from_pylist(rows, table.schema), path)


def test_a_service_that_is_not_mentioned_shows_where_it_was_looked_for_and_no_code_as_a_quote(gaps):
    item = "/item?id=service:serinirmak-bb:childcare"
    page = client(gaps).get(item).text
    assert "Alıntılanan sözler" not in page
    documents = re.findall(r'data-pane="/pane\?[^"]*document=([^&"]+)&amp;page=1"', page)
    assert documents
    for document in documents:
        assert f"/picture/{document}/" in client(gaps).get(f"{item}&document={document}&page=1").text


def test_a_doubt_leads_to_its_row_and_shows_the_words_of_that_row(gaps):
    desk = Desk(gaps[0])
    doubt = next(one for one in desk.items() if one.kind == "doubt")
    row = next(one for one in desk.items() if one.kind == "objective" and one.key == doubt.words[1])
    page = client(gaps).get(f"/item?id={quote(doubt.id)}").text
    assert f'href="/item?id={quote(row.id, safe="")}"' in page
    quotes = [html.unescape(one) for one in re.findall(r"<blockquote>(.*?)</blockquote>", page)]
    assert quotes == list(dict.fromkeys(one["quote"] for one in desk.evidence(row)))


def test_no_page_is_offered_after_the_last(shared, data):
    item = objective(data)
    last = Desk(data).last_page(item.document_id)
    turned = [client(shared).get(f"/item?id={quote(item.id)}&page={page}").text for page in (last - 1, last)]
    assert ["ArrowRight" in page for page in turned] == [True, False]


def test_the_original_can_be_had_as_a_file_and_nothing_else_can(shared, data):
    edition = Desk(data).edition(objective(data).document_id)
    answer = client(shared).get(f"/original/{edition.document_id}.pdf")
    assert answer.content == edition.path.read_bytes()
    assert answer.headers["content-disposition"] == f'attachment; filename="{edition.document_id}.pdf"'
    for path in ("kars-sp-2020-2024", f"..%2f{edition.document_id}", "..%2f..%2fprocessed%2fannex"):
        assert client(shared).get(f"/original/{path}.pdf").status_code == 404


def test_a_long_queue_is_shown_in_parts(shared, data, monkeypatch):
    monkeypatch.setattr("plan_miner.review.page.SHOWN_ROWS", 5)
    first = client(shared).get("/?state=all").text
    (after,) = set(re.findall(r'href="(/\?[^"]*start=5)"', first))
    second = client(shared).get(html.unescape(after)).text
    rows = [re.findall(r'<td><a href="([^"]+)"', page) for page in (first, second)]
    assert [len(part) for part in rows] == [5, 5]
    assert not set(rows[0]) & set(rows[1])
    assert "6–10 gösteriliyor" in second
