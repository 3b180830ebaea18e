"""Pages as pictures and as lines, made in a child process: a hostile page ends the child, never the review.

Kept under work/review by the edition's hash, so that a page is drawn once.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from plan_miner.children import Children, Died
from plan_miner.limits import Limits
from plan_miner.model import Edition
from plan_miner.saying import said
from plan_miner.store import write_atomically

SCALES = {"1": 1.5, "2": 3.0}  # pixels a point: to be read, and to be looked at closely
LONGEST_SIDE = 5000.0  # pixels; posters stay within memory
LIMITS = Limits(silence=30.0, longest=60.0)


@dataclass(frozen=True, slots=True)
class Drawing:
    """A page to be drawn, from 1, and how many pixels a point."""

    path: Path
    page: int
    scale: float


@dataclass(frozen=True, slots=True)
class Picture:
    """A page as PNG; width and height in points."""

    path: Path
    width: float
    height: float


class Pictures:
    """The pictures of one data folder. `picture` may be called from many threads at once."""

    def __init__(self, data: Path) -> None:
        self._place = data / "work" / "review"
        self._children = Children(1, LIMITS)

    def picture(self, edition: Edition, page: int, sharp: str = "1") -> Picture | Died:
        """The picture of a page, drawn now where it is not there yet; Died says why a page cannot be shown."""
        scale = SCALES[sharp]
        path = self._place / edition.sha256[:12] / f"{page}-{sharp}.png"
        size = _size(path)
        if size is None:
            drawn = self._children.run(draw, Drawing(edition.path, page, scale))
            if isinstance(drawn, Died):
                return drawn
            data, points = drawn
            write_atomically(path, data)
            write_atomically(path.with_suffix(".size"), f"{points[0]:.2f} {points[1]:.2f}".encode())
            return Picture(path, *points)
        return Picture(path, *size)

    def ahead(self, edition: Edition, page: int) -> None:
        """Draw a page that is likely to be asked for next, in the background."""
        threading.Thread(target=self.picture, args=(edition, page), daemon=True).start()

    def close(self) -> None:
        self._children.close()


def _size(path: Path) -> tuple[float, float] | None:
    """The size in points of a page that was drawn; None where it was not, or not whole."""
    try:
        width, height = path.with_suffix(".size").read_text().split()
        return (float(width), float(height)) if path.stat().st_size else None
    except (OSError, ValueError):
        return None


def draw(drawing: Drawing, tell: Callable[[int, int], None]) -> tuple[bytes, tuple[float, float]] | Died:
    """A page as PNG with its width and height in points; for a child process."""
    import pypdfium2 as pdfium

    try:
        document = pdfium.PdfDocument(drawing.path)
    except (OSError, pdfium.PdfiumError) as error:
        return Died("damaged", said("cannot be opened ({error})", error=error))
    try:
        if not 1 <= drawing.page <= len(document):
            return Died(
                "damaged",
                said("has {pages} pages, and page {page} is not among them", pages=len(document), page=drawing.page),
            )
        page = document[drawing.page - 1]
        width, height = page.get_size()
        scale = min(drawing.scale, LONGEST_SIDE / max(width, height, 1.0))
        image = page.render(scale=scale).to_pil()
        out = BytesIO()
        image.convert("RGB").save(out, "PNG", compress_level=1)
        tell(1, 1)
        return out.getvalue(), (width, height)
    except pdfium.PdfiumError as error:
        return Died("damaged", said("page {page} cannot be drawn ({error})", page=drawing.page, error=error))
    finally:
        document.close()
