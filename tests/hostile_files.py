"""Hostile PDFs made by code: what makes readers crash, hang, or take all the memory there is.

The same bytes every time: ``python tests/hostile_files.py FOLDER [NUMBER]`` writes them all, or so many.
"""

from __future__ import annotations

import random
import re
import sys
import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

SEED = 20261122
MEGABYTE = 1 << 20
SAMPLE = Path(str(files("plan_miner"))) / "sample"

Bodies = dict[int, bytes]  # an object's number, and what stands between "obj" and "endobj"
FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
TEXT = b"BT /F1 12 Tf 72 720 Td (Stratejik Plan) Tj ET\n"
A4 = b"[0 0 595 842]"


@dataclass(frozen=True, slots=True)
class Hostile:
    """A hostile file: the family that it is of, and what it does."""

    family: str
    name: str
    make: Callable[[], bytes]


# --- how a PDF is put together ---


def stream(data: bytes, extra: bytes = b"", filters: bytes = b"") -> bytes:
    packed = b"/Filter " + filters + b" " if filters else b""
    return b"<< %s%s /Length %d >>\nstream\n%s\nendstream" % (packed, extra, len(data), data)


def flate(data: bytes, extra: bytes = b"") -> bytes:
    return stream(zlib.compress(data, 9), extra, b"/FlateDecode")


def zeros(size: int, byte: bytes = b"\0", before: bytes = b"", after: bytes = b"") -> bytes:
    """So many of one byte, deflated without ever holding them."""
    packer = zlib.compressobj(9)
    block = byte * MEGABYTE
    parts = [packer.compress(before)]
    parts += [packer.compress(block) for _ in range(size // MEGABYTE)]
    return b"".join([*parts, packer.compress(after), packer.flush()])


def document(bodies: Bodies, trailer: bytes = b"") -> bytes:
    """The bodies as a file with a table of where they are; 1 is the catalogue."""
    out = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
    places = {}
    for number, body in bodies.items():
        places[number] = len(out)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start, most = len(out), max(bodies) + 1
    out += b"xref\n0 %d\n0000000000 65535 f \n" % most
    for number in range(1, most):
        out += b"%010d 00000 n \n" % places[number] if number in places else b"0000000000 65535 f \n"
    return bytes(out + b"trailer\n<< /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF\n" % (most, trailer, start))


def one_page(content: bytes, *, resources: bytes = b"", box: bytes = A4, more: Bodies | None = None) -> bytes:
    """A page with that content stream (a whole object), and what it needs beside it (objects from 10 on)."""
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox %s /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> %s >> >>"
    bodies = {
        1: b"<< /Type /Catalog /Pages 2 0 R >>",
        2: b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        3: page % (box, resources),
        4: content,
        5: FONT,
    }
    return document(bodies | (more or {}))


# --- families ---


def forms() -> Iterator[Hostile]:
    """Pictures of pages in pages: without end, or doubling at every step."""
    form = b"/Type /XObject /Subtype /Form /BBox [0 0 600 900] /Resources << /XObject << /X %d 0 R >> >>"

    def chain(length: int, loop: bool, times: int) -> bytes:
        more = {}
        for n in range(10, 10 + length):
            last = n == 9 + length
            inner = 10 if last and loop else n + 1
            paint = TEXT.replace(b"/F1 12 Tf", b"") if last and not loop else b"q /X Do Q " * times
            more[n] = stream(paint, form % inner)
        return one_page(stream(TEXT + b"q /X Do Q"), resources=b"/XObject << /X 10 0 R >>", more=more)

    for length in (1, 2, 3, 30):
        yield Hostile("forms", f"loop-of-{length}", lambda n=length: chain(n, True, 1))
    for length in (20, 200, 2000, 20_000):
        yield Hostile("forms", f"nested-{length}", lambda n=length: chain(n, False, 1))
    for length, times in ((8, 10), (20, 2), (12, 8), (25, 40)):
        yield Hostile("forms", f"{times}-to-the-{length}", lambda n=length, t=times: chain(n, False, t))
    pattern = b"/PatternType 1 /PaintType 1 /TilingType 1 /BBox [0 0 9 9] /XStep %s /YStep %s"
    pattern += b" /Resources << /Pattern << /P 10 0 R >> >>"
    for name, step in (("pattern-in-itself", b"9"), ("pattern-without-end", b"0.00001")):
        body = stream(b"/Pattern cs /P scn 0 0 9 9 re f", pattern % (step, step))
        content = stream(TEXT + b"/Pattern cs /P scn 0 0 595 842 re f")
        made = one_page(content, resources=b"/Pattern << /P 10 0 R >>", more={10: body})
        yield Hostile("forms", name, lambda b=made: b)


def bombs() -> Iterator[Hostile]:
    """Streams that swell when they are unpacked."""
    for size in (10, 100, 400):
        yield Hostile("bombs", f"zeros-{size}-mb", lambda n=size: _bomb(zeros(n * MEGABYTE), 1))
        yield Hostile("bombs", f"spaces-{size}-mb", lambda n=size: _bomb(zeros(n * MEGABYTE, b" ", TEXT, TEXT), 1))
        yield Hostile("bombs", f"twice-{size}-mb", lambda n=size: _bomb(zlib.compress(zeros(n * MEGABYTE), 9), 2))
        hexed = lambda n=size: _bomb(zeros(n * MEGABYTE, b"0", after=b">"), 1, b"/ASCIIHexDecode")  # noqa: E731
        yield Hostile("bombs", f"hexed-{size}-mb", hexed)
    thrice = lambda: _bomb(zlib.compress(zlib.compress(zeros(4000 * MEGABYTE), 9), 9), 3)  # noqa: E731
    yield Hostile("bombs", "thrice-4000-mb", thrice)
    yield Hostile("bombs", "run-lengths", lambda: _bomb(zeros(20 * MEGABYTE, b"\x81 "), 1, b"/RunLengthDecode"))
    yield Hostile("bombs", "hundred-filters", lambda: _bomb(b"00>" * 99, 0, b"/ASCIIHexDecode " * 100))
    for name, predictor in PREDICTORS.items():
        parms = b"/DecodeParms << %s >>" % predictor
        yield Hostile("bombs", name, lambda p=parms: one_page(stream(zeros(5 * MEGABYTE), p, b"/FlateDecode")))
        lzw = b"\x80\x0b\x60\x50\x22\x0c\x0c\x85\x01" * 5000
        yield Hostile("bombs", f"lzw-{name}", lambda p=parms, d=lzw: one_page(stream(d, p, b"/LZWDecode")))


PREDICTORS = {
    "columns-of-two-billion": b"/Predictor 15 /Columns 2147483647",
    "colors-of-two-billion": b"/Predictor 12 /Colors 2147483647 /BitsPerComponent 32",
    "columns-below-zero": b"/Predictor 15 /Columns -5",
    "no-columns": b"/Predictor 2 /Columns 0 /Colors 0 /BitsPerComponent 0",
}


def _bomb(data: bytes, flates: int, after: bytes = b"") -> bytes:
    return one_page(stream(data, b"", b"[%s%s]" % (b"/FlateDecode " * flates, after)))


def operators() -> Iterator[Hostile]:
    """Content streams of many operators, or of few that go on and on."""
    draw = random.Random(SEED)
    many = {
        "lines": lambda n: b"".join(b"%d %d m %d %d l S\n" % _four(draw) for _ in range(n)),
        "ruled-lines": lambda n: b"".join(_ruled(draw) for _ in range(n)),
        "rectangles": lambda n: b"".join(b"%d %d %d %d re f\n" % _four(draw) for _ in range(n)),
        "one-path": lambda n: b"0 0 m " + b"".join(b"%d %d l " % _four(draw)[:2] for _ in range(n)) + b"S",
        "letters": lambda n: (
            b"BT /F1 1 Tf " + b"".join(b"1 0 0 1 %d %d Tm (a) Tj\n" % _four(draw)[:2] for _ in range(n)) + b"ET"
        ),
        "turned-letters": lambda n: (
            b"BT /F1 9 Tf "
            + b"".join(b"0.7 0.7 -0.7 0.7 %d %d Tm (abc) Tj\n" % _four(draw)[:2] for _ in range(n))
            + b"ET"
        ),
        "states": lambda n: b"q " * n + TEXT + b"Q " * n,
        "states-never-closed": lambda n: TEXT + b"q 1 0 0 1 1 1 cm " * n,
        "fonts": lambda n: b"BT " + b"/F1 1 Tf (x) Tj /F1 2 Tf " * n + b"ET",
        "marked": lambda n: b"/P << /MCID 1 >> BDC " * n + TEXT,
        "dashes": lambda n: b"[0.0001 0.0001] 0 d 0 0 m 595 842 l S " * (n // 100) + TEXT,
    }
    for name, make in many.items():
        for count in (20_000, 400_000):
            yield Hostile("operators", f"{name}-{count}", lambda m=make, n=count: one_page(flate(TEXT + m(n))))


def _four(draw: random.Random) -> tuple[int, int, int, int]:
    return draw.randrange(595), draw.randrange(842), draw.randrange(595), draw.randrange(842)


def _ruled(draw: random.Random) -> bytes:
    x, y, length, _ = _four(draw)
    return b"%d %d m %d %d l S\n" % ((x, y, x + length, y) if draw.random() < 0.5 else (x, y, x, y + length))


def deep() -> Iterator[Hostile]:
    """Arrays, dictionaries, page trees and outlines as deep as wells."""
    for depth in (100, 1000, 10_000, 1_000_000):
        arrays, dicts = b"[" * depth + b"]" * depth, b"<< /A " * depth + b"0" + b" >>" * depth
        yield Hostile("deep", f"arrays-{depth}", lambda a=arrays: one_page(stream(TEXT), resources=b"/X " + a))
        yield Hostile("deep", f"dicts-{depth}", lambda d=dicts: one_page(stream(TEXT), resources=b"/X " + d))
        yield Hostile("deep", f"content-{depth}", lambda a=arrays: one_page(flate(TEXT + a + b" TJ")))
    for depth in (10, 1000, 100_000):
        yield Hostile("deep", f"page-tree-{depth}", lambda n=depth: _tree(n))


def _tree(depth: int) -> bytes:
    bodies = {1: b"<< /Type /Catalog /Pages 2 0 R >>"}
    for n in range(2, depth + 2):
        bodies[n] = b"<< /Type /Pages /Kids [%d 0 R] /Count 1 /Parent %d 0 R >>" % (n + 1, n - 1)
    last = depth + 2
    page = b"<< /Type /Page /Parent %d 0 R /MediaBox %s /Contents %d 0 R /Resources << /Font << /F1 %d 0 R >> >> >>"
    return document(bodies | {last: page % (last - 1, A4, last + 1, last + 2), last + 1: stream(TEXT), last + 2: FONT})


def pages() -> Iterator[Hostile]:
    """Page trees that run in circles, lie, or have no end; pages of impossible size."""
    loop = {1: b"<< /Type /Catalog /Pages 2 0 R >>", 2: b"<< /Type /Pages /Kids [2 0 R] /Count 5 >>"}
    yield Hostile("pages", "tree-in-itself", lambda: document(loop))
    two = loop | {
        2: b"<< /Type /Pages /Kids [3 0 R 3 0 R] /Count 9 >>",
        3: b"<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 9 /Parent 2 0 R >>",
    }
    yield Hostile("pages", "two-trees-in-each-other", lambda: document(two))
    for count in (0, -1, 7000, 2_147_483_647):
        lies = loop | {2: b"<< /Type /Pages /Kids [] /Count %d >>" % count}
        yield Hostile("pages", f"no-kids-count-{count}", lambda b=lies: document(b))
    yield Hostile("pages", "no-pages-at-all", lambda: document({1: b"<< /Type /Catalog >>"}))
    for count in (2000, 100_000):
        yield Hostile("pages", f"{count}-with-one-content", lambda n=count: _same(n))
    for name, box in BOXES.items():
        yield Hostile("pages", name, lambda b=box: one_page(stream(TEXT), box=b))
        rules = b"".join(b"%d 0 m %d 9999 l S 0 %d m 9999 %d l S " % (n, n, n, n) for n in range(0, 900, 30))
        yield Hostile("pages", f"{name}-with-rules", lambda b=box, r=rules: one_page(stream(TEXT + r), box=b))
    turned = b"%s /Rotate 45 /UserUnit 1000000" % A4
    yield Hostile("pages", "turned-by-45", lambda: one_page(stream(TEXT), box=turned))


BOXES = {
    "side-of-a-billion": b"[0 0 1000000000 1000000000]",
    "side-of-1e38": b"[0 0 3e38 3e38]",
    "side-of-nothing": b"[0 0 0 0]",
    "side-below-zero": b"[595 842 0 0]",
    "far-away": b"[1000000000 1000000000 1000000595 1000000842]",
    "a-hair-wide": b"[0 0 0.0001 842]",
    "no-numbers": b"[/A /B (c) null]",
}


def _same(count: int) -> bytes:
    kids = b" ".join(b"%d 0 R" % n for n in range(10, 10 + count))
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox %s /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>" % A4
    first = {1: b"<< /Type /Catalog /Pages 2 0 R >>", 2: b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, count)}
    return document(first | {4: stream(TEXT), 5: FONT} | dict.fromkeys(range(10, 10 + count), page))


def images() -> Iterator[Hostile]:
    """Pictures larger than memory, with and without the bytes for it, alone on the page: what goes to be seen."""
    image = b"/Type /XObject /Subtype /Image /Width %d /Height %d /BitsPerComponent %d /ColorSpace %s"
    for side, bits, space in (
        (5_000, 8, b"/DeviceRGB"),
        (20_000, 8, b"/DeviceGray"),
        (50_000, 8, b"/DeviceRGB"),
        (50_000, 1, b"/DeviceGray"),
        (2_000_000_000, 8, b"/DeviceRGB"),
    ):
        head = image % (side, side, bits, space)
        needed = min(side * side * bits // 8 * (3 if b"RGB" in space else 1), 1200 * MEGABYTE)
        name = f"{side}-{bits}-{space[7:].decode().lower()}"
        whole = lambda h=head, n=needed: _picture(stream(zeros(n), h, b"/FlateDecode"))  # noqa: E731
        yield Hostile("images", f"whole-{name}", whole)
        yield Hostile("images", f"short-{name}", lambda h=head: _picture(flate(b"\x55" * 1000, h)))
        for codec in ("JBIG2Decode", "CCITTFaxDecode", "DCTDecode", "JPXDecode", "LZWDecode", "RunLengthDecode"):
            if side in (20_000, 50_000):
                body = stream(CODED.get(codec, b"\x80\x00") * 50, head, b"/" + codec.encode())
                yield Hostile("images", f"{codec.lower()}-{name}", lambda b=body: _picture(b))
    mask = image % (30_000, 30_000, 1, b"/DeviceGray") + b" /SMask 10 0 R"
    yield Hostile("images", "mask-of-itself", lambda: _picture(stream(zeros(100 * MEGABYTE), mask, b"/FlateDecode")))
    small = image % (40, 40, 8, b"/DeviceGray")
    many = stream(TEXT + b"q 500 0 0 700 0 0 cm /I Do Q\n" * 20_000)
    thousands = lambda: _picture(flate(b"\x99" * 1600, small), many)  # noqa: E731
    yield Hostile("images", "one-20000-times", thousands)


CODED = {
    "JBIG2Decode": bytes.fromhex("0000000030000100000013 0000c3500000c350 00000000 00000000 01 0000".replace(" ", "")),
    "CCITTFaxDecode": b"\x00\x10\x01" * 400,
    "DCTDecode": bytes.fromhex("ffd8ffc0 0011 08 ffff ffff 03 012200 021101 031101 ffda".replace(" ", "")),
    "JPXDecode": bytes.fromhex("ff4fff51 0029 0000 0000c350 0000c350 00000000 00000000 0000c350".replace(" ", "")),
}


def _picture(image: bytes, content: bytes = b"") -> bytes:
    content = content or stream(b"q 595 0 0 842 0 0 cm /I Do Q")
    return one_page(content, resources=b"/XObject << /I 10 0 R >>", more={10: image})


def fonts() -> Iterator[Hostile]:
    """Fonts with tables cut, shuffled and overlong; maps of letters without end; letters that draw themselves."""
    whole = _true_type()
    draw = random.Random(SEED + 1)
    for n in range(12):
        broken = bytearray(whole)
        for _ in range(3 ** (n % 6)):
            broken[draw.randrange(len(broken) if n % 2 else 300)] = draw.randrange(256)
        yield Hostile("fonts", f"flipped-{n}", lambda b=bytes(broken): _with_font(b))
    for size in (0, 12, 100, 5_000):
        yield Hostile("fonts", f"cut-at-{size}", lambda n=size: _with_font(whole[:n]))
    yield Hostile("fonts", "random", lambda: _with_font(random.Random(SEED).randbytes(50_000)))
    ranges = b"".join(b"<%04x> <%04x> <0041>\n" % (n, 0xFFFF) for n in range(0, 0xFFFF, 8))
    endless = b"begincmap 100 beginbfrange\n" + ranges + b"endbfrange endcmap"
    yield Hostile("fonts", "map-of-ranges", lambda: _with_map(endless))
    long = b"begincmap 1 beginbfchar\n<41> <" + b"0041" * MEGABYTE + b">\nendbfchar endcmap"
    yield Hostile("fonts", "letter-of-a-million", lambda: _with_map(long))
    glyph = b"<< /Type /Font /Subtype /Type3 /FontBBox [0 0 1000 1000] /FontMatrix [0.001 0 0 0.001 0 0] /FirstChar 97"
    glyph += b" /LastChar 97 /Widths [1000] /Encoding << /Differences [97 /a] >> /CharProcs << /a 11 0 R >>"
    glyph += b" /Resources << /Font << /F1 10 0 R >> >> >>"
    more = {10: glyph, 11: stream(b"1000 0 d0 BT /F1 1 Tf (aaaa) Tj ET")}
    drawn = one_page(stream(b"BT /F2 12 Tf 72 700 Td (aaaa) Tj ET"), more=more).replace(b"/F1 5 0 R", b"/F2 10 0 R", 1)
    yield Hostile("fonts", "letter-that-draws-itself", lambda: drawn)


def _true_type() -> bytes:
    import reportlab

    return (Path(reportlab.__file__).parent / "fonts" / "Vera.ttf").read_bytes()


def _with_font(data: bytes) -> bytes:
    font = b"<< /Type /Font /Subtype /TrueType /BaseFont /Vera /FontDescriptor 11 0 R /FirstChar 0 /LastChar 255"
    font += b" /Widths [" + b"600 " * 256 + b"] >>"
    descriptor = b"<< /Type /FontDescriptor /FontName /Vera /Flags 4 /FontFile2 12 0 R >>"
    more = {10: font, 11: descriptor, 12: flate(data, b"/Length1 %d" % len(data))}
    return one_page(stream(TEXT.replace(b"/F1", b"/F2")), more=more).replace(b"/F1 5 0 R", b"/F2 10 0 R", 1)


def _with_map(data: bytes) -> bytes:
    font = FONT[:-2] + b"/ToUnicode 11 0 R >>"
    letters = stream(b"BT /F2 12 Tf 72 700 Td (" + b"A" * 2000 + b") Tj ET")
    return one_page(letters, more={10: font, 11: flate(data)}).replace(b"/F1 5 0 R", b"/F2 10 0 R", 1)


def tables() -> Iterator[Hostile]:
    """Tables of objects that run in circles, lie about where things are, or swell."""
    plain = one_page(stream(TEXT))
    for name, prev in (("itself", plain.rindex(b"xref\n0")), ("the-start", 0), ("beyond-the-end", 10**9)):
        yield Hostile("tables", f"prev-is-{name}", lambda p=prev: _trailer(b"/Prev %d" % p))
    yield Hostile("tables", "prev-below-zero", lambda: _trailer(b"/Prev -1"))
    yield Hostile("tables", "chain-of-prev", _chain)
    yield Hostile("tables", "size-of-two-billion", lambda: plain.replace(b"/Size 6", b"/Size 2147483647"))
    yield Hostile("tables", "entries-of-two-billion", lambda: plain.replace(b"xref\n0 6", b"xref\n0 2147483647"))
    yield Hostile("tables", "root-is-itself", lambda: document({1: b"1 0 R"}))
    two = {1: b"<< /Type /Catalog /Pages 2 0 R >>", 2: b"3 0 R", 3: b"2 0 R"}
    yield Hostile("tables", "references-in-a-circle", lambda: document(two))
    length = plain.replace(b"/Length %d" % len(TEXT), b"/Length 4 0 R")
    yield Hostile("tables", "length-in-itself", lambda: length)
    for size in (10, 300):
        yield Hostile("tables", f"objects-of-{size}-mb", lambda n=size: _object_stream(zeros(n * MEGABYTE, b"1 ")))
    million = lambda: _object_stream(zlib.compress(b"9 0 " * MEGABYTE), MEGABYTE)  # noqa: E731
    yield Hostile("tables", "million-objects-in-one", million)
    yield Hostile("tables", "objects-in-themselves", lambda: _object_stream(zlib.compress(b"6 0 6 0 R")))
    contents = {10: b"[" + b"4 0 R " * 500_000 + b"]"}
    shared = lambda: one_page(stream(TEXT), more=contents).replace(b"/Contents 4 0 R", b"/Contents 10 0 R")  # noqa: E731
    yield Hostile("tables", "half-a-million-contents", shared)


def _trailer(extra: bytes) -> bytes:
    bodies = {
        1: b"<< /Type /Catalog /Pages 2 0 R >>",
        2: b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        3: b"<< /Type /Page /Parent 2 0 R /MediaBox %s >>" % A4,
    }
    return document(bodies, extra)


def _chain() -> bytes:
    out = bytearray(_trailer(b""))
    last = out.rindex(b"xref\n0")
    for _ in range(20_000):
        here = len(out)
        out += b"xref\n0 0\ntrailer\n<< /Size 4 /Root 1 0 R /Prev %d >>\nstartxref\n%d\n%%%%EOF\n" % (last, here)
        last = here
    return bytes(out)


def _object_stream(data: bytes, count: int = 1000) -> bytes:
    body = stream(data, b"/Type /ObjStm /N %d /First %d" % (count, count * 4), b"/FlateDecode")
    head = b"%PDF-1.7\n6 0 obj\n" + body + b"\nendobj\n"
    rows = b"".join(bytes([2, 0, 0, 0, 6, n]) for n in range(6)) + bytes([1, 0, 0, 0, 9, 0])
    table = stream(rows, b"/Type /XRef /Size 7 /W [1 4 1] /Root 1 0 R")
    return head + b"7 0 obj\n" + table + b"\nendobj\nstartxref\n%d\n%%%%EOF\n" % len(head)


def cut() -> Iterator[Hostile]:
    """Our own sample cut short, and with bits turned over; bytes at random behind the mark of a PDF."""
    samples = sorted(SAMPLE.glob("*.pdf"))
    draw = random.Random(SEED + 2)
    for n in range(30):
        path, share = samples[n % len(samples)], draw.random()
        yield Hostile("cut short", f"{n}-{path.stem[-10:]}", lambda p=path, s=share: _part(p, s))
    for n in range(60):
        path, flips = samples[n % len(samples)], 4 ** (n % 6)
        yield Hostile("bits turned", f"{n}-{path.stem[-10:]}", lambda p=path, f=flips, n=n: _flipped(p, f, n))
    for n in range(15):
        yield Hostile("random", f"{n}", lambda n=n: b"%PDF-1.7\n" + random.Random(n).randbytes(10 ** (n % 6)))
    yield Hostile("random", "empty", lambda: b"")
    yield Hostile("random", "a page of the web", lambda: b"<!doctype html><html>" + b"<p>Sayfa</p>" * 1000)
    yield Hostile("random", "endless objects", lambda: b"%PDF-1.7\n" + b"1 0 obj\n" * 400_000)
    yield Hostile("random", "endless brackets", lambda: b"%PDF-1.7\n1 0 obj\n" + b"(" * 5_000_000)


def _part(path: Path, share: float) -> bytes:
    data = path.read_bytes()
    return data[: int(len(data) * share)]


def _flipped(path: Path, flips: int, seed: int) -> bytes:
    data, draw = bytearray(path.read_bytes()), random.Random(seed)
    for _ in range(flips):
        data[draw.randrange(10, len(data))] ^= 1 << draw.randrange(8)
    return bytes(data)


def texts() -> Iterator[Hostile]:
    """Pages of text that no person wrote: lines without end, and what rules search for and never find."""
    for name, line in LINES.items():
        for size in (100_000, 1_000_000):
            yield Hostile("texts", f"one-line-{name}-{size}", lambda t=line, n=size: _typed([t * (n // len(t))]))
        many = [(line * 20)[:80]] * 3000
        yield Hostile("texts", f"many-lines-{name}", lambda t=many: _typed(t))
    words = [b"kadin erkek cocuk engelli yasli " * 3] * 70_000
    yield Hostile("texts", "a-million-words", lambda: _typed(words))


LINES = {
    "digits": b"1234567890",
    "dots": b".",
    "leader-dots": b". ",
    "spaced-digits": b"1 2 3 4 5 ",
    "codes": b"1.1.1.1.",
    "goals": b"Amac 1 ",
    "objectives": b"Hedef 1.1 ",
    "open-brackets": b"[[[[",
    "hyphens": b"-\xad",
    "letters": b"a",
    "capitals": b"AB. ",
    "percents": b"%1,",
    "mail": b"a@a.",
    "slashes": b"2020-",
}


def _typed(lines: Sequence[bytes]) -> bytes:
    """Lines as they are, one under another on a page wide enough for the longest and high enough for half of them."""
    height, width = max(842, len(lines) * 7), max(595, 8 * max(map(len, lines)))
    content = b"BT /F1 10 Tf 14 TL 20 %d Td " % height + b"".join(_shown(line) + b"T*\n" for line in lines) + b"ET"
    return one_page(flate(content), box=b"[0 0 %d %d]" % (width, height))


def _shown(line: bytes) -> bytes:
    """A line in strings of bearable length: longer ones are passed over by most readers."""
    parts = [line[at : at + 10_000] for at in range(0, len(line), 10_000)]
    return b"".join(b"(%s) Tj " % part.replace(b"[", b"\\(") for part in parts)


FAMILIES = (forms, bombs, operators, deep, pages, images, fonts, tables, cut, texts)


def every() -> list[Hostile]:
    """All hostile files, by family; each makes its bytes when it is asked to."""
    return [one for family in FAMILIES for one in family()]


HEAVY = re.compile(r"\d{6}|[1-9]00-mb|4000|20000|50000|to-the|one-20000")  # in the names of what takes many seconds


def drawn(count: int) -> list[Hostile]:
    """So many of the lighter ones, as many of each family as can be."""
    draw = random.Random(SEED)
    by_family: dict[str, list[Hostile]] = {}
    for one in every():
        if not HEAVY.search(one.name):
            by_family.setdefault(one.family, []).append(one)
    for ones in by_family.values():
        draw.shuffle(ones)
    turns = [one for turn in range(count) for ones in by_family.values() for one in ones[turn : turn + 1]]
    return turns[:count]


def written(one: Hostile, folder: Path) -> Path:
    """The file in that folder."""
    path = folder / f"{one.family}--{one.name}.pdf".replace(" ", "-")
    path.write_bytes(one.make())
    return path


if __name__ == "__main__":
    for one in drawn(int(sys.argv[2])) if len(sys.argv) > 2 else every():
        written(one, Path(sys.argv[1]))
