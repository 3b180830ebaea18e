"""Paragraphs, cells and tables of a Word document as XML text.

python-docx makes the shell (styles, page, footer); what repeats by the thousand is written here as text and put into
it, which is a hundred times faster than building each cell as an object.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

NO_BREAK = "\u00a0"
_BORDER = "BFBFBF"
_HEAD_FILL = "4F3A6B"
_LONG = 8_000  # characters of XML in a cell, about half a page
_EDGES = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="{_BORDER}"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)
_MARGINS = "".join(
    f'<w:{side} w:w="{width}" w:type="dxa"/>'
    for side, width in (("top", 50), ("left", 90), ("bottom", 50), ("right", 90))
)


@dataclass(frozen=True, slots=True)
class Cell:
    """A table cell: its paragraphs as XML. `merge`: "restart" begins a cell over several rows, "continue" goes on."""

    content: str
    merge: str = ""
    fill: str = ""  # a colour, RRGGBB


def run(text: str, *, bold: bool = False, small: bool = False, color: str = "") -> str:
    """A stretch of text in one form; nothing in it is taken for markup or for a field."""
    marks = ("<w:b/>" if bold else "") + (f'<w:color w:val="{color}"/>' if color else "")
    marks += '<w:sz w:val="16"/>' if small else ""
    properties = f"<w:rPr>{marks}</w:rPr>" if marks else ""
    return f'<w:r>{properties}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def paragraph(*runs: str, style: str = "", keep: bool = False) -> str:
    """A paragraph of runs in a named style; `keep` holds it on one page with what follows."""
    properties = (f'<w:pStyle w:val="{style}"/>' if style else "") + ("<w:keepNext/>" if keep else "")
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{''.join(runs)}</w:p>"


def bullet(sign: str, *runs: str) -> str:
    """A paragraph that hangs behind its sign."""
    return (
        f'<w:p><w:pPr><w:pStyle w:val="Cell"/><w:tabs><w:tab w:val="left" w:pos="260"/></w:tabs>'
        f'<w:ind w:left="260" w:hanging="260"/></w:pPr><w:r><w:t>{escape(sign)}</w:t></w:r><w:r><w:tab/></w:r>'
        f"{''.join(runs)}</w:p>"
    )


def table(caption: str, titles: Sequence[str], widths: Sequence[int], rows: Iterable[Sequence[Cell]]) -> str:
    """A table with its header row repeated on every page. `widths` in twentieths of a point.

    A row stays on one page, unless it is so long that half a page would be left blank before it.
    """
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    head = [
        Cell(paragraph(run(title, bold=True, color="FFFFFF"), style="Cell", keep=True), fill=_HEAD_FILL)
        for title in titles
    ]
    body = "".join(_row(cells, widths, "" if _is_long(cells) else "<w:cantSplit/>") for cells in rows)
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        f'<w:tblInd w:w="90" w:type="dxa"/><w:tblBorders>{_EDGES}</w:tblBorders>'
        f'<w:tblLayout w:type="fixed"/><w:tblCellMar>{_MARGINS}</w:tblCellMar>'
        f'<w:tblLook w:val="0020" w:firstRow="1"/><w:tblCaption w:val={quoteattr(caption)}/></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{_row(head, widths, '<w:cantSplit/><w:tblHeader/>')}{body}</w:tbl>"
    )


def _is_long(cells: Sequence[Cell]) -> bool:
    return max(len(cell.content) for cell in cells) > _LONG


def _row(cells: Sequence[Cell], widths: Sequence[int], properties: str) -> str:
    marks = f"<w:trPr>{properties}</w:trPr>" if properties else ""
    return f"<w:tr>{marks}{''.join(map(_cell, cells, widths))}</w:tr>"


def _cell(cell: Cell, width: int) -> str:
    merge = f'<w:vMerge w:val="{cell.merge}"/>' if cell.merge else ""
    fill = f'<w:shd w:val="clear" w:color="auto" w:fill="{cell.fill}"/>' if cell.fill else ""
    content = cell.content or '<w:p><w:pPr><w:pStyle w:val="Cell"/></w:pPr></w:p>'
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{merge}{fill}</w:tcPr>{content}</w:tc>'
