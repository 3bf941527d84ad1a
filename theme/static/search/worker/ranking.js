/* Which documents a query finds, and in what order. lunr finds them; what counts then is how much of the query each answers to. */
(function (search, lunr) {
  "use strict";
  /* What each principle is worth; docs/search.md says what is lost without it. */
  const worth = search.worth = {
    coordination: 1, enough: 10, synonym: 0.6, typos: [0.7, 0.4, 0.4], joined: 0.7, prefix: 0.3,
    dictionaries: 16, rare: 4, long: 3, nearly: 7, letters: 3, expansions: 12, title: 2, soon: 1, adjacency: 0.5, passage: 1, first: 10,
  };
  const LETTERS = /^\p{L}+$/u;

  search.rarity = (held, n) => Math.log(1 + (n - held + 0.5) / (held + 0.5));

  /* Damerau's distance (neighbours may change places), or more than `most`. */
  search.distance = function (one, other, most) {
    if (Math.abs(one.length - other.length) > most) return most + 1;
    let before = [], last = Array.from({ length: other.length + 1 }, (_, i) => i);
    for (let i = 1; i <= one.length; i++) {
      const next = [i];
      for (let j = 1; j <= other.length; j++) {
        next[j] = Math.min(last[j] + 1, next[j - 1] + 1, last[j - 1] + (one[i - 1] === other[j - 1] ? 0 : 1));
        if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) next[j] = Math.min(next[j], before[j - 2] + 1);
      }
      if (Math.min(...next) > most) return most + 1;
      before = last;
      last = next;
    }
    return last[other.length];
  };

  /* Each word gets its meanings, [{boost, terms}]: what is written first, then what may be meant. A document has to hold all terms of one. */
  class Words {
    constructor(library, { words, text }) {
      Object.assign(this, { library, words, text, known: new Map() });
      for (const word of words) word.meanings = [{ boost: 1, terms: word.terms }];
    }

    /* How many documents hold each of the terms. */
    async look(terms) {
      const wanted = terms.filter((term) => !this.known.has(term));
      for (const term of wanted) this.known.set(term, 0);
      for (const { term, documents } of await this.library.postings(wanted)) this.known.set(term, documents);
    }

    async held() {
      await this.look(this.words.flatMap((word) => word.terms));
      for (const word of this.words) word.held = Math.max(...word.terms.map((term) => this.known.get(term)));
    }

    /* All that the words may mean besides themselves. */
    async widen(typing, exact) {
      await this.held();
      const last = this.words[this.words.length - 1], before = typing ? this.words.slice(0, -1) : this.words;
      if (!exact) {
        await Promise.all([this.synonyms(), ...before.map((word) => this.misspelt(word))]);
        await Promise.all(before.map((word) => this.unknown(word)));
      }
      if (typing) await this.begun(last);
      await this.look(this.words.flatMap((word) => word.meanings.flatMap((meaning) => meaning.terms)));
      for (const word of this.words) {
        for (const meaning of word.meanings) meaning.rare = meaning.terms.map((term) => this.known.get(term) && search.rarity(this.known.get(term), this.library.n));
        word.weight = search.rarity(Math.max(...word.meanings[0].terms.map((term) => this.known.get(term))), this.library.n);
      }
    }

    mean(word, boost, terms) {
      if (!word.meanings.some((meaning) => meaning.terms.join(" ") === terms.join(" "))) word.meanings.push({ boost, terms });
    }

    /* Words in a row that the glossary, or a page, says to mean the same as others. */
    async synonyms() {
      const glossary = new Map(Object.entries(await this.library.glossary()));
      this.words.forEach((_, from) => {
        let key = "";
        for (let to = from; to < this.words.length && to < from + 6; to++) {
          const { terms } = this.words[to];
          key += (key && " ") + terms.slice(0, Math.max(1, terms.length - 1)).join(" ");
          for (const other of glossary.get(key) || []) for (const word of this.words.slice(from, to + 1)) this.mean(word, worth.synonym, other.split(" "));
        }
      });
    }

    /* Words that hardly any document holds may be others, misspelt: of the same first letter, and if there are none, of the second or any. */
    async misspelt(word) {
      if (word.held > worth.rare || word.text.length <= worth.long || !LETTERS.test(word.text)) return;
      const low = word.text.toLowerCase(), stem = word.terms[0];
      word.near = await this.near(word, low, stem, stem[0]);
      if (!word.held && !word.near.length) word.near = await this.near(word, low, stem, low[1]);
      if (!word.held && !word.near.length && (this.library.manifest.spellings.length <= worth.dictionaries || this.words.every((each) => !each.held))) word.near = await this.near(word, low, stem);
      word.near.forEach((each, i) => this.mean(word, worth.typos[i], [each.term]));
    }

    async near(word, low, stem, letter) {
      const most = low.length >= worth.nearly ? 2 : 1, near = [];
      for (const each of await this.library.spellings(letter)) {
        if (each.term === stem || each.documents <= word.held) continue;
        each.far = Math.min(search.distance(stem, each.term, most), search.distance(low, each.form, most));
        if (each.far <= most) near.push(each);
      }
      return near.sort((one, other) => one.far - other.far || other.documents - one.documents).slice(0, worth.typos.length);
    }

    /* A word that no document holds may be written apart or together, or be the beginning of one. */
    async unknown(word) {
      const at = this.words.indexOf(word), low = word.text.toLowerCase();
      if (word.held > worth.rare || !LETTERS.test(low)) return;
      for (const [one, other] of [[this.words[at - 1], word], [word, this.words[at + 1]]]) {
        if (!one || !other || /\S/.test(this.text.slice(one.end, other.start))) continue;
        const joined = this.terms(one.text + other.text);
        await this.look(joined);
        if (joined.some((term) => this.known.get(term))) for (const each of [one, other]) this.mean(each, worth.joined, joined);
      }
      if (word.held || word.meanings.length > 1 || low.length <= worth.long) return;
      await this.parted(word, low);
      if (word.meanings.length === 1) await this.begun(word);
    }

    async parted(word, low) {
      const begins = new Set((await this.library.spellings(low[0])).flatMap(({ term, form }) => [term, form]));
      const cuts = [];
      for (let cut = low.length - worth.letters; cut >= worth.letters; cut--) if (begins.has(low.slice(0, cut))) cuts.push([low.slice(0, cut), low.slice(cut)].map((part) => this.terms(part)));
      await this.look(cuts.flat(2));
      const fits = cuts.find((parts) => parts.every((terms) => terms.some((term) => this.known.get(term) > 1)));
      if (fits) this.mean(word, worth.joined, fits.flat());
    }

    async begun(word) {
      const prefix = search.common(word.text.toLowerCase(), this.library.languages);
      if (prefix.length < worth.letters) return this.title(word, prefix);
      const found = (await this.library.terms(prefix)).filter((pair) => pair[0] !== prefix).sort((one, other) => other[1] - one[1]);
      for (const [term] of found.slice(0, worth.expansions)) this.mean(word, worth.prefix, [term]);
    }

    terms(text) { return Array.from(new Set(this.library.languages.flatMap((lang) => search.terms(text, lang)))); }

    /* The query with its misspelt words put right; null when there are none. */
    corrected() { return this.rewritten((word) => !word.held && word.near && word.near[0]); }

    suggestions() {
      const other = this.rewritten((word) => word.near && word.near[word.held ? 0 : 1]);
      return other ? [other] : [];
    }

    rewritten(better) {
      let text = this.text;
      for (const word of this.words.slice().reverse()) {
        const other = better(word);
        if (other) text = text.slice(0, word.start) + other.form + text.slice(word.end);
      }
      return text === this.text ? null : text;
    }
  }
  search.Words = Words;

  /* What lunr finds: [{number, score, share}], the best first. A word that stands often or in a title counts more, but less and less so. */
  search.ranked = async function (library, words, isPhrase) {
    const names = Array.from(new Set(words.flatMap((word) => word.meanings.flatMap((meaning) => meaning.terms))));
    const [index, postings] = await Promise.all([library.index(names), library.postings(names)]);
    const found = index.query((query) => names.forEach((term) => query.term(term, { usePipeline: false })));
    const ranked = new Map(found.map(({ ref }) => [+ref, { number: +ref, score: 0, share: 0 }]));
    const gains = new Map(postings.map((posting) => [posting.term, saturated(posting, library.n)]));
    for (const word of words) {
      const best = new Map();
      for (const meaning of word.meanings) {
        answered(meaning, gains).forEach(([score, share], number) => {
          const one = best.get(number);
          best.set(number, one ? [Math.max(one[0], score), Math.max(one[1], share)] : [score, share]);
        });
      }
      best.forEach(([score, share], number) => {
        const each = ranked.get(number);
        each.score += score;
        each.share += share / words.length;
      });
    }
    const all = Array.from(ranked.values()).filter((each) => !isPhrase || each.share > 0.999);
    for (const each of all) each.score *= Math.pow(each.share, worth.coordination);
    return all.sort((one, other) => other.score - one.score);
  };

  /* What each document gains by a meaning, and how much of it it holds. */
  function answered({ boost, terms, rare }, gains) {
    const sums = new Map(), all = rare.reduce((sum, each) => sum + each, 0);
    terms.forEach((term, i) => (gains.get(term) || []).forEach((gain, number) => {
      const sum = sums.get(number) || [0, 0];
      sums.set(number, [sum[0] + boost * gain, sum[1] + boost * rare[i] / all]);
    }));
    return sums;
  }

  function saturated({ vectors, documents }, n) {
    const rare = search.rarity(documents, n), sums = new Map();
    for (const { docs, weights } of vectors) for (let i = 0; i < docs.length; i++) sums.set(docs[i], (sums.get(docs[i]) || 0) + weights[i] / 1000 / rare);
    sums.forEach((sum, number) => sums.set(number, rare * sum / (sum + worth.enough)));
    return sums;
  }

  /* The first few in the order of their best passages as well. */
  search.reordered = function (shown) {
    for (const each of shown) each.score *= 1 + worth.passage * each.best.score;
    shown.unshift(...shown.splice(0, worth.first).sort((one, other) => other.score - one.score));
  };
})(self.guildhouseSearch = self.guildhouseSearch || {}, self.lunr);
