"""What the flows may be told, as models: Prefect's pages show each field with its description, and refuse what is none.

What is left out is as in `plan-miner run`: its setting in the environment, else its default. Where a value cannot be
used is told by `Settings`, in the words of the command line.
"""

from __future__ import annotations

from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

from plan_miner.settings import Settings


class Watching(BaseModel):
    """A look for new documents on the pages of municipalities."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    sources: Path | None = Field(default=None, description="The registry; ./sources.yaml by default.")
    data: Path | None = Field(default=None, description="The folder of originals and tables; ./data by default.")
    only: tuple[str, ...] = Field(
        default=(), description="Only these municipalities or documents, by their ids in the registry; all by default."
    )

    def settings(self) -> Settings:
        """Raises SettingsError for a value that cannot be used."""
        return Settings.from_environment(**dict(self))


class Mining(Watching):
    """A run: every document of the registry is fetched, read, tagged and published."""

    offline: bool = Field(default=False, description="Ask nobody; take the editions at hand.")
    workers: int | None = Field(
        default=None, ge=1, description="How many documents to read at once; one for each processor by default."
    )
    shrink: float | None = Field(
        default=None,
        ge=0,
        le=1,
        description="The share of a table's rows that may be gone before nothing is published; 0.2 by default.",
    )
    lexicon: Path | None = Field(default=None, description="A folder of terms of one's own, laid over the program's.")
    sample: bool = Field(
        default=False, description="Run on the sample inside the package, into the folder sample of the data folder."
    )

    @classmethod
    def of(cls, settings: Settings) -> Mining:
        """The parameters of a run with settings that were made already."""
        taken = ("sources", "data", "only", "offline", "workers", "shrink", "lexicon")
        return cls(**{name: getattr(settings, name) for name in taken})

    def settings(self) -> Settings:
        """Raises SettingsError for a value that cannot be used."""
        return Settings.of_run(**dict(self) | {"offline": self.offline or None})
