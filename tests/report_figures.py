"""What the report must say, counted anew with pandas from the published CSV files and nothing else."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from plan_miner.lexicon import labels

Figures = dict[tuple[str, ...], str]  # section, row, column -> what the cell says, in Turkish


def named(family: str, code: str) -> str:
    """The Turkish name with a capital, as the headings have it."""
    said = labels()[family][code].tr
    return said[:1].replace("i", "İ").upper() + said[1:]


def figure(number: float) -> str:
    """1.250.000 and 12,5 as Turkish writes them."""
    return f"{number:,.2f}".rstrip("0").rstrip(".").translate(str.maketrans(",.", ".,"))


class Tables:
    """The CSV files of a folder as frames of text, and what the report takes of them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.municipalities, self.documents, self.pages = map(self.read, ("municipalities", "documents", "pages"))
        self.cells = self.kept("service_table")
        self.doubts = self.kept("doubts").merge(self.documents[["document_id", "municipality"]], "left")
        annex = self.kept("annex")
        self.activities = int((annex.activity != "").sum())
        one = annex.drop_duplicates(["document_id", "objective_code"])
        final = self.read("objectives").drop(
            columns=["goal_code", "municipality_id", "period_start", "period_end", "review"]
        )
        self.objectives = one.merge(final, on=["document_id", "objective_code"]).merge(
            self.documents[["document_id", "province", "period_start", "period_end"]],
            on="document_id",
            suffixes=("_", ""),
        )
        self.mechanisms = self.read("mechanisms").merge(self.municipalities, on="municipality_id")

    def read(self, name: str) -> pd.DataFrame:
        return pd.read_csv(self.folder / f"{name}.csv", dtype=str, keep_default_na=False)

    def kept(self, name: str) -> pd.DataFrame:
        frame = self.read(name)
        return frame[frame.review != "rejected"]

    def themed(self) -> pd.DataFrame:
        frame = self.objectives.assign(theme=self.objectives.themes_final.str.split("|")).explode("theme")
        return frame[frame.theme != ""]


def glance(tables: Tables) -> Figures:
    judged = pd.concat([tables.objectives.review, tables.cells.review])
    counted = {
        "n_municipalities": len(tables.municipalities),
        "n_documents": (tables.documents.status == "ok").sum(),
        "n_objectives": len(tables.objectives),
        "n_activities": tables.activities,
        "n_services": (tables.cells.status == "available").sum(),
        "n_mechanisms": len(tables.mechanisms),
        "n_open": (judged == "pending").sum(),
    }
    return {("glance", name): figure(number) for name, number in counted.items()}


def services(tables: Tables) -> Figures:
    return {
        ("services", row.municipality, named("services", row.service)): _status(row)
        for row in tables.cells.itertuples()
    }


def _status(row) -> str:
    said = labels()["status"][row.status].tr
    return said + (f"{row.unit_count} birim" if row.unit_count else "") + ("YADES" if row.yades == "true" else "")


def themes(tables: Tables) -> Figures:
    told = _by(tables.themed(), "themes", "themes", "theme")
    return told | {
        ("themes", place, "Hedef"): figure(number)
        for place, number in tables.objectives.municipality.value_counts().items()
    }


def mechanisms(tables: Tables) -> Figures:
    return _by(tables.mechanisms, "mechanisms", "mechanisms", "mechanism")


def changes(tables: Tables) -> Figures:
    """Changes of what EK 2 holds and of services; the world has no others."""
    frame = tables.read("changes").merge(tables.municipalities, on="municipality_id")
    annexed = set(tables.objectives.document_id + ":" + tables.objectives.objective_code)
    known = set(tables.read("objectives").pipe(lambda all_: all_.document_id + ":" + all_.objective_code))
    return _by(frame[~frame.key.isin(known - annexed)], "periods", "changes", "change")


def _by(frame: pd.DataFrame, section: str, family: str, column: str) -> Figures:
    counted = frame.groupby(["municipality", column]).size()
    return {(section, str(place), named(family, str(code))): figure(n) for (place, code), n in counted.items()}


def periods(tables: Tables) -> Figures:
    themed, everything = tables.themed(), tables.objectives.assign(theme="")
    told: Figures = {}
    if len(everything[["period_start", "period_end"]].drop_duplicates()) < 2:
        return told  # nothing to compare
    for frame in (themed, everything):
        for (theme, start, end), of_one in frame.groupby(["theme", "period_start", "period_end"]):
            goals = len(of_one.drop_duplicates(["document_id", "goal_code"]))
            row = named("themes", theme) if theme else "Bütün temalar"
            years = start if start == end else f"{start}–{end}"
            told["periods", row, years] = f"{goals} amaç, {len(of_one)} hedef"
    return told


BASES = {
    "equality": "Eşitlik",
    "women": "Kadınlar",
    "group": "Dezavantajlı grup",
    "": "Yalnız faaliyet ya da göstergede",
}


def money(tables: Tables) -> Figures:
    priced = tables.objectives[tables.objectives.cost_estimate != ""]
    priced = priced.assign(cost=priced.cost_estimate.astype(float))
    told = {
        ("money", str(place), BASES[str(basis)]): f"{figure(cost)} TL"
        for (place, basis), cost in priced.groupby(["municipality", "basis_final"]).cost.sum().items()
    }
    sums = priced.groupby("municipality").cost.sum()
    return told | {("money", str(place), "Toplam"): f"{figure(cost)} TL" for place, cost in sums.items()}


def quality(tables: Tables) -> Figures:
    documents, pages = tables.documents, tables.pages.merge(tables.documents[["document_id", "municipality"]])
    judged = pd.concat([tables.objectives[["municipality", "review"]], tables.cells[["municipality", "review"]]])
    counted = {
        "Okunan belge": documents[documents.status == "ok"],
        "Okunamayan belge": documents[~documents.status.isin(["ok", "not_fetched"])],
        "Sayfa": pages,
        "Görüntüden okunan sayfa": pages[pages.quality == "ocr"],
        "Okunamayan ya da bozuk sayfa": pages[pages.quality.isin(["unread", "garbled"])],
        "Şüphe": tables.doubts[tables.doubts.review == "pending"],
        "İnceleme bekleyen": judged[judged.review == "pending"],
        "İncelenen": judged[judged.review != "pending"],
    }
    return {
        ("quality", str(place), column): figure(number)
        for column, frame in counted.items()
        for place, number in frame.municipality.value_counts().items()
    }


def everything(folder: Path) -> Figures:
    """All figures of the sections, but nought, which says nothing."""
    tables = Tables(folder)
    made = (glance, services, themes, mechanisms, periods, changes, money, quality)
    return {key: said for make in made for key, said in make(tables).items()}


def layer(folder: Path, service: str = "", theme: str = "") -> dict[str, str]:
    """What the map says of each province under a layer."""
    tables = Tables(folder)
    if service:
        cells = tables.cells[tables.cells.service == service]
        return {str(province): _best(of_one) for province, of_one in cells.groupby("province")}
    frame = tables.themed()[lambda all_: all_.theme == theme] if theme else tables.objectives
    return {str(province): f"{number} hedef" for province, number in frame.province.value_counts().items()}


def _best(cells: pd.DataFrame) -> str:
    order = list(labels()["status"])
    best = min(cells.status, key=order.index)
    return f"{labels()['status'][best].tr}, {(cells.status == 'available').sum()}/{len(cells)}"
