"""Looks at a built site as its readers do: served with its headers, one page of every kind, in the browser and in the validator."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from guildhouse.tasks.npm import NotFetchedError, Package, fetch
from site_building import REPOSITORY

VNU = Package("vnu-jar", "26.9.27", "sha512-TkQd5DFfOaWC9ebtvozTsrH2Vaod3jYg+vrOeREzIXxBexLz9+rS2DNtjn7+RPUiZhgli0SghgBX6RJRNea0KA==")
NEWER = re.compile("@container|@view-transition|container-(type|name)")
"""CSS that every browser knows and vnu does not know yet."""


def address(site: Path, page: Path) -> str:
    """Write the path of a page as its readers do."""
    return "/" + page.relative_to(site).as_posix().removesuffix("index.html")


def vnu(mode: str, *documents: str) -> list[str]:
    """Ask the W3C's Nu checker, `mode` html, css or svg, and give what it says; documents are paths or addresses."""
    java = shutil.which("java")
    if java is None:
        pytest.skip("no Java for vnu: apt install default-jre-headless")
    try:
        folder = fetch(VNU, REPOSITORY / ".cache")
    except NotFetchedError as error:
        pytest.skip(str(error))
    jar = next(folder.rglob("vnu.jar"))
    command = [
        java,
        "-Xmx1g",
        "-Dnu.validator.servlet.allow-forbidden-hosts=true",
        "-jar",
        str(jar),
        "--format",
        "json",
        "--exit-zero-always",
        "--stdout",
        f"--{mode}",
        *documents,
    ]
    said = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)["messages"]
    told = [f"{each.get('url', '').rpartition('/site/')[2]}:{each.get('lastLine')}: {each['message']}" for each in said]
    return [line for line in told if not (mode == "css" and NEWER.search(line))]
