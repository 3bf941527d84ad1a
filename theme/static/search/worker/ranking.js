/* Which documents a query finds, and in what order: lunr's score, times how much of the query a document answers to. */
(function (search, lunr) {
  "use strict";
  /* What each principle is worth; docs/search.md says what is lost without it. */
  const worth = search.worth = {
    coordination: 1, prefix: 0.3, synonym: 0.5, typos: [0.7, 0.4, 0.4], title: 2, passage: 1, adjacency: 0.5, first: 20, least: 0.5, rarity: 0, parts: 1, fields: null, cover: 1, own: 1, partial: 1, K: 10, idf: 1, soon: 0.5,
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
        const there = word.terms.filter((term) => known.has(term)), rare = there.map((term) => rarity(known.get(term), this.library.n));
        const all = rare.reduce((sum, each) => sum + each, 0);
        word.held = Math.max(0, ...there.map((term) => known.get(term)));
        word.parts = new Map(there.map((term, i) => [term, rare[i] / all]));
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

  /* What lunr finds: [{number, score, share}], the best first. A word that stands often or in a title counts more, but less and less so. */
  search.ranked = async function (library, words, isPhrase) {
    const terms = new Map();
    words.forEach((word) => word.forms.forEach((boost, term) => terms.set(term, Math.max(boost, terms.get(term) || 0))));
    const names = Array.from(terms.keys()), [index, postings] = await Promise.all([library.index(names), library.postings(names)]);
    const found = new Map(index.query((query) => terms.forEach((boost, term) => query.term(term, { boost, usePipeline: false }))).map(({ ref }) => [+ref, { number: +ref, score: 0, share: 0 }]));
    const gains = new Map(postings.map((posting) => [posting.term, saturated(posting, library.n)]));
    for (const word of words) {
      const own = new Map(), other = new Map();
      word.forms.forEach((boost, term) => {
        const gain = gains.get(term), isOwn = word.terms.includes(term);
        if (!gain) return;
        gain.forEach((each, number) => {
          const sums = isOwn ? own : other, sum = sums.get(number) || [0, 0];
          if (isOwn) { sum[0] += boost * each; sum[1] += word.parts.get(term); }
          else { sum[0] = Math.max(sum[0], boost * each); sum[1] = Math.max(sum[1], worth.partial ? boost : 1); }
          sums.set(number, sum);
        });
      });
      other.forEach((sum, number) => { const known = own.get(number); if (!known) own.set(number, sum); else { known[0] = Math.max(known[0], sum[0]); known[1] = Math.max(known[1], sum[1]); } });
      own.forEach(([score, share], number) => {
        const each = found.get(number);
        each.score += score;
        each.share += (worth.partial ? Math.min(1, share) : 1) * Math.pow(word.weight, worth.rarity);
      });
    }
    const all = words.reduce((sum, word) => sum + Math.pow(word.weight, worth.rarity), 0);
    const ranked = Array.from(found.values());
    for (const each of ranked) each.score *= Math.pow(each.share /= all, worth.coordination);
    return ranked.filter((each) => !isPhrase || each.share > 0.99).sort((one, other) => other.score - one.score);
  };

  function saturated({ vectors, documents }, n) {
    const rare = rarity(documents, n), sums = new Map();
    for (const { docs, weights } of vectors) for (let i = 0; i < docs.length; i++) sums.set(docs[i], (sums.get(docs[i]) || 0) + weights[i] / 1000 / rare);
    sums.forEach((sum, number) => sums.set(number, rare * sum / (sum + worth.K)));
    return sums;
  }

  /* The first few in the order of their best passages as well. */
  search.reordered = function (shown) {
    for (const each of shown) each.score *= 1 + worth.passage * each.best.score;
    const first = shown.splice(0, worth.first);
    shown.unshift(...first.sort((one, other) => other.score - one.score));
  };

  search.Words = Words;
})(self.guildhouseSearch = self.guildhouseSearch || {}, self.lunr);
