"""Stands in for the engine that stays: each copy runs the fake engine, and shows a changed text as `preview of` it."""

import os
import runpy
import sys
import traceback

from guildhouse.features.live_copies import Stem


class Living:
    def build(self, options):
        sys.argv[1:] = options
        try:
            runpy.run_module("fake_engine", run_name="__main__")
        except SystemExit as end:
            said = {
                "path": "content/a.md",
                "line": 1,
                "column": 1,
                "code": "bad-value",
                "severity": "error",
                "message": "no",
                "hint": "Mend it.",
            }
            return {"code": end.code or 0, "problems": [said] if end.code == 1 else [], "refusals": []}
        except Exception:  # noqa: BLE001 - as the real one
            traceback.print_exc()
            return {"code": 1}
        return {"code": 0, "problems": [], "refusals": []}

    def warm(self):
        pass

    def preview(self, paths):
        return {
            "pages": {
                path.removeprefix("content/").replace(".md", ".html"): f"preview of {path}" * (20_000 if "huge" in path else 1)
                for path in paths
            }
        }


if __name__ == "__main__":
    requests = os.dup(0)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    Stem(Living(), requests, int(sys.argv[1]), int(sys.argv[2])).live()
