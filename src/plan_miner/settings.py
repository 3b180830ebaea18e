"""What a run is told from outside: options first, then environment variables, then defaults."""

from __future__ import annotations

import math
import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from plan_miner.saying import Mistake, said
from plan_miner.system import processors

SHRINK = 0.2  # unless a setting says otherwise
SAMPLE = Path(__file__).parent / "sample" / "sources.yaml"  # the registry that the package carries


class SettingsError(Mistake, ValueError):
    """A setting that cannot be used, in one line: what it is called, what it holds, what would do."""


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of one run. Made by `from_environment`, or directly in Python with values already checked."""

    data: Path = Path("data")  # the folder with raw/, work/, review/, runs/ and processed/
    sources: Path = Path("sources.yaml")
    contact: str = ""  # an e-mail or web address, for the User-Agent
    archive_url: str = "https://web.archive.org"
    allow_private_hosts: bool = False
    rate: float = 1.0  # seconds between two requests to one host
    lang: str = "en"  # of the command line: en | tr
    offline: bool = False
    workers: int = field(default_factory=processors)
    max_megabytes: float = 300.0  # of one document; what is larger is not taken
    max_seconds: float = 1200.0  # of wall clock for one document, with every attempt
    # the share of a table's rows that may be gone against the last run before nothing is published
    shrink: float = SHRINK
    lexicon: Path | None = None  # a folder of one's own terms, laid over the package's
    only: tuple[str, ...] = ()  # document ids, or ids of municipalities; empty means all

    @classmethod
    def from_environment(cls, **overrides: object) -> Settings:
        """Settings from the PLAN_MINER_… variables; `overrides` (the options of a command) come first.

        An override that is None and a variable that is empty or unset leave the default.
        Raises SettingsError for a value that cannot be used, TypeError for an override that is no setting.
        """
        unknown = overrides.keys() - READERS.keys()
        if unknown:
            raise TypeError(f"no such setting: {', '.join(sorted(unknown))}")
        chosen: dict[str, Any] = {}
        for name, read in READERS.items():
            variable = f"PLAN_MINER_{name.upper()}"
            if overrides.get(name) is not None:
                chosen[name] = read(f"--{name.replace('_', '-')}", overrides[name])
            elif name in FROM_ENVIRONMENT and os.environ.get(variable, "").strip():
                chosen[name] = read(variable, os.environ[variable].strip())
        return cls(**chosen)

    @classmethod
    def of_run(cls, *, sample: bool, sources: object, data: object, **options: object) -> Settings:
        """What the options of a run come to; `sample` takes the registry of the package, offline, to ./data/sample.

        Raises SettingsError for a value that cannot be used.
        """
        if not sample:
            return cls.from_environment(sources=sources, data=data, **options)
        if sources:
            raise SettingsError(said("--sample brings its own registry: leave out --sources"))
        folder = data or cls.from_environment().data / "sample"
        return cls.from_environment(**{**options, "sources": SAMPLE, "data": folder, "offline": True})


def _folder(name: str, value: object) -> Path:
    path = Path(str(value)).expanduser()
    if path.exists() and not path.is_dir():
        raise SettingsError(
            said("{name}: {path} is a file; give the folder that holds raw/ and processed/", name=name, path=path)
        )
    return path


def _lexicon(name: str, value: object) -> Path:
    path = Path(str(value)).expanduser().resolve()
    if not path.is_dir():
        raise SettingsError(
            said("{name}: {path} is no folder; give one that holds groups.yaml, services.yaml …", name=name, path=path)
        )
    return path


def _file(name: str, value: object) -> Path:
    path = Path(str(value)).expanduser()
    if path.is_dir():
        raise SettingsError(
            said(
                "{name}: {path} is a folder; give the registry file in it, such as {registry}",
                name=name,
                path=path,
                registry=path / "sources.yaml",
            )
        )
    return path


def _contact(name: str, value: object) -> str:
    text = str(value)
    if not (text.isascii() and text.isprintable()):
        raise SettingsError(
            said("{name}: {text!r} cannot stand in a request; give a plain e-mail or web address", name=name, text=text)
        )
    return text


def _address(name: str, value: object) -> str:
    text = str(value)
    try:
        parts = urlsplit(text)
        usable = parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        usable = False
    if not usable:
        raise SettingsError(
            said("{name}: {text!r} is no web address; give one such as https://web.archive.org", name=name, text=text)
        )
    return text.rstrip("/")


def _switch(name: str, value: object) -> bool:
    word = str(value).casefold()
    if word in ("1", "true", "yes", "on"):
        return True
    if word in ("0", "false", "no", "off"):
        return False
    raise SettingsError(said("{name}: {value!r} is neither 1 nor 0", name=name, value=value))


def _seconds(name: str, value: object) -> float:
    try:
        seconds = float(str(value))
    except ValueError:
        seconds = math.nan
    if not (math.isfinite(seconds) and seconds >= 0):
        raise SettingsError(
            said("{name}: {value!r} is no number of seconds; give one such as 1 or 0.5", name=name, value=value)
        )
    return seconds


def _more_than_nothing(name: str, value: object) -> float:
    number = _seconds(name, value)
    if not number:
        raise SettingsError(
            said("{name}: nothing could come with {value!r}; give a number above 0", name=name, value=value)
        )
    return number


def _share(name: str, value: object) -> float:
    try:
        share = float(str(value))
    except ValueError:
        share = math.nan
    if not 0 <= share <= 1:
        raise SettingsError(
            said("{name}: {value!r} is no share; give one between 0 and 1, such as 0.2", name=name, value=value)
        )
    return share


def _language(name: str, value: object) -> str:
    if value not in ("en", "tr"):
        raise SettingsError(
            said("{name}: {value!r} is no language of the command line; give en or tr", name=name, value=value)
        )
    return str(value)


def _count(name: str, value: object) -> int:
    text = str(value)
    if not (text.isascii() and text.isdigit() and int(text) > 0):
        raise SettingsError(said("{name}: {value!r} is no number of processes; give 1 or more", name=name, value=value))
    return int(text)


def _ids(name: str, value: object) -> tuple[str, ...]:
    ids = (value,) if isinstance(value, str) or not isinstance(value, Iterable) else tuple(value)
    for one in ids:
        if not (isinstance(one, str) and one.strip()):
            raise SettingsError(
                said(
                    "{name}: {one!r} is no id; give ids of documents or municipalities as in sources.yaml",
                    name=name,
                    one=one,
                )
            )
    return tuple(one.strip() for one in ids)


READERS: dict[str, Callable[[str, object], object]] = {
    "data": _folder,
    "sources": _file,
    "contact": _contact,
    "archive_url": _address,
    "allow_private_hosts": _switch,
    "rate": _seconds,
    "lang": _language,
    "offline": _switch,
    "workers": _count,
    "max_megabytes": _more_than_nothing,
    "max_seconds": _more_than_nothing,
    "shrink": _share,
    "lexicon": _lexicon,
    "only": _ids,
}
FROM_ENVIRONMENT = frozenset(READERS) - {"sources", "offline", "workers", "only"}
