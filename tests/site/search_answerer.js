/* Stands in place of the worker in tests: finds words in a handful of pages that it holds itself, and answers as the protocol says. */
(function () {
  "use strict";
  const pages = [
    ["/communities/incident-response/resources/severity-levels/", "Severity levels", "resource", "incident-response", ["incidents"], ["amal"], ["", "", "When in doubt, declare the higher severity; it can be lowered later."]],
    ["/communities/incident-response/resources/writing-a-good-postmortem/", "Writing a good postmortem", "resource", "incident-response", ["incidents"], ["jonas"], ["", "", "A postmortem tells at which severity it happened."]],
    ["/severity-scale/", "One severity scale", "decision", "incident-response", ["incidents"], ["amal"], ["#context", "Context", "… so that every team had its own severity words, which nobody else knew …"]],
    ["/people/amal/", "Amal Haddad", "person", null, [], ["amal"], ["", "", "Asks for the severity first."]],
    ["/glossary/", "Severity", "term", null, ["incidents"], [], ["", "", "How bad it is."]],
    ["/decision-records/", "Decision records", "page", "accessibility", [], [], ["", "", "How a severity is decided, and by whom; kube-proxy is none of it."]],
  ];
  const labels = { resource: "Resources", decision: "Decisions", person: "People", term: "Glossary", page: "Pages", "incident-response": "Incident response", accessibility: "Accessibility", incidents: "Incidents", amal: "Amal Haddad", jonas: "Jonas Berg" };
  const facets = { kind: (page) => [page[2]], community: (page) => (page[3] ? [page[3]] : []), topic: (page) => page[4], person: (page) => page[5] };
  const pauses = { sev: 400 };  /* so that the answer to what is typed on comes first */
  const failures = { nonet: "offline", old: "unsupported", stale: "outdated", broken: "failed" };

  function marked(text, query) {
    const at = query ? text.toLowerCase().indexOf(query) : -1;
    return at < 0 ? [[text, false]] : [[text.slice(0, at), false], [text.slice(at, at + query.length), true], [text.slice(at + query.length), false]].filter((piece) => piece[0]);
  }

  function answer(message, reply) {
    if (message.type === "start") return;
    let query = message.query.toLowerCase();
    if (failures[query]) return reply({ id: message.id, type: "error", reason: failures[query] });
    let corrected = null;
    const missing = query === "zeppelin" ? [query] : [];
    if (missing.length) query = "severity";
    if (query === "severty" && !message.exact) corrected = query = "severity";
    const holding = query === "many" ? Array.from({ length: 45 }, (_, i) => ["/people/", "Number " + i, "page", null, [], [], ["", "", "many"]]) : pages.filter((page) => (page[1] + page[6][2]).toLowerCase().includes(query));
    const chosen = (page, but) => Object.keys(facets).every((name) => name === but || !message.filters[name] || facets[name](page).includes(message.filters[name]));
    const found = holding.filter((page) => chosen(page));
    const counted = {};
    for (const name of Object.keys(facets)) {
      const numbers = {};
      holding.filter((page) => chosen(page, name)).forEach((page) => facets[name](page).forEach((key) => { numbers[key] = (numbers[key] || 0) + 1; }));
      counted[name] = Object.keys(numbers).map((key) => [key, labels[key], numbers[key]]);
    }
    const results = found.slice(0, message.limit).map((page) => ({
      url: page[0] + page[6][0], page: page[0], title: marked(page[1], query), heading: page[6][1] ? marked(page[6][1], query) : [],
      excerpt: marked(page[6][2], query), kind: page[2], community: page[3], words: [query], state: page[2] === "decision" ? "Superseded" : undefined, date: page[2] === "decision" ? "2026-03-04" : undefined,
    }));
    const done = { id: message.id, type: "results", total: found.length, everywhere: holding.length, missing, results, facets: counted, corrected, suggestions: query === "severities" ? ["severity"] : [], partial: false };
    if (message.typing) reply(Object.assign({}, done, { partial: true, results: results.map((each) => Object.assign({}, each, { excerpt: [] })) }));
    setTimeout(() => reply(done), pauses[query] || 5);
  }

  self.guildhouseSearch = { answer };
  if (typeof WorkerGlobalScope !== "undefined") self.onmessage = (event) => answer(event.data, (message) => self.postMessage(message));
})();
