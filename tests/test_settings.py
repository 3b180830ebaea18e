"""What settings promise: options before variables before defaults, and one clear line for a bad value."""

import pickle
from pathlib import Path

import pytest

from plan_miner.settings import FROM_ENVIRONMENT, READERS, Settings, SettingsError


@pytest.fixture(autouse=True)
def no_variables(monkeypatch):
    for name in FROM_ENVIRONMENT:
        monkeypatch.delenv(f"PLAN_MINER_{name.upper()}", raising=False)


def test_with_nothing_said_the_defaults_of_the_contract_hold():
    settings = Settings.from_environment()
    assert (settings.data, settings.sources) == (Path("data"), Path("sources.yaml"))
    assert settings.archive_url == "https://web.archive.org"
    assert (settings.rate, settings.lang, settings.contact) == (1.0, "en", "")
    assert (settings.allow_private_hosts, settings.offline, settings.only) == (False, False, ())
    assert settings.workers >= 1


@pytest.mark.parametrize(
    ("variable", "value", "name", "expected"),
    [
        ("PLAN_MINER_DATA", "elsewhere/data", "data", Path("elsewhere/data")),
        ("PLAN_MINER_CONTACT", "arastirma@example.org", "contact", "arastirma@example.org"),
        ("PLAN_MINER_ARCHIVE_URL", "http://127.0.0.1:8080/", "archive_url", "http://127.0.0.1:8080"),
        ("PLAN_MINER_ALLOW_PRIVATE_HOSTS", "1", "allow_private_hosts", True),
        ("PLAN_MINER_ALLOW_PRIVATE_HOSTS", "0", "allow_private_hosts", False),
        ("PLAN_MINER_RATE", "0", "rate", 0.0),
        ("PLAN_MINER_RATE", " 2.5 ", "rate", 2.5),
        ("PLAN_MINER_LANG", "tr", "lang", "tr"),
        ("PLAN_MINER_LANG", "", "lang", "en"),
        ("PLAN_MINER_DATA", "  ", "data", Path("data")),
    ],
)
def test_a_variable_sets_what_it_names_and_an_empty_one_nothing(monkeypatch, variable, value, name, expected):
    monkeypatch.setenv(variable, value)
    assert getattr(Settings.from_environment(), name) == expected


def test_an_option_wins_over_its_variable_and_none_leaves_it_alone(monkeypatch):
    monkeypatch.setenv("PLAN_MINER_RATE", "3")
    monkeypatch.setenv("PLAN_MINER_DATA", "from-variable")
    settings = Settings.from_environment(rate=0.25, data=None, workers=4, only=["kars", "kars-sp-2020-2024"])
    assert (settings.rate, settings.data, settings.workers) == (0.25, Path("from-variable"), 4)
    assert settings.only == ("kars", "kars-sp-2020-2024")


@pytest.mark.parametrize(
    ("variable", "value", "remedy"),
    [
        ("PLAN_MINER_RATE", "fast", "number of seconds"),
        ("PLAN_MINER_RATE", "-1", "number of seconds"),
        ("PLAN_MINER_RATE", "nan", "number of seconds"),
        ("PLAN_MINER_RATE", "inf", "number of seconds"),
        ("PLAN_MINER_LANG", "de", "en or tr"),
        ("PLAN_MINER_ALLOW_PRIVATE_HOSTS", "maybe", "1 nor 0"),
        ("PLAN_MINER_ARCHIVE_URL", "web.archive.org", "https://"),
        ("PLAN_MINER_ARCHIVE_URL", "file:///etc", "https://"),
        ("PLAN_MINER_ARCHIVE_URL", "http://[", "https://"),
        ("PLAN_MINER_CONTACT", "Ayşe", "plain"),
        ("PLAN_MINER_CONTACT", "a@b\r\nCookie: x", "plain"),
    ],
)
def test_a_bad_variable_is_told_in_one_line_with_its_name_and_the_remedy(monkeypatch, variable, value, remedy):
    monkeypatch.setenv(variable, value)
    with pytest.raises(SettingsError) as told:
        Settings.from_environment()
    line = str(told.value)
    assert line.startswith(f"{variable}: ")
    assert remedy in line
    assert "\n" not in line


@pytest.mark.parametrize(
    ("override", "option"),
    [
        ({"workers": 0}, "--workers"),
        ({"workers": "many"}, "--workers"),
        ({"only": [""]}, "--only"),
        ({"only": 7}, "--only"),
    ],
)
def test_a_bad_option_is_told_under_the_name_of_the_option(override, option):
    with pytest.raises(SettingsError, match=f"^{option}: "):
        Settings.from_environment(**override)


def test_a_file_cannot_be_the_data_folder_and_a_folder_not_the_registry(tmp_path):
    file = tmp_path / "file"
    file.touch()
    with pytest.raises(SettingsError, match="is a file"):
        Settings.from_environment(data=file)
    with pytest.raises(SettingsError, match="is a folder"):
        Settings.from_environment(sources=tmp_path)


def test_an_option_that_is_no_setting_is_a_programming_error():
    with pytest.raises(TypeError, match="speed"):
        Settings.from_environment(speed=1)


def test_every_setting_has_a_reader():
    assert READERS.keys() == Settings.__dataclass_fields__.keys()


def test_settings_travel_to_other_processes():
    settings = Settings.from_environment(only=["kars"], data="x")
    assert pickle.loads(pickle.dumps(settings)) == settings  # noqa: S301
