/* Answers what is asked: messages in, messages out, the same in a worker and in a page that was opened from disk. */
(function (search) {
  "use strict";
  const FACETS = ["community", "kind", "topic", "person"];
  const MOST_CHECKED = 60, MOST_WORDS = 12;

  search.Engine = class {
    /* `source` gives files; `speak(languages)` loads their stemmers. */
    constructor(source, speak) {
      Object.assign(this, { source, speak, latest: 0 });
    }

    library() {
      if (!this.opened) {
        this.opened = this.open();
        this.opened.catch(() => { this.opened = null; });
      }
      return this.opened;
    }

    async open() {
      const library = await search.open(this.source);
      await this.speak(library.languages);
      library.pipeline = search.pipeline(library.languages);
      return library;
    }

    /* After a publication files may be gone that the manifest named: it is loaded anew, once. */
    async answer(message, reply) {
      this.latest = message.id;
      try {
        await this.found(await this.library(), message, reply);
      } catch (error) {
        if (error.reason !== "outdated") throw error;
        this.opened = null;
        await this.found(await this.library(), message, reply);
      }
    }

    async found(library, message, reply) {
      const filters = message.filters || {}, limit = message.limit || 10;
      const understood = search.understood(message.query, library.fields, library.languages);
      const [answer, facets] = await Promise.all([this.ranked(library, understood, message), library.facets()]);
      const passages = new search.Passages(answer.words, library.n);
      let ranked = answer.ranked;
      if (!ranked) ranked = Object.values(filters).some(Boolean) ? Array.from({ length: library.n }, (_, number) => ({ number, score: 0 })) : [];
      if (understood.phrases.length) ranked = await this.phrased(library, ranked, understood.phrases);
      const fits = (each, but) => FACETS.every((facet) => facet === but || has(facets[facet], each.number, filters[facet]));
      const kept = ranked.filter((each) => fits(each)), shown = kept.slice(0, limit);
      const head = {
        id: message.id, type: "results", total: kept.length, corrected: answer.corrected, suggestions: answer.suggestions,
        facets: Object.fromEntries(FACETS.map((facet) => [facet, counted(facets[facet], ranked.filter((each) => fits(each, facet)))])),
      };
      const told = (partial) => reply(Object.assign({ results: shown.map((each) => result(each, passages, facets)), partial }, head));
      const documents = await library.documents(shown.map((each) => each.number));
      shown.forEach((each, i) => { each.document = documents[i]; });
      const isOld = () => this.latest !== message.id;
      if (isOld() || !shown.length) return told(false);
      const texts = Promise.all(documents.map((each) => library.fragment(each.fragment)));
      if (!await soon(texts)) told(true);
      (await texts).forEach((text, i) => { shown[i].best = passages.best(text, shown[i].document); });
      if (!understood.clauses) search.reordered(shown);
      told(false);
    }

    /* What is found, best first; `words` as they are looked for in texts, `ranked` null when nothing was asked for. */
    async ranked(library, understood, { typing, exact }) {
      if (understood.clauses) return this.lunr(library, understood.clauses);
      if (!understood.words.length) return { words: [], ranked: null, corrected: null, suggestions: [] };
      const words = new search.Words(library, understood);
      await words.widen(typing, exact);
      const ranked = await search.ranked(library, words.words, understood.phrases.length > 0);
      return { words: words.words, ranked, corrected: words.corrected(), suggestions: words.suggestions() };
    }

    /* lunr's own syntax, and lunr's own order. */
    async lunr(library, clauses) {
      const index = await library.indexFor(clauses);
      const found = index.query((query) => query.clauses.push(...clauses));
      const words = new Map(), forbidden = self.lunr.Query.presence.PROHIBITED;
      if (clauses.some((clause) => clause.presence !== forbidden)) {
        for (const { matchData } of found.slice(0, MOST_CHECKED)) {
          for (const term of Object.keys(matchData.metadata)) if (words.size < MOST_WORDS) words.set(term, { meanings: [{ boost: 1, terms: [term], rare: [1] }], weight: 1 });
        }
      }
      return { words: Array.from(words.values()), ranked: found.map(({ ref, score }) => ({ number: +ref, score })), corrected: null, suggestions: [] };
    }

    /* Those in which the words of each phrase stand side by side; only so many of the best are looked at. */
    async phrased(library, ranked, phrases) {
      const checked = ranked.slice(0, MOST_CHECKED), documents = await library.documents(checked.map((each) => each.number));
      const texts = await Promise.all(documents.map((each) => library.fragment(each.fragment)));
      return checked.filter((_, i) => phrases.every((phrase) => search.says(phrase, documents[i], texts[i])));
    }
  };

  /* Whether all that is asked for was there already, so that an answer without it would only flicker. */
  function soon(promise) {
    return Promise.race([promise.then(() => true), new Promise((resolve) => setTimeout(resolve, 4, false))]);
  }

  function has(column, number, key) {
    return !key || column.of(number).some((at) => column.keys[at][0] === key);
  }

  function counted(column, ranked) {
    const counts = new Map();
    for (const { number } of ranked) for (const at of column.of(number)) counts.set(at, (counts.get(at) || 0) + 1);
    return Array.from(counts.keys()).sort((one, other) => one - other).map((at) => [...column.keys[at], counts.get(at)]);
  }

  function result({ number, document, best }, passages, facets) {
    const { url, title, lang } = document, key = (facet) => facets[facet].of(number).length ? facets[facet].keys[facets[facet].of(number)[0]][0] : null;
    const anchor = best && best.section.anchor;
    const marked = passages.marked(title, lang), heading = anchor ? passages.marked(best.section.heading, lang) : [], excerpt = best ? passages.excerpt(best) : [];
    const words = [].concat(marked, heading, excerpt).filter((piece) => piece[1]).map((piece) => piece[0].toLowerCase());
    return {
      url: anchor ? url + "#" + anchor : url, page: url, title: marked, heading, excerpt,
      kind: key("kind"), community: key("community"), words: words.filter((word, i) => words.indexOf(word) === i),
    };
  }
})(self.guildhouseSearch = self.guildhouseSearch || {});
