"""From pages that were turned to be read, back to the sheet as it lies: where on it a box is seen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields, is_dataclass, replace
from math import cos, radians, sin
from typing import Any, TypeVar

import msgspec

from plan_miner.model import Box, Page

Found = TypeVar("Found")


def as_seen(found: Found, pages: Sequence[Page]) -> Found:
    """What was found on pages (any of the model's values), its boxes in points of the sheets as they lie."""
    turned = {page.number: page for page in pages if page.turned}
    mapped: Found = _mapped(found, turned) if turned else found
    return mapped


def _mapped(value: Any, turned: Mapping[int, Page]) -> Any:
    if isinstance(value, Box):
        return _back(value, turned[value.page]) if value.page in turned else value
    if isinstance(value, tuple):
        parts = tuple(_mapped(part, turned) for part in value)
        return value if all(a is b for a, b in zip(parts, value, strict=True)) else parts
    names = _names(value)
    changed = {name: part for name in names if (part := _mapped(was := getattr(value, name), turned)) is not was}
    if not changed:
        return value
    return msgspec.structs.replace(value, **changed) if isinstance(value, msgspec.Struct) else replace(value, **changed)


def _names(value: Any) -> Sequence[str]:
    if isinstance(value, msgspec.Struct):
        return value.__struct_fields__
    return [field.name for field in fields(value)] if is_dataclass(value) else ()


def _back(box: Box, page: Page) -> Box:
    """The box around the place where `box` (of the page turned) is seen on the sheet."""
    wide, high = (page.height, page.width) if round(page.turned / 90) % 2 else (page.width, page.height)
    angle = radians(page.turned)
    middle_x, middle_y = (box.x0 + box.x1 - page.width) / 2, (box.top + box.bottom - page.height) / 2
    x = middle_x * cos(angle) + middle_y * sin(angle) + wide / 2
    y = middle_y * cos(angle) - middle_x * sin(angle) + high / 2
    along, down = (box.x1 - box.x0) / 2, (box.bottom - box.top) / 2
    half_wide = along * abs(cos(angle)) + down * abs(sin(angle))
    half_high = down * abs(cos(angle)) + along * abs(sin(angle))
    return Box(box.page, *(round(v, 2) for v in (x - half_wide, y - half_high, x + half_wide, y + half_high)))
