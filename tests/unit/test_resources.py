"""The data folders are found in a checkout and inside an installed package."""

from pathlib import Path

import pytest

from kinechain import resources


def test_both_folders_are_found() -> None:
    assert resources.folder("rules").joinpath("README.md").is_file()
    assert resources.folder("reports").joinpath("page", "report.html.jinja").is_file()


def test_they_hold_no_python() -> None:
    for folder in (resources.folder("rules"), resources.folder("reports")):
        assert isinstance(folder, Path)
        assert not list(folder.rglob("*.py"))


def test_inside_an_installed_package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = tmp_path / "site-packages" / "kinechain"
    (package / "rules").mkdir(parents=True)
    monkeypatch.setattr(resources, "files", lambda _: package)
    resources.folder.cache_clear()
    try:
        assert resources.folder("rules") == package / "rules"
        with pytest.raises(FileNotFoundError, match="reinstall"):
            resources.folder("reports")
    finally:
        resources.folder.cache_clear()
