/* Which documents a query finds, and in what order. lunr finds them; what counts then is how much of the query each answers to. */
(function (search) {
  "use strict";
  /* What each principle is worth; docs/search-ranking.md says what is lost without it. */
  const worth = search.worth = {
    coordination: 1, enough: 7, heading: 2, repeated: 2, adjacent: 1, passage: 1, named: 3, foreign: 0.5, few: 2,
    synonym: 0.4, typos: [0.7, 0.4, 0.4], joined: 0.7, prefix: 0.3, rare: 4, near: 7, safe: 6, letters: 3, begun: 12, dictionaries: 16, ending: 1, whole: 0.99,
  };
  const LETTERS = /^\p{L}+$/u, NUMERONYM = /^(\p{L})(\d{1,2})(\p{L})$/u;
  /* Of more documents lunr is not asked: they stand behind all that anybody looks at. */
  const SEARCHED = 100;
  const descending = (one, other) => other.score - one.score;
  const best = (list, most, by) => list.sort(by).slice(0, most);
  const frequent = (one, other) => other.documents - one.documents;

  search.rarity = (held, n) => Math.log(1 + (n - held + 0.5) / (held + 0.5));
  search.sum = (numbers) => numbers.reduce((sum, each) => sum + each, 0);

  /* Damerau's distance: neighbours may change places. */
  function distance(one, other) {
    let before, last = Array.from({ length: other.length + 1 }, (_, i) => i);
    for (let i = 1; i <= one.length; i++) {
      const next = [i];
      for (let j = 1; j <= other.length; j++) {
        next[j] = Math.min(last[j] + 1, next[j - 1] + 1, last[j - 1] + (one[i - 1] !== other[j - 1]));
        if (before && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) next[j] = Math.min(next[j], before[j - 2] + 1);
      }
      before = last;
      last = next;
    }
    return last[other.length];
  }

  /* Of short words, those with another letter in place of one are other words: wifi, wiki. */
  function slip(low, form) {
    const isOther = low.length === form.length && Array.from(low).sort().join() !== Array.from(form).sort().join();
    return low[0] !== form[0] || low.length < 5 && isOther ? Infinity : distance(low, form);
  }

  /* Each word gets its meanings, [{boost, terms}]: what is written first, then what may be meant. */
  search.Words = class {
    constructor(library, { words, text }) {
      Object.assign(this, { library, words, text, known: new Map() });
      for (const word of words) {
        word.meanings = [{ boost: 1, terms: word.terms }];
        word.low = word.text.toLowerCase().replace(/^[@#]/, "");
      }
    }

    /* How many documents hold one of the terms. */
    async held(terms) {
      const wanted = terms.filter((term) => !this.known.has(term));
      for (const { term, documents } of wanted.length ? await this.library.postings(wanted) : []) this.known.set(term, documents);
      return Math.max(0, ...terms.map((term) => this.known.get(term) || 0));
    }

    /* All that the words may mean besides themselves. */
    async widen(typing, exact) {
      const last = this.words[this.words.length - 1], whole = this.words.filter((word) => !typing || word !== last);
      const synonyms = exact ? null : this.synonyms();  /* files that do not depend on each other are asked for in one turn */
      if (typing) this.beginnings(last).catch(() => { /* asked again below */ });
      await Promise.all([this.held(this.words.flatMap((word) => word.terms)), synonyms]);
      for (const word of this.words) word.held = await this.held(word.terms);
      if (!exact) {
        await Promise.all(whole.map((word) => this.misspelt(word)));
        for (const word of whole) await this.unknown(word);
      }
      if (typing) {
        await this.begun(last);
        if (!exact && last.meanings.length === 1) await this.misspelt(last);
      }
      await this.held(this.words.flatMap((word) => word.meanings.flatMap((meaning) => meaning.terms)));
      for (const word of this.words) {
        word.weight = search.rarity(word.held, this.library.n);
        for (const meaning of word.meanings) meaning.rare = meaning.terms.map((term) => this.known.has(term) ? search.rarity(this.known.get(term), this.library.n) : 0);
      }
    }

    /* A field, where only that counts; isWhole: all of the terms or none. */
    mean(word, boost, terms, field, isWhole) {
      if (!word.meanings.some((known) => known.terms.join() === terms.join())) word.meanings.push({ boost, terms, field, isWhole });
    }

    /* Words in a row that the glossary, or a page, says to mean the same as others; k8s. */
    async synonyms() {
      const glossary = new Map(Object.entries(await this.library.glossary()));
      for (const lang of this.library.languages) this.words.forEach((_, from) => {
        for (let to = from + 1; to <= this.words.length && to <= from + 6; to++) {
          const row = this.words.slice(from, to), key = (cut) => row.flatMap(({ of: { [lang]: terms = [] } }) => terms.slice(0, Math.max(1, terms.length - cut))).join(" ");
          for (const other of glossary.get(key(0)) || glossary.get(key(1)) || []) for (const word of row) this.mean(word, worth.synonym, other.split(" "), undefined, true);
        }
      });
      for (const word of this.words) {
        const [, first, left, last] = NUMERONYM.exec(word.low) || [];
        if (first) for (const { term, form } of await this.library.spellings(first)) if (form.length === +left + 2 && form.endsWith(last)) this.mean(word, worth.synonym, [term]);
      }
    }

    /* A word that hardly any document holds may be another, misspelt: of the same first letter, and if there is none, of the second or of any.
       There are many short words besides those of a site: of five letters or less only one that no page knows is, and the first letter is right. */
    async misspelt(word) {
      const isShort = word.low.length < worth.safe;
      if (word.light || word.held > worth.rare || word.low.length <= worth.letters || !LETTERS.test(word.low) || isShort && word.held || !word.held && await this.begins(word.low)) return;
      const unknown = () => !word.held && !word.near.length, lists = this.library.manifest.spellings.length;
      word.near = await this.near(word, word.low[0]);
      if (unknown() && !isShort) word.near = await this.near(word, word.low[1]);
      if (unknown() && !isShort && (lists <= worth.dictionaries || this.words.every((each) => !each.held))) word.near = await this.near(word);
      word.near.forEach((each, i) => this.mean(word, worth.typos[i], [each.term]));
    }

    /* Whether a word that pages know begins so. */
    async begins(low) { return (await this.library.terms(low)).length > 0 || (await this.library.spellings(low[0])).some(({ form }) => form.startsWith(low)); }

    async near(word, letter) {
      const low = word.low, stem = word.terms[0], most = word.held || low.length < worth.near ? 1 : 2, near = [];
      for (const { term, form, documents } of await this.library.spellings(letter)) {
        if (term === stem || documents <= word.held || Math.abs(form.length - low.length) > most && Math.abs(term.length - stem.length) > most) continue;
        const written = form === term + "s" && distance(low, term) < distance(low, form) ? term : form, stems = distance(stem, term), forms = distance(low, written);
        const far = low.length < worth.safe ? Math.min(slip(stem, term), slip(low, written)) : Math.min(stems, forms);
        if (form !== term && forms > far + worth.ending || written[0] !== low[0] && far > 1) continue;  /* stems alone are too short to be sure: someone, something */
        if (far <= most) near.push({ term, form: written, documents, far });
      }
      return best(near, worth.typos.length, (one, other) => one.far - other.far || frequent(one, other));
    }

    /* A word that no document holds may be written together with its neighbour, or apart, or be the beginning of one. */
    async unknown(word) {
      if (word.light || word.held > worth.rare) return;
      if (!LETTERS.test(word.low)) return word.held || word.low.length < worth.letters ? null : this.begun(word);
      const at = this.words.indexOf(word);
      for (const pair of [this.words.slice(at - 1, at + 1), this.words.slice(at, at + 2)]) {
        if (pair.length < 2 || /\S/.test(this.text.slice(pair[0].end, pair[1].start))) continue;
        const terms = this.terms(pair[0].text + pair[1].text);
        if (await this.held(terms)) for (const each of pair) this.mean(each, worth.joined, terms);
      }
      if (word.held || word.meanings.length > 1) return;
      const known = new Set((await this.library.spellings(word.low[0])).map(({ form }) => form));
      for (let cut = word.low.length - worth.letters; cut >= worth.letters; cut--) {
        const parts = [word.low.slice(0, cut), word.low.slice(cut)].map((part) => this.terms(part));
        if (known.has(word.low.slice(0, cut)) && await this.held(parts[0]) && await this.held(parts[1])) return this.mean(word, worth.joined, parts.flat());
      }
      return this.begun(word);
    }

    /* Stored terms that begin as the word does. */
    async beginnings(word) {
      const prefixes = Array.from(new Set(await search.beginnings(this.library, word.low))), isShort = prefixes.every((each) => each.length < worth.letters);
      const found = await Promise.all(prefixes.map(async (each) => isShort ? this.library.spellings(each) : (await this.library.terms(each)).map(([term, documents]) => ({ term, documents }))));
      return { isShort, found: found.flat() };
    }

    /* Of one letter or two, titles are looked for. */
    async begun(word) {
      const { isShort, found } = await this.beginnings(word);
      for (const { term } of best(found, isShort ? worth.letters : worth.begun, frequent)) this.mean(word, worth.prefix, [term], isShort ? "title" : undefined);
    }

    /* Words that no page has, nor any other word in their place. */
    missing() { return this.words.filter((word) => !word.light && !word.meanings.some(({ terms }) => terms.some((term) => this.known.has(term)))).map((word) => word.text); }

    terms(text) { return Array.from(new Set(this.library.languages.flatMap((lang) => search.terms(text, lang)))); }

    /* The query with misspelt words put right, by those that are nearest or next; null where nothing changes. */
    rewritten(next) {
      let text = this.text;
      for (const { near, held, start, end } of this.words.slice().reverse()) {
        const other = near && near[next && !held ? 1 : 0];
        if (other && (next || !held)) text = text.slice(0, start) + other.form + text.slice(end);
      }
      return text === this.text ? null : text.trim();
    }
  };

  /* What lunr finds: [{number, score, share}], the best first. A word that stands often or in a title counts more, but less and less so. */
  search.ranked = async function (library, words, isPhrase) {
    const names = Array.from(new Set(words.flatMap((word) => word.meanings.flatMap((meaning) => meaning.terms))));
    const known = await library.postings(names), postings = new Map(known.map((posting) => [posting.term, posting]));
    const [scores, shares, firm, gains, parts, sums, ...meant] = Array.from({ length: 8 }, () => new Float64Array(library.n)), found = [];
    const all = words.filter((word) => !word.light).length - 0.001;
    for (const word of words) {
      gains.fill(0);
      parts.fill(0);
      for (const meaning of word.meanings) {
        answered(meaning, postings, meant, sums);
        raise(gains, meant[0]);
        raise(parts, meant[1]);
      }
      for (let number = 0; number < library.n; number++) {
        scores[number] += gains[number];
        shares[number] += parts[number] / words.length;
        if (!word.light) firm[number] += parts[number];
      }
    }
    for (let number = 0; number < library.n; number++) {
      const share = shares[number];
      if (scores[number] && (!isPhrase || firm[number] > all)) found.push({ number, score: scores[number] * Math.pow(share, worth.coordination), share });
    }
    found.sort(descending);
    const index = library.assembled(known, new Set(found.slice(0, SEARCHED).map((each) => each.number))), byNumber = new Map(found.slice(0, SEARCHED).map((each) => [each.number, each]));
    return index.query((query) => names.forEach((term) => query.term(term, { usePipeline: false }))).map(({ ref }) => byNumber.get(+ref)).sort(descending).concat(found.slice(SEARCHED));
  };

  function raise(numbers, others) { for (let i = 0; i < numbers.length; i++) if (others[i] > numbers[i]) numbers[i] = others[i]; }

  /* What each document gains by a meaning, and how much of it it holds; arrays are used again and again, which spares the browser clearing up. */
  function answered({ boost, terms, rare, field, isWhole }, postings, [scores, shares], sums) {
    const all = search.sum(rare);
    scores.fill(0);
    shares.fill(0);
    terms.forEach((term, i) => {
      if (!postings.has(term)) return;
      sums.fill(0);
      for (const { docs, weights, field: one } of postings.get(term).vectors) {
        if (!field || one === field) for (let k = 0; k < docs.length; k++) sums[docs[k]] += weights[k] / 1000 / rare[i];
      }
      for (let number = 0; number < sums.length; number++) {
        if (!sums[number]) continue;
        scores[number] += boost * rare[i] * sums[number] / (sums[number] + worth.enough);
        shares[number] += boost * rare[i] / all;
      }
    });
    if (isWhole) for (let number = 0; number < sums.length; number++) if (shares[number] < boost * worth.whole) scores[number] = shares[number] = 0;
  }
})(self.guildhouseSearch = self.guildhouseSearch || {});
