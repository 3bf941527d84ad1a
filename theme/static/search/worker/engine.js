/* Answers what is asked: messages in, messages out, the same in a worker and in a page that was opened from disk. */
(function (search) {
  "use strict";
  const FACETS = ["community", "kind", "topic", "person"];
  let started = null;

  class Engine {
    constructor({ base, languages, lang }, source) {
      Object.assign(this, { base, lang, source, scripts: languages || {} });
    }

    async open() {
      const library = await search.open(this.source);
      library.pipeline = search.pipeline(library.languages);
      return library;
    }

    library() {
      if (!this.opened) {
        this.opened = this.open();
        this.opened.catch(() => { this.opened = null; });
      }
      return this.opened;
    }

    /* After a publication files may be gone that the manifest names: it is loaded anew, once. */
    async answer(message, reply) {
      try {
        await this.found(await this.library(), message, reply);
      } catch (error) {
        if (error.reason !== "outdated") throw error;
        this.opened = null;
        await this.found(await this.library(), message, reply);
      }
    }

    async found(library, message, reply) {
      const { query, filters = {}, limit = 10, typing } = message;
      const understood = search.understood(query, library.fields, library.languages), words = new search.Words(library, understood);
      const facets = library.facets();
      await words.held();
      await words.synonyms();
      await words.typos();
      const ranked = understood.words.length ? await search.ranked(library, understood.words) : [];
      const columns = await facets;
      const kept = ranked.filter((each) => FACETS.every((facet) => matches(columns[facet], each.number, filters[facet])));
      const first = kept.slice(0, Math.max(limit, 10));
      const passages = new search.Passages(understood.words);
      const documents = await library.documents(first.map((each) => each.number));
      const fragments = await Promise.all(documents.map((each) => library.fragment(each.fragment)));
      first.forEach((each, i) => {
        each.document = documents[i];
        each.best = passages.best(fragments[i], documents[i].lang);
        each.final = each.score * (1 + search.worth.passage * each.best.score);
      });
      const ordered = first.slice(0, search.worth.first).sort((one, other) => other.final - one.final).concat(first.slice(search.worth.first));
      const results = ordered.slice(0, limit).map((each) => this.result(each, passages));
      reply({ id: message.id, type: "results", total: kept.length, results, facets: {}, corrected: null, suggestions: [], partial: false });
    }

    result({ document, best }, passages) {
      const { url, title, lang } = document;
      return {
        url: url + (best.section.anchor ? "#" + best.section.anchor : ""), page: url, title: passages.marked(title, lang),
        heading: best.section.anchor ? passages.marked(best.section.heading, lang) : [], excerpt: passages.excerpt(best), kind: "", community: null, words: [],
      };
    }
  }

  function matches(column, number, key) {
    if (!key) return true;
    return column.of(number).some((at) => column.keys[at][0] === key);
  }

  search.Engine = Engine;

  search.answer = async function (message, reply) {
    try {
      if (message.type === "start") {
        started = new Engine(message, search.fetched(message.base));
        await started.library();
        reply({ id: message.id, type: "ready" });
      } else await started.answer(message, reply);
    } catch (error) {
      reply({ id: message.id, type: "error", reason: error.reason || "failed", message: String(error.stack || error) });
    }
  };
})(self.guildhouseSearch = self.guildhouseSearch || {});
