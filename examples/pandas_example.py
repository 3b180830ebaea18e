"""Who does what for women: the annex with its proofs, and Tablo 2 as a table, with pandas.

python examples/pandas_example.py [TABLES]        TABLES is data/sample/processed by default
"""

from __future__ import annotations

import sys
from pathlib import Path

import pandas as pd

KEY = ["document_id", "objective_code", "activity_no"]


def annex_with_proofs(tables: Path) -> pd.DataFrame:
    """The rows of the annex on equality or women, each with edition, page, box and words that prove it.

    The key of evidence is the row's key columns joined by colons, without empty ones.
    """
    annex = pd.read_parquet(tables / "annex.parquet")
    annex = annex[annex["basis"].isin(["equality", "women"]) & (annex["review"] != "rejected")]
    key = annex[KEY].astype({"activity_no": "Int64"}).astype("string")
    annex = annex.assign(key=key.apply(lambda row: ":".join(row.dropna()), axis=1))
    evidence = pd.read_parquet(tables / "evidence.parquet")
    return annex.merge(evidence[evidence["table"] == "annex"], on="key", suffixes=("", "_proof"))


def services(tables: Path) -> pd.DataFrame:
    """Tablo 2: a row a municipality, a column a service."""
    table = pd.read_parquet(tables / "service_table.parquet")
    return table.pivot_table(index="municipality", columns="service", values="status", aggfunc="first")


def main() -> None:
    tables = Path(sys.argv[1] if len(sys.argv) > 1 else "data/sample/processed")
    proofs = annex_with_proofs(tables)
    print(proofs[["municipality", "activity", "basis", "page_proof", "quote"]].to_string(max_colwidth=50))
    print(services(tables).to_string())


if __name__ == "__main__":
    main()
