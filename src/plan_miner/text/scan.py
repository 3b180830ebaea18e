"""The picture of a page as tesseract reads it best, and clips of it: paper white, print sharp and dark on light."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pypdfium2 as pdfium
from PIL import Image, ImageFilter

from plan_miner.model import Box

Gray = npt.NDArray[np.uint8]
Area = tuple[slice, slice]  # rows and columns of pixels

SHARPER = ImageFilter.UnsharpMask(radius=3, percent=120, threshold=2)  # or the points in 1.250 and 2.1.3 are lost
TILE = 24.0  # points: so far around a place its paper is looked at
DARK = 130  # of 255: what is darker is no paper but a picture, or a field under white letters
GRAIN = 20  # of 255: by so much paper is darker here and there
INK = 60  # of 255, between print and the paper it stands on
LEAST_INK = 2.3  # square points of ink: fewer are specks
MARGIN = 5.0  # points of paper around a picture of a cell


@dataclass(frozen=True, slots=True)
class Clip:
    """A part of a page's picture, and where its upper left corner stands on it, in pixels."""

    picture: Gray
    left: int
    top: int


def rendered(page: pdfium.PdfPage, scale: float) -> Gray:
    """The page in shades of grey, with `scale` pixels a point."""
    picture = page.render(scale=scale, grayscale=True).to_numpy()
    return np.ascontiguousarray(picture.reshape(picture.shape[:2]))


def on_white(picture: Gray, scale: float) -> Gray:
    """The picture with its paper made white, whatever its shade, shadows and grain; dark areas stay dark.

    Paper is what most of a tile is: print covers less than half of any place on a page.
    """
    side = round(TILE * scale)
    padded = np.pad(picture, [(0, -length % side) for length in picture.shape], mode="edge")
    high, wide = (length // side for length in padded.shape)
    tiles = np.median(padded.reshape(high, side, wide, side).swapaxes(1, 2), axis=(2, 3)).clip(DARK, 255)
    paper = Image.fromarray(tiles.astype(np.uint8)).resize(padded.shape[::-1], Image.Resampling.BILINEAR)
    local = np.asarray(paper, dtype=np.float32)[: picture.shape[0], : picture.shape[1]] - GRAIN
    white: Gray = (picture * (255 / local)).clip(0, 255).astype(np.uint8)
    return white


def sharper(picture: Gray) -> Gray:
    """The picture with the blur of scanner and enlargement taken back."""
    return np.array(Image.fromarray(picture).filter(SHARPER), dtype=np.uint8)


def area(box: Box, scale: float, rim: float) -> Area:
    """The pixels of a box, `rim` points less (or more) on every side."""
    top, bottom = round((box.top + rim) * scale), round((box.bottom - rim) * scale)
    left, right = round((box.x0 + rim) * scale), round((box.x1 - rim) * scale)
    return slice(max(0, top), max(0, bottom)), slice(max(0, left), max(0, right))


def clips(picture: Gray, place: Area, scale: float) -> Iterator[Clip]:
    """The print in that place, dark on light, with a margin of its paper; nothing where there is none."""
    part = picture[place]
    if not part.size:
        return
    paper = int(np.median(part))
    if np.count_nonzero(part > paper + INK) > np.count_nonzero(part < paper - INK):
        part, paper = 255 - part, 255 - paper
    ys, xs = np.nonzero(part < paper - INK)
    if len(ys) < LEAST_INK * scale * scale:
        return
    edge = round(MARGIN * scale)
    top, left = max(0, int(ys.min()) - edge // 2), max(0, int(xs.min()) - edge // 2)
    tight = part[top : int(ys.max()) + edge // 2, left : int(xs.max()) + edge // 2]
    framed = np.pad(tight, edge, constant_values=paper)
    yield Clip(framed, place[1].start + left - edge, place[0].start + top - edge)
