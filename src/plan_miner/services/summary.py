"""A short Turkish sentence on what was found of a service, as an analyst would write it into the cell."""

from __future__ import annotations

import re
from collections.abc import Sequence

from plan_miner.turkish import fold

_NAMES = {
    "women_counselling_centre": "Kadın danışma merkezi",
    "home_care": "Evde bakım hizmeti",
    "women_shelter": "Kadın sığınmaevi",
    "childcare": "Kreş veya gündüz bakımevi",
}
_SENTENCES = {
    "available": "{name} var",
    "other_form": "{name} yok, yerini tutan bir hizmet var",
    "planned": "{name} kurulma veya planlanma aşamasında",
    "suspended": "{name} var, geçici olarak kapalı",
    "transferred": "{name} Bakanlığa devredilmiş",
    "support_only": "{name} yok, ildekine destek veriliyor",
    "not_available": "{name} yok",
}
_HELP = (
    ("temizlik", r"temizl"), ("kişisel bakım", r"kişisel (?:bakım|hijyen)|banyo|tırnak"),
    ("kuaför ve berber", r"kuaför|berber|tıraş|traş|saç"), ("yemek", r"yemek"), ("onarım", r"onarım|tamirat|tadilat"),
    ("sağlık", r"sağlık|muayene|hasta nak|fizik tedavi"), ("psikososyal destek", r"psiko"),
    ("hukuki destek", r"hukuk|avukat"),
)  # fmt: skip
_TELLING = frozenset({"home_care", "women_counselling_centre"})


def summary(
    service: str,
    status: str,
    *,
    count: int | None = None,
    yades: bool = False,
    sentences: Sequence[str] = (),
    searched: Sequence[str] = (),
) -> str:
    """One Turkish sentence: state, number of units, kinds of help and YADES; or which documents say nothing."""
    if status == "not_mentioned":
        return f"Taranan belgelerde geçmiyor: {', '.join(searched)}." if searched else "Taranacak belge yok."
    text = _SENTENCES[status].format(name=_NAMES[service])
    if count is not None and status in {"available", "suspended", "other_form", "transferred"}:
        text += f" ({count} birim)"
    kinds = _kinds(sentences) if service in _TELLING and status in {"available", "other_form"} else []
    text += f": {', '.join(kinds)}" if kinds else ""
    return text + (" (YADES)." if yades else ".")


def _kinds(sentences: Sequence[str]) -> list[str]:
    folded = fold(" ".join(sentences))
    return [name for name, pattern in _HELP if re.search(pattern, folded)]
