"""Writes the pages that only repeat what the program says of itself: its columns and its commands, in two languages.

python docs/make_reference.py          writes columns.md, columns.tr.md, commands.md and commands.tr.md beside this file
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from plan_miner.lexicon import labels
from plan_miner.publish import descriptions
from plan_miner.publish.relations import VALUES
from plan_miner.publish.schema import TABLES, Column, Table
from plan_miner.saying import turkish

FOLDER = Path(__file__).parent
LANGUAGES = ("en", "tr")
# Of which family in labels.yaml the values of a column are, where it is not named as the column.
FAMILIES = {"kind": "kinds", "service": "services", "change": "changes", "mechanism": "mechanisms"}
FAMILIES |= {"basis_final": "basis", "status_found": "status", "themes_final": "themes", "groups_final": "groups"}
# Families that grow with the lexicon.
OPEN = ("themes", "groups", "mechanisms")
BAR = "\\|"  # inside a cell
Sets = dict[tuple[str, tuple[str, ...]], str]


@dataclass(frozen=True, slots=True)
class Words:
    """What the pages say besides, in one language; `other` is the line that leads to the other."""

    columns: str
    columns_lead: str
    row: str
    heads: tuple[str, str, str]
    types: Mapping[str, str]
    units: Mapping[str, str]
    of_few: str
    values: str
    value_heads: tuple[str, str]
    commands: str
    commands_lead: str
    option_heads: tuple[str, str]


WORDS = {
    "en": Words(
        columns="# Every column of every table",
        columns_lead="""[Türkçe](columns.tr.md)

The tables lie in `processed/`, each as CSV and Parquet under its name. How to read the two main ones, with an example:
[What the tables say](tables.md). An empty cell says that nothing is known. In a CSV cell, `|` stands between the items
of a list.""",
        row="A row is known by",
        heads=("column", "holds", "says"),
        types={
            "string": "text",
            "integer": "whole number",
            "number": "number",
            "boolean": "true, false",
            "list": "list",
        },
        units={"TRY": "Turkish lira"},
        of_few="one of these",
        values="Values of {}",
        value_heads=("value", "means"),
        commands="# Every command and option",
        commands_lead="""[Türkçe](commands.tr.md)

As `--help` says it. Where the program is installed in `.venv`, write `.venv/bin/plan-miner` (Windows:
`.venv\\Scripts\\plan-miner`) for `plan-miner`. Settings that hold for all commands, and how a command ends:
[Settings, exit codes, folders](settings.md).""",
        option_heads=("option", "does"),
    ),
    "tr": Words(
        columns="# Bütün tabloların bütün sütunları",
        columns_lead="""[English](columns.md)

Tablolar `processed/` klasöründedir; her biri kendi adıyla hem CSV hem Parquet olarak durur. İki ana tablonun örnekle
nasıl okunacağı: [Tablolar ne söyler](tables.tr.md). Boş hücre, bilinmediğini söyler. CSV hücresindeki listelerde ögeler
`|` ile ayrılır.""",
        row="Bir satırı belirleyen",
        heads=("sütun", "içinde", "ne söyler"),
        types={"string": "metin", "integer": "tam sayı", "number": "sayı", "boolean": "true, false", "list": "liste"},
        units={
            "year": "yıl",
            "page": "sayfa",
            "share": "oran",
            "byte": "bayt",
            "TRY": "Türk lirası",
            "percent": "yüzde",
            "unit": "birim",
            "point": "punto",
        },
        of_few="bunlardan biri",
        values="{} değerleri",
        value_heads=("değer", "anlamı"),
        commands="# Bütün komutlar ve seçenekler",
        commands_lead="""[English](commands.md)

`--help` ne diyorsa o. Program `.venv` içine kuruluysa `plan-miner` yerine `.venv/bin/plan-miner` (Windows'ta
`.venv\\Scripts\\plan-miner`) yazın. Bütün komutlar için geçerli ayarlar ve komutların nasıl bittiği:
[Ayarlar, çıkış kodları, klasörler](settings.tr.md).""",
        option_heads=("seçenek", "ne yapar"),
    ),
}


def pages() -> Iterator[tuple[str, str]]:
    """Each page's file name and text."""
    for language in LANGUAGES:
        ending = ".md" if language == "en" else f".{language}.md"
        yield f"columns{ending}", columns_page(language)
        yield f"commands{ending}", commands_page(language)


# --- columns ------------------------------------------------------------------------------------


def columns_page(language: str) -> str:
    """Every table with its columns, then the values of those that hold one of a few."""
    words = WORDS[language]
    sets = _value_sets()
    parts = [words.columns, words.columns_lead]
    for table in TABLES:
        rows = (_column(table, column, language, sets) for column in table.columns)
        parts += [f"## {table.name}", _about(table, language), _grid(words.heads, rows)]
    for (family, values), name in sets.items():
        known = labels()[family]
        rows = ((f"`{one}`", getattr(known[one], language)) for one in values)
        parts += [f"## {words.values.format(name)}", _grid(words.value_heads, rows)]
    return "\n\n".join(parts) + "\n"


def _about(table: Table, language: str) -> str:
    said = getattr(descriptions.of_table(table.name), language)
    key = ", ".join(f"`{name}`" for name in table.key)
    return f"{said}. {WORDS[language].row} {key}." if key else f"{said}."


def _column(table: Table, column: Column, language: str, sets: Sets) -> tuple[str, str, str]:
    """Its name, what it holds (type, unit, a link to its values), and what it says."""
    words = WORDS[language]
    said = descriptions.of_column(table.name, column.name)
    holds = words.types[column.type]
    if said.unit:
        holds += f" ({words.units.get(said.unit, said.unit)})"
    if name := sets.get(_values(table, column)):
        holds += f", [{words.of_few}](#{_anchor(words.values.format(name))})"
    return f"`{column.name}`", holds, getattr(said, language)


def _value_sets() -> Sets:
    """The values of columns that hold one of a few: (family of their names, values) -> the first such table.column."""
    sets: Sets = {}
    for table in TABLES:
        for column in table.columns:
            found = _values(table, column)
            if found[1]:
                sets.setdefault(found, f"{table.name}.{column.name}")
    return sets


def _values(table: Table, column: Column) -> tuple[str, tuple[str, ...]]:
    family = FAMILIES.get(column.name, column.name)
    named = tuple(labels()[family]) if family in OPEN else ()
    return family, VALUES.get((table.name, column.name), named)


def _anchor(heading: str) -> str:
    """The address of a heading on its page."""
    return re.sub(r"[^\w\s-]", "", heading).lower().replace(" ", "-")


# --- commands -----------------------------------------------------------------------------------


def commands_page(language: str) -> str:
    """Every command with its help, arguments and options, in the language of the command line."""
    words = WORDS[language]
    parts = [words.commands, words.commands_lead]
    for name, command in _walk("plan-miner", _application()):
        parts += [f"## {name}", *_help(command, language)]
        options = [_option(one, language) for one in command.params if not getattr(one, "hidden", False)]
        if options:
            parts += [_grid(words.option_heads, options)]
    return "\n\n".join(parts) + "\n"


def _application() -> Any:
    import typer

    from plan_miner.cli import app

    return typer.main.get_command(app)


def _walk(name: str, command: Any) -> Iterator[tuple[str, Any]]:
    yield name, command
    for below, one in getattr(command, "commands", {}).items():
        yield from _walk(f"{name} {below}", one)


def _help(command: Any, language: str) -> list[str]:
    return [_plain(part) for part in _said(command.help, language).split("\n\n") if part.strip()]


def _said(help_text: str | None, language: str) -> str:
    return turkish(help_text or "") if language == "tr" else help_text or ""


def _plain(text: str) -> str:
    return html.escape(" ".join(text.split()), quote=False)


def _option(option: Any, language: str) -> tuple[str, str]:
    does = _plain(_said(option.help, language))
    if option.param_type_name == "argument":
        return f"`{{{_said(option.name, language)}}}`", does
    value = "" if option.is_flag else " …"
    return ", ".join(f"`{one}{value}`" for one in (*option.opts, *option.secondary_opts)), does


def _grid(heads: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [heads, tuple("---" for _ in heads), *rows]
    return "\n".join(f"| {' | '.join(cell.replace('|', BAR) for cell in line)} |" for line in lines)


def main() -> None:
    for name, text in pages():
        (FOLDER / name).write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
