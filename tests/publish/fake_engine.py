"""Stands in for the engine: copies content/ and accounts for it; `trouble.txt` in the site's folder says what goes wrong."""

import argparse
import hashlib
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from guildhouse.pace import Count, channel

parser = argparse.ArgumentParser()
for name in ("--site", "--output", "--today", "--jobs", "--url", "--earlier", "--notes"):
    parser.add_argument(name)
for name in ("--lenient", "--offline", "--style-page", "--no-cache", "--profile"):
    parser.add_argument(name, action="store_true")
options = parser.parse_args()
site, output = Path(options.site), Path(options.output)
trouble, _, detail = (site / "trouble.txt").read_text().strip().partition(" ") if (site / "trouble.txt").exists() else ("", "", "")

if trouble == "problems":
    print("content/a.md:1:1: no [bad-value]", file=sys.stderr)
    sys.exit(1)
if trouble == "words":
    print("content/a.md:1:1: odd [unused-skip]", file=sys.stderr)
if trouble == "paced":
    told = channel()
    for what, number in zip(Count, map(int, detail.split()), strict=True):
        told.count(what, number)
if trouble == "code":
    sys.exit(int(detail))
if trouble == "crowded" and len(list(output.parent.glob(".output.building-*"))) > 1:
    sys.exit(77)
if trouble == "killed":
    os.kill(os.getpid(), signal.SIGKILL)
if trouble == "orphan":  # a worker that outlives the engine and keeps its standard error
    worker = subprocess.Popen(["sleep", "60"])
    (site / "worker").write_text(str(worker.pid))

sources = sorted(path for path in (site / "content").rglob("*") if path.is_file())
for source in sources:
    target = output / source.relative_to(site / "content")
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        seed = os.environ.get("PYTHONHASHSEED", "") if trouble == "impure" else ""
        target.write_bytes(source.read_bytes() + seed.encode())
    except OSError as error:
        print(f"{error.filename}: {error.strerror}", file=sys.stderr)
        sys.exit(3)
    if trouble == "slow":
        (site / "slow").touch()
        time.sleep(float(detail))

found = [path for path in output.rglob("*") if path.is_file()]
files = {path.relative_to(output).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in found}
account = {"read": len(sources), "published": len(sources), "excluded": {}, "errors": 0}
if trouble == "lie":
    files[min(files)] = "0" * 64
if trouble == "unbalanced":
    account["read"] += 1
if trouble == "missing":
    sys.exit(0)
if trouble == "extra":
    (output / "extra.html").write_text("nobody's")
if trouble == "link":
    (output / "link").symlink_to("/etc/passwd")
(output / "build.json").write_text(json.dumps({"today": options.today, "version": "0", "sources": account, "files": files}))
