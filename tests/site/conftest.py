"""The sample site, built once for all tests that look at it."""

from __future__ import annotations

from pathlib import Path

import pytest

from site_building import URL, build


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    output = tmp_path_factory.mktemp("sample") / "site"
    done = build(output, "--url", URL)
    assert done.returncode == 0, done.stderr
    return output
