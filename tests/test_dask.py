"""A run on a Dask cluster: the bytes of a run on one computer, whoever dies; and what is said where it cannot be."""

from __future__ import annotations

import os
import pickle
import shutil
import subprocess
import sys
import time
from dataclasses import replace

import psutil
import pytest
from console import ROOT, clean_environment, differing, python, with_the_same_editions

for module in ("prefect_dask", "distributed"):
    pytest.importorskip(module, reason="the extra dask is not installed: pip install -e '.[dask]' -c constraints.txt")
FLOW = ROOT / "flows" / "mine.py"
if not FLOW.exists():
    pytest.skip("flows are in the checkout only", allow_module_level=True)
sys.path.append(str(FLOW.parent))

import cluster as on_dask  # noqa: E402
from cluster import NoCluster, on_cluster  # noqa: E402
from dask_cluster import DaskCluster, readers  # noqa: E402

from plan_miner import elsewhere, stages  # noqa: E402
from plan_miner.mine import mine  # noqa: E402
from plan_miner.settings import Settings  # noqa: E402
from plan_miner.sources import load  # noqa: E402
from plan_miner.stages import Job  # noqa: E402
from plan_miner.store import Store  # noqa: E402


@pytest.fixture(scope="module")
def dask(tmp_path_factory):
    with DaskCluster(tmp_path_factory.mktemp("dask")) as cluster:
        yield cluster


@pytest.fixture(scope="module")
def workers(dask):
    """Two workers; the tests that end them come last."""
    return [dask.worker("--no-nanny"), dask.worker("--no-nanny")]


@pytest.fixture(scope="module")
def spread_run(dask, workers, sample_run, tmp_path_factory):
    """One run over the editions of the sample run on both workers: its data folder, and each answer of theirs."""
    data = with_the_same_editions(sample_run, tmp_path_factory.mktemp("spread") / "data")
    settings, answers = Settings.of_run(sample=True, sources=None, data=data), []
    with on_cluster(dask.address, settings) as cluster:

        def each(stage, function, jobs):
            results = [work() for work in cluster(stage, function, jobs)]
            answers.extend(result for result in results if stage in ("read", "tag"))
            return results

        mine(settings, each)
    return data, answers


def test_two_workers_write_the_same_bytes_as_one_computer(spread_run, sample_run):
    assert differing(sample_run, spread_run[0]) == []


def test_both_workers_have_read_each_in_a_child_process_of_its_own(spread_run, workers):
    assert [len(readers(worker.pid)) for worker in workers] == [1, 1]


def test_what_is_found_lies_in_the_data_folder_and_does_not_travel(spread_run):
    data, answers = spread_run
    assert len(answers) == 10
    assert max(len(pickle.dumps(answer)) for answer in answers) < 2_000
    assert sum(path.stat().st_size for path in (data / "work").rglob("*.json.gz")) > 100_000


def test_a_folder_that_a_worker_does_not_see_is_told_in_one_line_and_not_of_each_document(dask, workers, sample_run):
    settings = Settings.of_run(sample=True, sources=None, data=sample_run)
    job = sample_job(sample_run)
    away = sample_run / "elsewhere"
    with on_cluster(dask.address, settings) as cluster:
        (work,) = cluster(
            "read", stages.read, [replace(job, data=away, edition=replace(job.edition, path=away / "a.pdf"))]
        )
        with pytest.raises(NoCluster) as told:
            work()
    assert f"does not see what lies in {away}: mount the data folder there" in str(told.value)
    assert "\n" not in str(told.value)


def test_a_worker_under_a_nanny_that_forbids_children_is_told_before_anything_is_sent(dask, workers, sample_run):
    forbidden = dask.worker("--nanny")
    settings = Settings.of_run(sample=True, sources=None, data=sample_run)
    try:
        told = pytest.raises(NoCluster, match=r"^the Dask worker tcp://\S+ may have no child processes.*--no-nanny")
        with told, on_cluster(dask.address, settings):
            pass
    finally:
        forbidden.terminate()
        forbidden.wait(30)


def test_a_worker_killed_in_mid_run_costs_nothing_but_its_time(dask, workers, sample_run, prefect_home, tmp_path):
    """The whole flow: with Prefect, from the command line, and kill -9 as soon as the first reading lies there."""
    data = with_the_same_editions(sample_run, tmp_path / "data")
    shutil.copytree(prefect_home, tmp_path / "home")
    running = start(FLOW, "--sample", "--data", data, "--dask-address", dask.address, folder=tmp_path)
    while not any((data / "work").glob("*/reading-*.json.gz")) and running.poll() is None:
        time.sleep(0.02)
    orphans = readers(workers[0].pid)
    workers[0].kill()
    assert running.poll() is None, "it was done before anybody was killed"
    out, err = running.communicate(timeout=300)
    assert running.returncode == 0, err
    assert "5 ok" in out
    assert differing(sample_run, data) == []
    assert psutil.wait_procs(orphans, timeout=10)[1] == []


def start(*arguments, folder):
    command, environment = [sys.executable, *map(str, arguments)], clean_environment(PREFECT_HOME=str(folder / "home"))
    pipe = subprocess.PIPE
    return subprocess.Popen(command, cwd=folder, env=environment, stdout=pipe, stderr=pipe, encoding="utf-8")


def test_a_cluster_without_a_worker_is_told(dask, workers, sample_run, monkeypatch):
    monkeypatch.setattr(on_dask, "REACHED", 2)
    for worker in workers:
        worker.kill()
    dask.wait_for("Remove worker", dask.heard("Register worker"))
    told = pytest.raises(NoCluster, match=r"has no worker: start one with `dask worker tcp://\S+ --no-nanny`$")
    with told, on_cluster(dask.address, Settings.of_run(sample=True, sources=None, data=sample_run)):
        pass


def test_a_scheduler_lost_in_mid_run_ends_it_in_one_line_that_says_so(dask, workers, sample_run, tmp_path):
    dask.worker("--no-nanny")
    data = with_the_same_editions(sample_run, tmp_path)
    with on_cluster(dask.address, Settings.of_run(sample=True, sources=None, data=data)) as cluster:
        works = cluster("read", stages.read, [sample_job(data)] * 5)
        dask.kill_scheduler()
        with pytest.raises(NoCluster) as told:
            works[-1]()
    assert str(told.value).startswith(f"the Dask cluster at {dask.address} failed, put it right and run again: ")
    assert "\n" not in str(told.value)


# --- without a cluster --------------------------------------------------------------------------


def test_a_mistaken_address_ends_the_flow_with_2_and_one_line_before_prefect_starts_a_server(tmp_path):
    done = python(FLOW, "--sample", "--dask-address", "nowhere", folder=tmp_path, PREFECT_HOME=str(tmp_path / "home"))
    assert done.returncode == 2
    assert done.stderr.startswith("no Dask scheduler answers at nowhere: ")
    assert done.stderr.count("\n") == 1
    assert not (tmp_path / "home" / "prefect.db").exists()


def test_an_address_where_nobody_answers_is_told(monkeypatch, tmp_path):
    monkeypatch.setattr(on_dask, "REACHED", 1)
    told = pytest.raises(NoCluster, match=r"^no Dask scheduler answers at tcp://127\.0\.0\.1:1: ")
    with told, on_cluster("tcp://127.0.0.1:1", Settings(data=tmp_path)):
        pass


def test_a_missing_extra_is_told_with_the_command_that_installs_it(monkeypatch, tmp_path):
    monkeypatch.setitem(sys.modules, "prefect_dask", None)
    told = pytest.raises(NoCluster, match=r"pip install -e '\.\[dask\]' -c constraints\.txt$")
    with told, on_cluster("tcp://127.0.0.1:1", Settings(data=tmp_path)):
        pass


HERE = elsewhere.common(None)


@pytest.mark.parametrize(
    ("common", "why"),
    [
        (HERE, ""),
        (replace(HERE, programs=(("plan_miner", "0.0.9 (1234)"),)), ", here is 0.0.9 (1234): have the same everywhere"),
        (replace(HERE, programs=(("Tesseract", "1.0"),)), ", here is 1.0: have the same everywhere"),
        (replace(HERE, words="other"), "has not the same terms in"),
    ],
)
def test_a_process_is_fit_where_folder_programs_and_terms_are_the_same(common, why, tmp_path):
    told = elsewhere.unfit(common, tmp_path, tmp_path)
    assert why in told
    assert bool(told) == bool(why)


def test_the_child_processes_of_a_worker_end_some_time_after_its_work(sample_run, tmp_path, monkeypatch):
    monkeypatch.setattr(elsewhere, "IDLE", 0.2)
    data = with_the_same_editions(sample_run, tmp_path)
    answer = elsewhere.work_off(sample_job(data), HERE, "read", stages.read)
    assert answer.result.status == "ok"
    assert [name.split("-")[0] for name in answer.files] == ["reading", "reading"]
    until = time.monotonic() + 20
    while (left := readers(os.getpid())) and time.monotonic() < until:
        time.sleep(0.05)
    assert left == []


def test_a_file_written_elsewhere_is_waited_for(tmp_path):
    assert not elsewhere.arrived(tmp_path, ["reading.json"], late=0)
    (tmp_path / "reading.json").touch()
    assert elsewhere.arrived(tmp_path, ["reading.json"], late=0)


def sample_job(data):
    """The first document of the sample, to be read into a data folder that has its edition."""
    settings = Settings.of_run(sample=True, sources=None, data=data)
    source = load(settings.sources).sources[0]
    return Job(source, Store(data).latest(source.id), data)
