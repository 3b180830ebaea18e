"""The same questions in SQL, straight from the Parquet files, with DuckDB.

python examples/duckdb_example.py [TABLES]        TABLES is data/sample/processed by default
"""

from __future__ import annotations

import sys
from pathlib import Path

import duckdb

NAMES = ("municipalities", "documents", "objectives", "annex", "indicators", "indicator_targets", "evidence")

# How many objectives each plan has, and how many of them are for women or equality.
SHARES = """
    SELECT municipality, count(*) AS objectives, count(*) FILTER (in_annex_final) AS in_annex,
           count(*) FILTER (list_contains(groups, 'women')) AS for_women
    FROM objectives JOIN municipalities USING (municipality_id)
    GROUP BY municipality ORDER BY municipality
"""

# Each row of the annex with the page and the words that prove it.
PROOFS = """
    SELECT annex.municipality, annex.activity, evidence.page, evidence.quote, evidence.sha256
    FROM annex JOIN evidence
      ON evidence."table" = 'annex'
     AND evidence.key = concat_ws(':', annex.document_id, annex.objective_code, annex.activity_no)
    WHERE annex.review <> 'rejected'
    ORDER BY ALL
"""

# The yearly targets of indicators whose objective belongs in the annex, side by side.
TARGETS = """
    PIVOT (
        SELECT indicators.indicator, indicator_targets.year, indicator_targets.target
        FROM indicators
        JOIN objectives USING (document_id, objective_code)
        JOIN indicator_targets USING (document_id, indicator_code)
        WHERE objectives.in_annex_final
    ) ON year USING first(target) ORDER BY indicator
"""


def opened(tables: Path) -> duckdb.DuckDBPyConnection:
    """A database in memory with a view of each table under its own name."""
    database = duckdb.connect()
    for name in NAMES:
        database.read_parquet(str(tables / f"{name}.parquet")).create_view(name)
    return database


def main() -> None:
    database = opened(Path(sys.argv[1] if len(sys.argv) > 1 else "data/sample/processed"))
    for question in (SHARES, PROOFS, TARGETS):
        print(database.sql(question))


if __name__ == "__main__":
    main()
