"""The sample site, built once for all tests that look at it, by the command that everybody uses."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parents[2]
TODAY = "2026-11-16"
URL = "https://marrowby.example/"


def build(output: Path, *options: str, site: Path = REPOSITORY, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "guildhouse", "build", "--site", str(site), "--output", str(output), "--today", TODAY, *options]
    return subprocess.run(command, capture_output=True, text=True, check=False, env={**os.environ, **environment})


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    output = tmp_path_factory.mktemp("sample") / "site"
    done = build(output, "--url", URL)
    assert done.returncode == 0, done.stderr
    return output
