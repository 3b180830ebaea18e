"""kill -9 at any moment costs the moment: one more run, and the tables are those of a run that nobody disturbed."""

from __future__ import annotations

import sys

import local_web as web
import pytest
from killed_runs import Killing

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="needs SIGKILL, /proc and many loopback addresses")


def test_after_kills_at_any_moments_one_more_run_gives_the_same_tables_and_leaves_nothing(tmp_path):
    """Three kills of one run, by chance; benchmarks/kills.py takes a hundred, with a whole run after each."""
    with web.Web() as hosts:
        killing = Killing(tmp_path, hosts)
        assert killing.once("data", *killing.moments(3, seed=7)) == []
