/* lunr.js 2.3.9 writes the edges of a node as label and number without anything between, so that with digits in terms two different nodes
   look alike ("1" + "23", "12" + "3"): terms that nobody indexed come out of a wildcard, and the search throws. One sign more tells them apart. */
(function (lunr) {
  "use strict";
  lunr.TokenSet.prototype.toString = function () {
    return this._str || (this.final ? "1" : "0") + Object.keys(this.edges).sort().map((label) => label + this.edges[label].id + ",").join("");
  };
})(self.lunr);
