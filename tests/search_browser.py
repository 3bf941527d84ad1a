"""The browser's side of search in a bare V8: what it lacks stands in here, as little as possible."""

from __future__ import annotations

import json
import zlib
from base64 import b64encode
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from py_mini_racer import MiniRacer

THEME = Path(__file__).parents[1] / "theme/static"
FORMAT = ("vendor/lunr.min.js", *(f"search/worker/{name}.js" for name in ("lunr_patch", "format", "files", "shards")))
# V8 by itself knows no Web interfaces. Files come inflated; everything else is the code that browsers run.
STANDS_IN = r"""
var self = this;
function atob(text) {
  var signs = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/", out = "", bits = 0, held = 0;
  for (var sign of text.replace(/=+$/, "")) {
    bits = bits << 6 | signs.indexOf(sign); held += 6;
    if (held >= 8) { held -= 8; out += String.fromCharCode(bits >> held & 255); bits &= (1 << held) - 1; }
  }
  return out;
}
function TextDecoder() {}
TextDecoder.prototype.decode = function (bytes) {
  var hex = "";
  for (var i = 0; i < bytes.length; i++) hex += "%" + (bytes[i] + 256).toString(16).slice(1);
  return decodeURIComponent(hex);
};
var files = {}, asked = [], outcome, failure;
var source = { get: function (name) {
  asked.push(name);
  return name in files ? Promise.resolve(self.guildhouseSearch.bytes(files[name])) : Promise.reject(self.guildhouseSearch.failure("outdated", name));
} };
function settle(promise) {
  outcome = failure = undefined;
  promise.then(function (value) { outcome = JSON.stringify(value); }, function (error) { failure = String(error.stack || error); });
}
"""


class Browser:
    """A V8 with lunr.js and the scripts of the worker."""

    def __init__(self, *scripts: str, without: tuple[str, ...] = ()) -> None:
        self.racer = MiniRacer()
        self.racer.eval(STANDS_IN)
        for name in (*FORMAT, *scripts):
            if name not in without:
                self.racer.eval((THEME / name if not Path(name).is_absolute() else Path(name)).read_text(encoding="utf-8"))

    def serve(self, files: Mapping[str, bytes]) -> None:
        given = {name: b64encode(content).decode() for name, content in files.items()}
        self.racer.eval(f"files = {json.dumps(given)}; asked = [];")

    def run(self, code: str) -> Any:
        """Give the value that code, an expression, promises."""
        self.racer.eval(f"settle((async () => {code})())")
        failure = self.racer.eval("failure")
        if isinstance(failure, str):
            pytest.fail(failure, pytrace=False)
        answer = self.racer.eval("outcome")
        return json.loads(answer) if isinstance(answer, str) else None


def inflated(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Give files as sources in the browser give them."""
    return {name: content if name == "manifest.json" else zlib.decompress(content, -zlib.MAX_WBITS) for name, content in files.items()}
