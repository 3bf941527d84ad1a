/* Which documents a query finds, and in what order: lunr's score, times how much of the query a document answers to. */
(function (search, lunr) {
  "use strict";
  /* What each principle is worth; docs/search.md says what is lost without it. */
  const worth = search.worth = {
    coordination: 1, prefix: 0.3, synonym: 0.5, typos: [0.7, 0.4, 0.4], title: 2, passage: 1, adjacency: 0.5, first: 20, least: 0.5, rarity: 0, parts: 1, fields: null, cover: 1, own: 1, mix: 0, K: 10, idf: 1, soon: 0.5,
    rare: 4, long: 3, nearly: 7, candidates: 3, letters: 3, expansions: 12,
  };

  /* Damerau's distance (neighbours may change places), as far as it matters. */
  search.distance = function (one, other, most) {
    if (Math.abs(one.length - other.length) > most) return most + 1;
    let before = [], row = Array.from({ length: other.length + 1 }, (_, i) => i);
    for (let i = 1; i <= one.length; i++) {
      const last = row, next = [i];
      for (let j = 1; j <= other.length; j++) {
        next[j] = Math.min(last[j] + 1, next[j - 1] + 1, last[j - 1] + (one[i - 1] === other[j - 1] ? 0 : 1));
        if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) next[j] = Math.min(next[j], before[j - 2] + 1);
      }
      before = last;
      row = next;
    }
    return row[other.length];
  };

  const rarity = (held, n) => Math.log(1 + (n - held + 0.5) / (held + 0.5));

  /* Gives each word its forms: {term, boost}, the best first; what stands for it by itself, then what may be meant. */
  class Words {
    constructor(library, understood) {
      this.library = library;
      this.words = understood.words;
      for (const word of this.words) word.forms = new Map(word.terms.map((term, i) => [term, i < word.terms.length - 1 ? worth.parts : 1]));
    }

    async held() {
      const found = await this.library.postings(this.words.flatMap((word) => Array.from(word.forms.keys())));
      const known = new Map(found.map((each) => [each.term, each.documents]));
      for (const word of this.words) {
        word.held = Math.max(0, ...word.terms.map((term) => known.get(term) || 0));
        word.weight = rarity(word.held, this.library.n);
      }
      return known;
    }

    add(word, term, boost) {
      if (!word.forms.has(term)) word.forms.set(term, boost);
    }

    async synonyms() {
      const glossary = await this.library.glossary();
      for (let i = 0; i < this.words.length; i++) {
        for (let length = 1; length <= 4 && i + length <= this.words.length; length++) {
          const some = this.words.slice(i, i + length);
          const key = some.map((word) => word.terms[0]).join(" ");
          if (!Object.prototype.hasOwnProperty.call(glossary, key)) continue;
          for (const other of glossary[key]) for (const term of other.split(" ")) for (const word of some) this.add(word, term, worth.synonym / Math.sqrt(other.split(" ").length));
        }
      }
    }

    async typos() {
      const wrong = this.words.filter((word) => word.held <= worth.rare && word.text.length > worth.long && /^\p{L}+$/u.test(word.text));
      await Promise.all(wrong.map(async (word) => {
        const low = word.text.toLowerCase(), stem = word.terms[0], most = low.length >= worth.nearly ? 2 : 1;
        const known = await this.library.spellings(stem[0]), near = [];
        for (const each of known) {
          if (each.term === stem || each.documents <= word.held) continue;
          const far = Math.min(search.distance(stem, each.term, most), search.distance(low, each.form, most));
          if (far <= most) near.push([far, -each.documents, each]);
        }
        near.sort((one, other) => one[0] - other[0] || one[1] - other[1]);
        word.near = near.slice(0, worth.candidates).map((each) => each[2]);
        word.near.forEach((each, i) => this.add(word, each.term, worth.typos[i]));
      }));
    }

    async prefixes(word, fields) {
      const prefix = search.common(word.text.toLowerCase(), this.library.languages);
      const found = (await this.library.terms(prefix)).filter((pair) => pair[0] !== prefix);
      found.sort((one, other) => other[1] - one[1]);
      for (const [term] of found.slice(0, worth.expansions)) this.add(word, term, worth.prefix);
    }

    /* All that a word may mean besides itself. */
    async widen(typing, exact) {
      await this.held();
      const last = this.words[this.words.length - 1];
      if (!exact) {
        await Promise.all([this.synonyms(), this.typos()]);
        for (const word of this.words) if (!word.held && word !== last && word.forms.size === word.terms.length && word.text.length >= worth.letters) await this.prefixes(word);
      }
      if (last.text.length >= worth.letters && (typing || !last.held && last.forms.size === last.terms.length)) await this.prefixes(last);
    }

    /* The query with its misspelt words put right; null when there are none. */
    corrected(text) {
      return this.rewritten(text, (word) => !word.held && word.near && word.near[0]);
    }

    suggestions(text, found) {
      const other = this.rewritten(text, (word) => word.near && word.near[word.held ? 0 : 1]);
      return other ? [other] : [];
    }

    rewritten(text, better) {
      let out = text, changed = false;
      for (const word of this.words.slice().reverse()) {
        const form = better(word);
        if (form) {
          out = out.slice(0, word.start) + form.form + out.slice(word.end);
          changed = true;
        }
      }
      return changed ? out : null;
    }
  }

  /* lunr's order, by how much of the query each document answers to: [{number, score, share}]. */
  search.ranked = async function (library, words, isPhrase) {
    const terms = new Map();
    words.forEach((word, i) => word.forms.forEach((boost, term) => {
      const known = terms.get(term) || { boost: 0, words: [] };
      known.boost = Math.max(known.boost, boost);
      known.words.push(i);
      terms.set(term, known);
    }));
    const index = await library.index(Array.from(terms.keys()));
    const found = index.query((query) => terms.forEach(({ boost }, term) => {
      if (worth.fields) library.fields.forEach((field, f) => query.term(term, { boost: boost * worth.fields[f], fields: [field], usePipeline: false }));
      else query.term(term, { boost, usePipeline: false });
    }));
    const counted = words.map((word) => Math.pow(word.weight, worth.rarity)), all = counted.reduce((sum, weight) => sum + weight, 0);
    let bm = null;
    if (worth.own) {
      bm = new Map();
      const ps = await library.postings(Array.from(terms.keys()));
      for (const { term, vectors, documents } of ps) {
        const idf = rarity(documents, library.n), { boost } = terms.get(term);
        const y = new Map();
        vectors.forEach(({ docs, weights }, f) => {
          for (let i = 0; i < docs.length; i++) y.set(docs[i], (y.get(docs[i]) || 0) + (worth.fields ? worth.fields[f] : 1) * weights[i] / 1000 / idf);
        });
        y.forEach((v, d) => { bm.set(d, (bm.get(d) || 0) + boost * Math.pow(idf, worth.idf) * v / (v + worth.K)); });
      }
    }
    const ranked = found.map(({ ref, score, matchData }) => {
      if (bm) {
        score = Math.pow(bm.get(+ref), 1 - worth.mix) * Math.pow(score, worth.mix);
      }
      const has = new Set();
      for (const term of Object.keys(matchData.metadata)) for (const i of terms.get(term).words) has.add(i);
      let share = 0;
      has.forEach((i) => { share += counted[i]; });
      share /= all;
      return { number: +ref, share, score: score * Math.pow(share, worth.coordination) };
    });
    return ranked.filter((each) => !isPhrase || each.share === 1).sort((one, other) => other.score - one.score);
  };

  /* The first few in the order of their best passages as well. */
  search.reordered = function (shown) {
    for (const each of shown) each.score *= 1 + worth.passage * each.best.score;
    const first = shown.splice(0, worth.first);
    shown.unshift(...first.sort((one, other) => other.score - one.score));
  };

  search.Words = Words;
})(self.guildhouseSearch = self.guildhouseSearch || {}, self.lunr);
