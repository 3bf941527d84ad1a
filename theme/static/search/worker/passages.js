/* Which section of a page answers a query best, and what to show of it, with its words marked. */
(function (search) {
  "use strict";
  const BEFORE = 60, SHOWN = 260, DENSE = 140, CLOSE = 40, LOOKED = 50000;
  /* Half a sign, or an accent of the letter before it. */
  const INSIDE = /[\udc00-\udfff\p{M}]/u;
  const parts = ({ description, sections }) => [{ anchor: "", heading: "", text: description }].concat(sections);

  /* Whether the words of a text stand side by side, in this order and as the page's language has them, in the title or somewhere in a text. */
  search.says = function (phrase, { title, lang }, text) {
    const wanted = search.words(phrase, lang);
    return wanted.length > 0 && [title].concat(...parts(text).map((part) => [part.heading, part.text])).some((part) => {
      const words = search.words(part, lang);
      return words.some((_, i) => wanted.every((word, k) => words[i + k] && words[i + k].terms.some((term) => word.terms.includes(term))));
    });
  };

  /* Whether a piece of text may: it has all of the words. */
  search.maySay = (phrase, { lang }, sketch) => search.words(phrase, lang).every(({ terms }) => terms.some((term) => sketch.has(search.sketched(term, ""))));

  /* Text between two places as [[piece, whether it is marked]]. */
  function marked(text, found, from, to) {
    const pieces = [];
    let at = from;
    const put = (end, isMarked) => { if (at < end) pieces.push([text.slice(at, end), isMarked]); at = Math.max(at, end); };
    for (const { start, end } of found) {
      if (start >= at && end <= to) {
        put(start, false);
        put(end, true);
      }
    }
    put(to, false);
    return pieces;
  }

  search.Passages = class {
    constructor(words) {
      this.words = words;
      this.terms = new Map();
      words.forEach((word, i) => word.meanings.forEach(({ boost, terms, rare }) => terms.forEach((term, k) => {
        if (!this.terms.has(term)) this.terms.set(term, { word: i, value: boost * rare[k] / (search.sum(rare) || 1) });
      })));
    }

    /* Places of the query's words: [{start, end, word, value}]; of a word of several parts, each is worth its share. */
    places(text, lang) {
      const found = [];
      for (const { start, end, terms } of search.words(text, lang)) {
        const known = terms.map((term) => this.terms.get(term)).filter(Boolean), one = known[0];
        if (one) found.push({ start, end, word: one.word, value: Math.min(1, search.sum(known.map(({ word, value }) => word === one.word ? value : 0))) });
      }
      return found;
    }

    /* What a piece of a long page is likely to be worth, by its sketch: as `scored` does when it has read it. */
    wanted(sketch) {
      const has = (term, said) => sketch.has(search.sketched(term, said));
      return search.sum(this.words.map((word, i) => {
        const worth = (said) => Math.min(1, search.sum(Array.from(this.terms, ([term, known]) => known.word === i && has(term, said) ? known.value : 0)));
        return word.weight * (worth("") * 0.4 + worth("+") * 0.25 + worth("#"));
      }));
    }

    marked(text, lang) { return marked(text, this.places(text, lang), 0, text.length); }

    /* The best section of a page. */
    best(fragment, { title, lang }) {
      return parts(fragment).map((section) => this.scored(section, lang, section.anchor ? section.heading : title)).reduce((one, other) => other.score > one.score ? other : one);
    }

    scored(section, lang, headline) {
      const { words } = this, found = this.places(section.text.slice(0, LOOKED), lang), heading = this.places(headline, lang), near = new Set();
      const held = (places, i) => search.sum(places.filter((place) => place.word === i).map((place) => place.value));
      let score = search.sum(words.map((word, i) => {
        const times = held(found, i);
        return word.weight * (times / (times + search.worth.repeated) + Math.min(1, held(heading, i)) * search.worth.heading);
      }));
      found.forEach((one, i) => {
        const other = found[i + 1], pair = other && [one.word, other.word].sort().join();
        if (!other || one.word === other.word || other.start - one.end > CLOSE || near.has(pair)) return;
        near.add(pair);
        score += search.worth.adjacent * Math.min(words[one.word].weight, words[other.word].weight);
      });
      return { section, found, score: score / (search.sum(words.map((word) => word.weight)) || 1) };
    }

    /* The stretch of a section that holds most of the query, with whole words at its ends. */
    excerpt({ section: { text }, found }) {
      const held = this.words.map(() => 0);
      let from = 0, most = -1, next = 0;
      for (const { start, word } of found) {
        for (; next < found.length && found[next].end <= start + DENSE; next++) held[found[next].word]++;
        const weight = search.sum(this.words.map((each, i) => held[i] > 0 ? each.weight : 0));
        if (weight > most) [from, most] = [start, weight];
        held[word]--;
      }
      const start = from > BEFORE ? Math.min(from, text.indexOf(" ", from - BEFORE) + 1 || from) : 0;
      let end = start + SHOWN < text.length ? Math.max(text.lastIndexOf(" ", start + SHOWN), start + DENSE) : text.length;
      while (end > from && INSIDE.test(text.slice(end, end + 1))) end--;
      return [].concat(start ? [["\u2026 ", false]] : [], marked(text, found, start, end), end < text.length ? [[" \u2026", false]] : []);
    }
  };

  /* The first few in the order of their best passages as well; a page that is called just so comes before all, and so do people who are called
     so among other names. Who says little wants to begin somewhere; who reads one language, rather reads on in it. */
  search.reordered = function (shown, first, words, text, isPerson, lang) {
    for (const each of shown) {
      const [title, asked] = [each.document.title, text].map((name) => search.terms(name, each.document.lang));
      const isNamed = title.join() === asked.join() || isPerson(each.number) && asked.length && asked.every((term) => title.includes(term));
      const hub = words.length > search.worth.few ? 0 : 1 / each.document.url.split("/").length;
      const isForeign = lang && !search.spoken([each.document.lang], lang);
      each.score *= (1 + search.worth.passage * each.best.score) * (isNamed && !isForeign ? search.worth.named : 1) * (1 + hub) * (isForeign ? search.worth.foreign : 1);
    }
    return shown.slice(0, first).sort((one, other) => other.score - one.score).concat(shown.slice(first));
  };
})(self.guildhouseSearch = self.guildhouseSearch || {});
