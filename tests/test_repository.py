"""What the repository's own configuration promises."""

from __future__ import annotations

import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import guildhouse

ROOT = Path(__file__).resolve().parents[1]
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def test_every_feature_is_held_apart_from_the_others() -> None:
    contract = next(each for each in PYPROJECT["tool"]["importlinter"]["contracts"] if each["type"] == "independence")
    assert contract["modules"] == sorted(f"guildhouse.features.{name}" for name in guildhouse.FEATURES)


def test_every_exception_of_the_linter_has_its_reason() -> None:
    lines = (ROOT / "pyproject.toml").read_text(encoding="utf-8").splitlines()
    codes = [line for line in lines if line.strip().startswith('"') and line.split('"')[1].isupper() and line.split('"')[1].isalnum()]
    assert codes
    assert all("#" in line for line in codes), [line for line in codes if "#" not in line]


@pytest.mark.parametrize(("ci", "code"), [("true", 1), ("", 0)])
def test_ci_allows_no_skipped_test(tmp_path, ci, code) -> None:
    (tmp_path / "conftest.py").write_bytes((ROOT / "tests" / "conftest.py").read_bytes())
    (tmp_path / "test_x.py").write_text("import pytest\ndef test_a(): pass\n@pytest.mark.skip\ndef test_b(): pass\n")
    words = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "-c", os.devnull, "--rootdir", tmp_path, tmp_path]
    result = subprocess.run(words, env=os.environ | {"CI": ci}, check=False, capture_output=True, text=True)
    assert result.returncode == code
    assert "1 passed, 1 skipped" in result.stdout


def test_nothing_that_is_committed_names_a_registry() -> None:
    hosts = ("pypi" + ".org", "pythonhosted" + ".org", "registry.npmjs" + ".org", "deb.debian" + ".org")
    files = subprocess.run(["git", "ls-files", "-co", "--exclude-standard", "-z"], cwd=ROOT, check=True, capture_output=True).stdout
    paths = [path for name in files.split(b"\0") if (path := ROOT / name.decode()).is_file()]
    assert [path for path in paths if any(host.encode() in path.read_bytes() for host in hosts)] == []
