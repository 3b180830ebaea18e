"""A PDF in, its pages out; or why it cannot be read and what to do about it."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest
from hostile_files import TEXT, one_page, stream
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas
from small_plans import NEW_PAGE, pdf, sheets, words

from plan_miner.text import Unreadable, read

NO_PAGES = b"""%PDF-1.4
1 0 obj
<< /Type /Catalog /Pages 2 0 R >>
endobj
2 0 obj
<< /Type /Pages /Kids [] /Count 0 >>
endobj
xref
0 3
0000000000 65535 f 
0000000009 00000 n 
0000000058 00000 n 
trailer
<< /Size 3 /Root 1 0 R >>
startxref
110
%%EOF
"""  # noqa: W291


def encrypted(target: Path, user: str) -> Path:
    canvas = Canvas(str(target), encrypt=StandardEncryption(user, ownerPassword="owner", canPrint=0))
    canvas.drawString(60, 700, "Stratejik Plan")
    canvas.save()
    return target


def why(path: Path) -> Unreadable:
    with pytest.raises(Unreadable) as told:
        read(path)
    return told.value


def test_pages_are_numbered_from_one_and_have_their_size(tmp_path: Path) -> None:
    pages = read(pdf(tmp_path / "plan.pdf", words("Bir"), NEW_PAGE, words("İki"), NEW_PAGE, words("Üç"))).pages
    assert [(p.number, round(p.width), round(p.height)) for p in pages] == [(n, 595, 842) for n in (1, 2, 3)]
    assert [p.blocks[0].text for p in pages] == ["Bir", "İki", "Üç"]


def test_the_producer_is_said(tmp_path: Path) -> None:
    assert "ReportLab" in read(pdf(tmp_path / "plan.pdf", words("Bir"))).producer


def test_each_page_read_is_told(tmp_path: Path) -> None:
    heard: list[tuple[int, int]] = []
    read(pdf(tmp_path / "plan.pdf", words("Bir"), NEW_PAGE, words("İki")), lambda done, of: heard.append((done, of)))
    assert heard == [(1, 2), (2, 2)]


def test_reading_twice_gives_the_same(tmp_path: Path) -> None:
    path = pdf(tmp_path / "plan.pdf", words("Bir", "İki"))
    assert read(path) == read(path)


def test_a_document_with_a_user_password_is_encrypted(tmp_path: Path) -> None:
    told = why(encrypted(tmp_path / "gizli.pdf", user="secret"))
    assert told.status == "encrypted"
    assert str(told) == "gizli.pdf asks for a password: put an open copy in its place"


def test_a_document_that_only_forbids_printing_is_read(tmp_path: Path) -> None:
    pages = read(encrypted(tmp_path / "plan.pdf", user="")).pages
    assert [b.text for b in pages[0].blocks] == ["Stratejik Plan"]


BROKEN = [
    ("cut in half", lambda data: data[: len(data) // 2], "damaged", "download it again"),
    ("only its first line", lambda _: b"%PDF-1.7\n", "damaged", "download it again"),
    ("random after its first line", lambda data: b"%PDF-1.7\n" + data[-5000:], "damaged", "download it again"),
    ("a page of the web", lambda _: b"<!doctype html><html><body>Sayfa</body></html>", "not_pdf", "an HTML page"),
    ("the mark too late", lambda data: b" " * 2000 + data, "not_pdf", "plain text"),
    ("empty", lambda _: b"", "not_pdf", "holds nothing"),
    ("no pages", lambda _: NO_PAGES, "damaged", "download it again"),
]


@pytest.mark.parametrize(("name", "broken", "status", "word"), BROKEN, ids=[name for name, *_ in BROKEN])
def test_a_broken_file_has_a_status_and_one_line_that_says_what_to_do(tmp_path, name, broken, status, word):
    whole = pdf(tmp_path / "whole.pdf", *[block for _ in range(30) for block in (*words("Metin " * 80), NEW_PAGE)])
    (tmp_path / "plan.pdf").write_bytes(broken(whole.read_bytes()))
    told = why(tmp_path / "plan.pdf")
    assert (told.status, word in str(told)) == (status, True), str(told)
    assert "plan.pdf " in str(told)
    assert ": " in told.reason
    assert "\n" not in str(told)


def test_a_few_bytes_before_the_mark_are_no_fault(tmp_path: Path) -> None:
    data = pdf(tmp_path / "whole.pdf", words("Bir")).read_bytes()
    (tmp_path / "plan.pdf").write_bytes(b"\xef\xbb\xbf\r\n" + data)
    assert len(read(tmp_path / "plan.pdf").pages) == 1


def test_a_document_of_more_pages_than_a_report_can_have_is_too_large(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr("plan_miner.text.MOST_PAGES", 2)
    told = why(pdf(tmp_path / "plan.pdf", words("Bir"), NEW_PAGE, words("İki"), NEW_PAGE, words("Üç")))
    assert (told.status, told.reason) == ("too_large", "has 3 pages, and 2 are read at most: split it")


def test_a_document_without_a_letter_is_no_result(tmp_path: Path) -> None:
    told = why(sheets(tmp_path / "plan.pdf", *[lambda canvas: canvas.line(50, 50, 500, 50)] * 2))
    assert (told.status, "has no text on any of its 2 pages" in told.reason) == ("damaged", True)


def test_the_corners_of_a_page_may_be_given_in_any_order(tmp_path: Path) -> None:
    path = tmp_path / "plan.pdf"
    path.write_bytes(one_page(stream(TEXT), box=b"[595 842 0 0]"))
    (page,) = read(path).pages
    assert [(b.text, round(b.box.x0)) for b in page.blocks] == [("Stratejik Plan", 72)]


def test_a_name_with_turkish_letters_and_spaces_is_read(tmp_path: Path) -> None:
    path = pdf(tmp_path / "İğdır Şehri Stratejik Planı.pdf", words("Bir"))
    assert len(read(path).pages) == 1


# --- words strung together ---


def close_set(canvas: Canvas, text: str, y: float) -> None:
    """Words set by themselves with gaps in which pdfium sees no space, as Qt 4 does."""
    x = 60.0
    for word in text.split():
        canvas.drawString(x, y, word)
        x += stringWidth(word, "Vera", 10) + 1.6 - (0.3 if word.istitle() else 0)


TITLE = "yeni Kent Konseyi ve yaşlı Bakım Evi ile yeni Meslek Edindirme kursu açıldı"


@pytest.mark.parametrize("producer", ["Qt 4.8.7", "unknown"])
def test_words_that_pdfium_strings_together_are_parted_by_their_gaps(tmp_path: Path, producer: str) -> None:
    canvas = Canvas(str(tmp_path / "plan.pdf"))
    canvas.setProducer(producer)
    canvas.setFont("Vera", 10)
    for row in range(20):
        close_set(canvas, TITLE, 780 - 14 * row)
    canvas.save()
    page = pypdfium2.PdfDocument(tmp_path / "plan.pdf")[0]
    assert "KentKonseyi" in page.get_textpage().get_text_range()
    lines = read(tmp_path / "plan.pdf").pages[0].blocks
    assert {line.text for line in lines} == {TITLE}
    assert lines[0].box.x0 == pytest.approx(60, abs=1)
    assert lines[0].box.bottom == pytest.approx(842 - 780, abs=4)
