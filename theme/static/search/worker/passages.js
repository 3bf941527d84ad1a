/* Which section of a page answers a query best, and what to show of it, with its words marked. */
(function (search) {
  "use strict";
  const AROUND = 60, SHOWN = 260;

  /* Places of the query's words in a text: [{start, end, word}]. */
  function places(text, lang, terms) {
    const found = [];
    for (const each of search.words(text, lang)) {
      let word, value = 0;
      for (const term of each.terms) {
        const known = terms.get(term);
        if (known && (word === undefined || known.word === word)) { word = known.word; value += known.value; }
      }
      if (word !== undefined) found.push({ start: each.start, end: each.end, word, value: Math.min(1, value) });
    }
    return found;
  }

  function summed(found) {
    const sums = new Map();
    for (const { word, value } of found) sums.set(word, (sums.get(word) || 0) + value);
    return sums;
  }

  /* Text as [[piece, whether it is marked]]. */
  function marked(text, found, from, to) {
    const pieces = [];
    let at = from;
    for (const { start, end } of found) {
      if (start < at || end > to) continue;
      if (start > at) pieces.push([text.slice(at, start), false]);
      pieces.push([text.slice(start, end), true]);
      at = end;
    }
    if (at < to) pieces.push([text.slice(at, to), false]);
    return pieces;
  }

  const parts = ({ description, sections }) => [{ anchor: "", heading: "", text: description }].concat(sections);

  /* Whether words stand side by side, in this order, in the title or somewhere in a text. */
  search.says = function (phrase, document, text) {
    const holds = (part) => {
      const words = search.words(part, document.lang);
      return words.some((_, i) => phrase.every((word, k) => words[i + k] && words[i + k].terms.some((term) => word.terms.includes(term))));
    };
    return holds(document.title) || parts(text).some((part) => holds(part.heading) || holds(part.text));
  };

  search.Passages = class {
    constructor(words) {
      this.words = words;
      this.terms = new Map();
      words.forEach((word, i) => word.meanings.forEach(({ boost, terms, rare }) => {
        const all = rare.reduce((sum, each) => sum + each, 0) || 1;
        terms.forEach((term, k) => { if (!this.terms.has(term)) this.terms.set(term, { word: i, value: boost * rare[k] / all }); });
      }));
      this.all = words.reduce((sum, word) => sum + word.weight, 0) || 1;
    }

    marked(text, lang) { return marked(text, places(text, lang, this.terms), 0, text.length); }

    /* The best section of a page: {section, score, found}. */
    best(fragment, { lang }) {
      let best = null;
      for (const section of parts(fragment)) {
        const one = this.scored(section, lang);
        if (!best || one.score > best.score) best = one;
      }
      return best;
    }

    scored(section, lang) {
      const found = places(section.text, lang, this.terms), heading = places(section.heading, lang, this.terms);
      const seen = summed(found), titled = summed(heading);
      let score = 0;
      this.words.forEach((word, i) => {
        const times = seen.get(i) || 0;
        score += word.weight * (times / (times + search.worth.soon) + Math.min(1, titled.get(i) || 0) * search.worth.title);
      });
      let near = 0;
      const pairs = new Set();
      for (let i = 1; i < found.length; i++) {
        const one = found[i - 1], other = found[i], key = Math.min(one.word, other.word) * 100 + Math.max(one.word, other.word);
        if (one.word !== other.word && other.start - one.end <= 40 && !pairs.has(key)) {
          pairs.add(key);
          near += Math.min(this.words[one.word].weight, this.words[other.word].weight);
        }
      }
      return { section, found, heading, score: (score + search.worth.adjacency * near) / this.all };
    }

    /* The stretch of the section that holds most of the words. */
    excerpt({ section, found }) {
      const text = section.text;
      let from = 0, most = -1;
      for (let i = 0; i < found.length; i++) {
        const seen = new Set();
        let sum = 0;
        for (let j = i; j < found.length && found[j].end - found[i].start <= SHOWN - 2 * AROUND; j++) {
          if (!seen.has(found[j].word)) sum += this.words[found[j].word].weight;
          seen.add(found[j].word);
        }
        if (sum > most) { most = sum; from = found[i].start; }
      }
      let start = Math.max(0, from - AROUND);
      if (start) start = text.indexOf(" ", start) + 1 || start;
      if (start > from) start = from;
      let end = Math.min(text.length, start + SHOWN);
      if (end < text.length) end = Math.max(text.lastIndexOf(" ", end), start + SHOWN / 2);
      const pieces = marked(text, found, start, end);
      if (start) pieces.unshift(["\u2026 ", false]);
      if (end < text.length) pieces.push([" \u2026", false]);
      return pieces;
    }
  };
})(self.guildhouseSearch = self.guildhouseSearch || {});
