/* Answers what is asked: messages in, messages out, the same in a worker and in a page that was opened from disk. */
(function (search) {
  "use strict";
  const FACETS = ["community", "kind", "topic", "person"], FIRST = 10, CHECKED = 60, WORDS = 12, SOON = 4, BEST = 5, FEW = 5;

  search.Engine = class {
    /* `source` gives files, `speak(languages)` loads their stemmers, `lang` is that of the page that asks, `manifest` promises one that is loaded already. */
    constructor(source, speak, lang, manifest) { Object.assign(this, { source, speak, lang, manifest }); }

    async open() {
      const given = await this.manifest;
      this.manifest = null;
      const library = await search.open(this.source, given);
      await this.speak(library.languages);
      library.pipeline = search.pipeline(library.languages);
      return library;
    }

    library() {
      if (!this.opened) (this.opened = this.open()).catch(() => { this.opened = null; });
      return this.opened;
    }

    /* After a publication files may be gone that the manifest named: it is loaded anew, once. */
    async answer(message, reply) {
      this.latest = message.id;
      const found = async () => this.found(await this.library(), message, reply);
      return found().catch((error) => {
        if (error.reason !== "outdated") throw error;
        this.opened = null;
        this.renewed = true;
        return found();
      });
    }

    async found(library, message, reply) {
      library.prepare().catch(() => { /* whoever needs it asks again */ });
      const { id, filters = {}, limit = FIRST } = message, asked = search.understood(message.query, library.fields, library.languages, search.spoken(library.languages, this.lang));
      const [{ words, ranked, corrected = null, suggestions = [], missing = [] }, facets] = await Promise.all([this.ranked(library, asked, message, filters), library.facets()]);
      const passages = new search.Passages(words), said = asked.phrases.length ? await phrased(ranked, asked.phrases, library, (each, wanted) => this.text(library, each, wanted, Infinity)) : ranked;
      const fits = (but) => FACETS.every((facet) => facet === but || !filters[facet]) ? said : said.filter(({ number }) => FACETS.every((facet) => facet === but || !filters[facet] || facets[facet].keys.some(([key], at) => key === filters[facet] && facets[facet].of(number).includes(at))));
      const kept = fits();
      let shown = kept.slice(0, limit);
      const counts = Object.fromEntries(FACETS.map((facet) => [facet, counted(facets[facet], filters[facet] ? fits(facet) : kept, filters[facet])]));
      const tell = (partial) => reply({ id, type: "results", total: kept.length, everywhere: said.length, missing, results: shown.filter((each) => each.document).map((each) => result(each, passages, facets)), facets: counts, corrected, suggestions, partial });
      const heads = shown.map((each) => library.documents([each.number]).then(([document]) => { each.document = document; })), all = Promise.all(heads);
      all.catch(() => { /* told below */ });
      await Promise.all(heads.slice(0, BEST));
      if (this.latest !== id || !shown.length) return all.then(() => tell(false));
      const read = (each, text) => { each.best = passages.best(text, each.document); };
      const texts = Promise.all(shown.map((each, i) => heads[i].then(() => this.text(library, each.document, (sketch) => passages.wanted(sketch)))));
      for (const each of shown) if (each.document && each.document.sections) read(each, each.document);
      if (await Promise.race([texts, new Promise((resolve) => setTimeout(resolve, SOON, 0))]) === 0) tell(true);
      (await texts).forEach((text, i) => { if (!shown[i].best) read(shown[i], text); });
      const people = facets.kind.keys.findIndex(([key]) => key === "person");
      if (!asked.clauses) shown = search.reordered(shown, FIRST, words, asked.text, (number) => facets.kind.of(number).includes(people), this.lang);
      tell(false);
    }

    /* The text of a page; one that is still missing when the manifest has been loaded anew is left out. */
    text(library, document, wanted, most) {
      return library.fragment(document, wanted, most).catch((error) => {
        if (error.reason === "outdated" && !this.renewed) throw error;
        return { description: "", sections: [] };
      });
    }

    /* What is found, best first, and the words as they are looked for in texts; who asks for nothing but filters is shown all. */
    async ranked(library, { words, text, phrases, clauses }, { typing, exact }, filters) {
      if (clauses) return syntax(library, clauses);
      if (!words.length) return { words, ranked: Object.values(filters).some(Boolean) ? Array.from({ length: library.n }, (_, number) => ({ number, score: 0 })) : [] };
      const meant = new search.Words(library, { words, text });
      await meant.widen(typing, exact);
      const ranked = await search.ranked(library, words, phrases.length);
      return { words, ranked, corrected: meant.rewritten(false), suggestions: ranked.length > FEW ? [] : [meant.rewritten(true)].filter(Boolean), missing: meant.missing() };
    }
  };

  /* lunr's own syntax, in lunr's own order. */
  async function syntax(library, clauses) {
    for (const clause of clauses) {
      const [, word] = /^([^*]+)\*$/.exec(clause.term) || [];
      if (word) clause.term = (await search.beginnings(library, word))[0] + "*";
    }
    const index = known(await library.indexFor(clauses)), found = index.query((query) => query.clauses.push(...clauses));
    const terms = new Set(found.slice(0, CHECKED).flatMap(({ matchData }) => Object.keys(matchData.metadata)));
    const words = Array.from(terms).slice(0, WORDS).map((term) => ({ meanings: [{ boost: 1, terms: [term], rare: [1] }], weight: 1 }));
    return { words, ranked: found.map(({ ref, score }) => ({ number: +ref, score })) };
  }

  /* lunr finds nothing as soon as one of the terms of a required word is nowhere, though another is: the stem of another language, `oncall`. */
  function known(index) {
    const { pipeline, invertedIndex } = index, runString = (text, about) => {
      const terms = pipeline.runString(text, about), there = terms.filter((term) => term in invertedIndex);
      return there.length ? there : terms;
    };
    return Object.assign(index, { pipeline: { runString } });
  }

  /* Those in which the words of each phrase stand side by side; only so many of the best are looked at. */
  async function phrased(ranked, phrases, library, textOf) {
    const checked = ranked.slice(0, CHECKED), documents = await library.documents(checked.map((each) => each.number));
    const texts = await Promise.all(documents.map((each) => textOf(each, (sketch) => Number(phrases.some((phrase) => search.maySay(phrase, each, sketch))))));
    return checked.filter((_, i) => phrases.every((phrase) => search.says(phrase, documents[i], texts[i])));
  }

  /* What is chosen is told even where nothing has it, for its name. */
  function counted(column, ranked, chosen) {
    const counts = column.counted(ranked);
    return column.keys.map(([key, label], at) => [key, label, counts[at]]).filter(([key, , count]) => count || key === chosen);
  }

  function result({ number, document: { url, title, lang, state, date }, best }, passages, facets) {
    const { anchor, heading } = best ? best.section : {}, first = ({ keys, of }) => of(number).length ? keys[of(number)[0]][0] : null;
    const texts = { title: passages.marked(title, lang), heading: anchor ? passages.marked(heading, lang) : [], excerpt: best ? passages.excerpt(best) : [] };
    const words = Object.values(texts).flat().filter((piece) => piece[1]).map((piece) => piece[0].toLowerCase());
    return Object.assign(texts, { url: url + (anchor ? "#" + anchor : ""), page: url, kind: first(facets.kind), community: first(facets.community), lang, state, date, words: Array.from(new Set(words)) });
  }
})(self.guildhouseSearch = self.guildhouseSearch || {});
