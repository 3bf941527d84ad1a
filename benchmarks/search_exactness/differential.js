/* Asks the whole index and the shards the same, and tells every difference: references, order, scores bit for bit, matched terms. */
(function (self) {
  "use strict";

  function answered(search) {
    try {
      return search();
    } catch (error) {
      return error instanceof self.lunr.QueryParseError ? "unreadable" : String(error);
    }
  }

  function unlike(whole, some) {
    if (typeof whole === "string" || typeof some === "string") return whole === some ? "" : `${whole} / ${some}`.slice(0, 200);
    if (whole.length !== some.length) return `${whole.length} / ${some.length} results`;
    const i = whole.findIndex((one, k) => one.ref !== some[k].ref || !Object.is(one.score, some[k].score)
      || JSON.stringify(one.matchData.metadata) !== JSON.stringify(some[k].matchData.metadata));
    return i < 0 ? "" : `${i}: ${JSON.stringify(whole[i])} / ${JSON.stringify(some[i])}`;
  }

  /* `whole` is a lunr.Index, `library` what guildhouseSearch.open gives. */
  self.differences = async function (whole, library, queries) {
    const report = { queries: 0, results: 0, different: [] };
    library.pipeline = whole.pipeline;
    for (const text of queries) {
      const query = new self.lunr.Query(library.fields), all = answered(() => whole.search(text));
      const parsed = answered(() => new self.lunr.QueryParser(text, query).parse());
      const index = parsed === "unreadable" ? null : await library.indexFor(query.clauses);
      const found = index ? answered(() => index.search(text)) : parsed, difference = unlike(all, found);
      report.queries++;
      report.results += all.length;
      if (difference) report.different.push([text, difference]);
    }
    return report;
  };
})(typeof self === "undefined" ? globalThis : self);
