"""The shell of the Word annex: page, styles, language and footer by python-docx; and the file with its body in it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable
from itertools import chain
from pathlib import Path
from typing import Any

FONT = "Calibri"
LANGUAGE = "tr-TR"
WIDTH = 14_900  # twentieths of a point between the margins of a landscape A4 page
_PLACE = "PLAN_MINER_BODY"
_DOCUMENT = "word/document.xml"
# The bytes depend on the tables alone: a zip file cannot name no day, so it names the first that it can.
_FIRST_DAY = (1980, 1, 1, 0, 0, 0)


def write_document(title: str, body: Iterable[str], path: Path) -> None:
    """A landscape document in Turkish with `body` (XML of paragraphs and tables, written as it comes).

    The same in, the same bytes out.
    """
    import docx

    document = docx.Document()
    _page(document)
    _styles(document)
    _properties(document, title)
    _footer(document, title)
    document.add_paragraph(_PLACE)
    out = io.BytesIO()
    document.save(out)
    _fill(out.getvalue(), body, path)


def _page(document: Any) -> None:
    from docx.enum.section import WD_ORIENT
    from docx.shared import Mm

    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(297), Mm(210)
    section.left_margin = section.right_margin = Mm(16)
    section.top_margin, section.bottom_margin = Mm(16), Mm(18)


def _styles(document: Any) -> None:
    from docx.enum.style import WD_STYLE_TYPE
    from docx.shared import Pt

    styles = document.styles
    for name, size, before, after in (
        ("Normal", 10, 0, 4),
        ("Title", 20, 0, 4),
        ("Heading 1", 15, 14, 4),
        ("Heading 2", 12, 12, 4),
    ):
        _style(styles[name], Pt(size), Pt(before), Pt(after))
    for name, size, after in (("Cell", 9, 1), ("Source", 8, 3)):
        style = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = styles["Normal"]
        _style(style, Pt(size), Pt(2 if name == "Source" else 0), Pt(after))


def _style(style: Any, size: Any, before: Any, after: Any) -> None:
    """Font, size and spacing of a style, and the language in which its words are hyphenated and checked."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import RGBColor

    style.font.name, style.font.size = FONT, size
    style.font.color.rgb = (
        RGBColor(0x4F, 0x3A, 0x6B) if style.name.startswith(("Title", "Heading")) else RGBColor(0, 0, 0)
    )
    style.paragraph_format.space_before, style.paragraph_format.space_after = before, after
    style.paragraph_format.line_spacing = 1.0
    properties = style.element.get_or_add_rPr()
    fonts = properties.rFonts
    for theme in [name for name in fonts.attrib if "heme" in name]:
        del fonts.attrib[theme]
    for script in ("w:cs", "w:eastAsia"):
        fonts.set(qn(script), FONT)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), LANGUAGE)
    properties.append(language)


def _properties(document: Any, title: str) -> None:
    """Title and language; no day of making, no template's picture."""
    core = document.core_properties
    core.title, core.author, core.language, core.comments = title, "plan_miner", LANGUAGE, ""
    for child in list(core._element):
        if child.tag.endswith(("}created", "}modified")):
            core._element.remove(child)
    relations = document.part.package.rels
    for name in [name for name, relation in relations.items() if relation.reltype.endswith("/thumbnail")]:
        del relations[name]


def _footer(document: Any, title: str) -> None:
    """The title at the left, the page of pages at the right."""
    from docx.enum.text import WD_TAB_ALIGNMENT
    from docx.shared import Twips

    paragraph = document.sections[0].footer.paragraphs[0]
    paragraph.style = document.styles["Source"]
    paragraph.paragraph_format.tab_stops.add_tab_stop(Twips(WIDTH), WD_TAB_ALIGNMENT.RIGHT)
    paragraph.add_run(f"{title}\t")
    _field(paragraph, "PAGE")
    paragraph.add_run(" / ")
    _field(paragraph, "NUMPAGES")


def _field(paragraph: Any, instruction: str) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), instruction)
    paragraph._p.append(field)


def _fill(shell: bytes, body: Iterable[str], path: Path) -> None:
    """Write the shell with the body where its one paragraph stands, every part under the same day."""
    with zipfile.ZipFile(io.BytesIO(shell)) as parts, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as filled:
        for name in parts.namelist():
            part = zipfile.ZipInfo(name, _FIRST_DAY)
            part.compress_type = zipfile.ZIP_DEFLATED
            text = parts.read(name).decode("utf-8") if name == _DOCUMENT else ""
            before, _, after = text.partition(f"<w:p><w:r><w:t>{_PLACE}</w:t></w:r></w:p>")
            with filled.open(part, "w") as out:
                for piece in chain([before], body, [after]) if text else [parts.read(name)]:
                    out.write(piece if isinstance(piece, bytes) else piece.encode("utf-8"))
