"""What the page and the spreadsheet say to people, in Turkish and English, from words.yaml; names of codes included."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from functools import cache
from importlib import resources

from ruamel.yaml import YAML

from plan_miner.lexicon import labels
from plan_miner.saying import called

LANGUAGES = ("tr", "en")


class Words:
    """The words of one language: `words("save")` is a sentence, `words.name("status", "planned")` a code's name."""

    def __init__(self, lang: str) -> None:
        self.lang = lang
        self._said = _sentences()[lang]

    def __call__(self, key: str, **details: object) -> str:
        """The sentence of that name; raises KeyError where there is none."""
        return self._said[key].format(program=called(), **details)

    def name(self, family: str, code: object) -> str:
        """What people call a code value; nothing has no name, an unknown one names itself."""
        if code is None or code == "":
            return ""
        label = labels().get(family, {}).get(str(code))
        return str(getattr(label, self.lang)) if label else str(code)

    def names(self, family: str, codes: Iterable[object]) -> str:
        return ", ".join(self.name(family, code) for code in codes)

    def share(self, value: float | None) -> str:
        """A share (0 to 1) with two decimals, after the comma that Turkish prints; a dash where there is none."""
        written = "–" if value is None else f"{value:.2f}"
        return written.replace(".", ",") if self.lang == "tr" else written

    def moment(self, at: str) -> str:
        """When a decision was made, in the time of this computer; as written where it is no time."""
        try:
            when = datetime.fromisoformat(at).astimezone()
        except ValueError:
            return at
        return when.strftime("%d.%m.%Y %H:%M" if self.lang == "tr" else "%Y-%m-%d %H:%M")


@cache
def words(lang: str) -> Words:
    """The page's sentences in a language; in Turkish where it is none of ours."""
    return Words(lang if lang in LANGUAGES else LANGUAGES[0])


@cache
def _sentences() -> Mapping[str, Mapping[str, str]]:
    file = resources.files("plan_miner.review") / "words.yaml"
    entries = YAML(typ="safe", pure=True).load(file.read_text(encoding="utf-8"))
    return {lang: {key: str(said[lang]) for key, said in entries.items()} for lang in LANGUAGES}
