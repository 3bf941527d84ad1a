/* node node.js FOLDER SCRIPTS...: reads whole.json, queries.json and search/ of the folder, compares, measures, and prints a report as JSON. */
"use strict";
const { readFileSync } = require("fs"), { join } = require("path"), { inflateRawSync } = require("zlib"), vm = require("vm");
const [folder, ...scripts] = process.argv.slice(2);
globalThis.self = globalThis;
for (const script of scripts) vm.runInThisContext(readFileSync(script, "utf8"), { filename: script });
const search = self.guildhouseSearch, read = (name) => JSON.parse(readFileSync(join(folder, name), "utf8"));

/* A source that answers turn by turn, as a network does: all that is asked for at once takes one turn. */
function counted() {
  const seen = { bytes: 0, requests: 0, turns: 0 };
  let asked = [];
  function turn() {
    seen.turns++;
    for (const answer of asked.splice(0)) answer();
  }
  return { seen, get: (name) => new Promise((resolve, reject) => {
    const given = readFileSync(join(folder, "search", name));
    seen.bytes += given.length;
    seen.requests++;
    if (!asked.length) setTimeout(turn, 0);
    asked.push(() => { try { resolve(new Uint8Array(name === "manifest.json" ? given : inflateRawSync(given))); } catch (error) { reject(error); } });
  }) };
}

/* What a reader waits for: the index of some words, ten titles, ten fragments, and the facets meanwhile; with the processor's milliseconds. */
async function shown(library, text) {
  const terms = text.toLowerCase().split(" "), begun = process.cpuUsage();
  const meanwhile = library.prepare();
  const index = await library.index(terms);
  const found = index.query((query) => terms.forEach((term) => query.term(term, { usePipeline: false }))).slice(0, 10);
  const documents = await library.documents(found.map((one) => one.ref));
  await Promise.all([meanwhile, ...documents.map((one) => library.fragment(one))]);
  return process.cpuUsage(begun).user / 1000;
}

/* First anew, then with all that was asked before still there. */
async function cost(queries) {
  const first = [], next = [], shard = [], kept = counted(), library = await search.open(kept);
  await shown(library, queries[0]);
  for (const text of queries.slice(1)) {
    const source = counted(), words = counted(), before = Object.assign({}, kept.seen);
    first.push(Object.assign({ ms: await shown(await search.open(source), text) }, source.seen));
    await (await search.open(words)).index(text.toLowerCase().split(" "));
    shard.push(words.seen.bytes);
    const ms = await shown(library, text);
    next.push({ ms, bytes: kept.seen.bytes - before.bytes, requests: kept.seen.requests - before.requests, turns: kept.seen.turns - before.turns });
  }
  return { first, next, shard };
}

(async function () {
  const report = {}, queries = read("queries.json");
  report.words = await cost(queries.filter(([kind]) => kind === "a").map(([, text]) => text).slice(0, 80));
  report.pairs = await cost(queries.filter(([kind]) => kind === "a b").map(([, text]) => text).slice(0, 80));
  const whole = self.lunr.Index.load(read("whole.json")), library = await search.open(counted());
  report.kinds = {};
  for (const [kind, text] of queries) {
    const begun = process.hrtime.bigint(), found = await self.differences(whole, library, [text]);
    const sum = report.kinds[kind] || (report.kinds[kind] = { queries: 0, results: 0, different: [], seconds: 0 });
    sum.queries += found.queries;
    sum.results += found.results;
    sum.different.push(...found.different);
    sum.seconds += Number(process.hrtime.bigint() - begun) / 1e9;
  }
  report.heap = process.memoryUsage().heapUsed;
  console.log(JSON.stringify(report));
})();
