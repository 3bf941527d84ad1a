/* What a query says: its words with the terms that stand for them, its phrases, and lunr's own syntax where it is used. */
(function (search, lunr) {
  "use strict";
  const PHRASE = /["\u201c\u201d\u201e\u00ab\u00bb]([^"\u201c\u201d\u201e\u00ab\u00bb]+)["\u201c\u201d\u201e\u00ab\u00bb]/g;
  /* Signs of lunr's syntax; -g and --force are options of commands, C++ a language. */
  const SYNTAX = /(?:^|\s)(?:\+|-(?=[^\s-]{2}))\S|[^\s:]:[^\s:/]|\*|~|\^\d/;
  /* Slips are for words, one or two: a higher number would let lunr build all words there are. */
  const NO_SLIP = /(?<![\p{L}\p{N}])~|~(?![12](?![\p{L}\p{N}]))/gu;
  const HYPHEN = /(?<=[\p{L}\p{N}])-(?=[\p{L}\p{N}])/gu;
  const SHORTEST = 3, LONGEST = 300, MOST = 32;

  /* No more of a pasted text than a query can be, and no half word at its end. */
  function shortened(text) {
    if (text.length <= LONGEST) return text;
    return text.slice(0, Math.max(text.lastIndexOf(" ", LONGEST), LONGEST / 2)).replace(/\p{Cs}$/u, "");
  }

  search.pipeline = function (languages) {
    const analysed = (token) => languages.flatMap((lang) => search.terms(token.toString(), lang)).map((term) => token.clone(() => term));
    const pipeline = new lunr.Pipeline();
    lunr.Pipeline.warnIfFunctionNotRegistered = () => {};
    pipeline.add(analysed);
    return pipeline;
  };

  /* Of the languages of a site the one that a page is in; none if it is in another. */
  search.spoken = (languages, lang = "") => languages.find((each) => each === lang) || languages.find((each) => each.split("-")[0] === lang.split("-")[0]);

  /* The words worth looking for, with their terms in each of the languages (`of`). What the language of the reader's page calls a stop word is
     left out, without one what all languages do; what only some do is `light`. */
  search.queried = function (text, languages, own) {
    const words = new Map();
    for (const lang of languages) {
      for (const { start, end, terms } of search.words(text, lang)) {
        const word = words.get(start) || { start, terms: [], of: {} };
        Object.assign(word, { end, text: text.slice(start, end), terms: Array.from(new Set(word.terms.concat(terms))) }).of[lang] = terms;
        words.set(start, word);
      }
    }
    const all = Array.from(words.values()).sort((one, other) => one.start - other.start), meant = all.filter((word) => !own || word.of[own]);
    for (const word of all) word.light = languages.some((lang) => !word.of[lang]);
    return (meant.length ? meant : all).filter((word, i, kept) => kept.findIndex((other) => other.terms.join() === word.terms.join()) === i);
  };

  /* `phrases`: texts whose words have to stand side by side. `clauses`: those of lunr's parser, null when the text is mere words. */
  search.understood = function (text, fields, languages, own) {
    const phrases = [];
    text = shortened(text).replace(NO_SLIP, " ");
    for (const match of text.matchAll(PHRASE)) phrases.push(match[1]);
    const bare = text.replace(PHRASE, " $1 "), words = search.queried(bare, languages, own).slice(0, MOST);
    return { text: bare, words, phrases: phrases.filter((phrase) => search.queried(phrase, languages).length), clauses: SYNTAX.test(bare) ? parsed(bare, fields, languages, own) : null };
  };

  /* lunr's parser takes the text as it is, but for hyphens, at which it would part words; what it does not understand are words. */
  function parsed(text, fields, languages, own) {
    const query = new lunr.Query(fields);
    try {
      new lunr.QueryParser(text.replace(/\S+/g, (word) => /[*~]/.test(word) ? word : word.replace(HYPHEN, "\\-")), query).parse();
    } catch (error) {
      if (error instanceof lunr.QueryParseError) return null;
      throw error;
    }
    const says = ({ term, presence }) => presence !== lunr.Query.presence.REQUIRED || !(own ? [own] : languages).every((lang) => search.isStop(term, lang));
    const said = query.clauses.filter(says);
    return (said.length ? said : query.clauses).flatMap((clause) => compound(clause, languages)).slice(0, MOST);
  }

  /* `+on-call` requires each part that says something, or all in one word (terms of one clause are alternatives); `-on-call` forbids the one word. */
  function compound(clause, languages) {
    const parts = clause.term.split("-").filter(Boolean), whole = parts.join(""), { OPTIONAL, PROHIBITED } = lunr.Query.presence;
    if (parts.length < 2 || clause.presence === OPTIONAL || !clause.usePipeline) return clause;
    if (clause.presence === PROHIBITED) return Object.assign({}, clause, { term: whole });
    const said = parts.filter((part) => !languages.some((lang) => search.isStop(part, lang)));
    return (said.length ? said : parts).map((part) => Object.assign({}, clause, { term: part + " " + whole }));
  }

  /* How the stored terms of words begin that begin so, in every way that a word is spelt in the languages of the site. */
  search.beginnings = function (library, word) {
    const spellings = new Set(library.languages.flatMap((lang) => search.spellings(word, lang)));
    return Promise.all(Array.from(spellings, (each) => beginning(library, each)));
  };

  /* Terms are stems, which may be shorter than what is written: `modul`, `authent`. */
  async function beginning(library, word) {
    let shared = word;
    for (const term of library.languages.flatMap((lang) => search.terms(word, lang))) {
      let same = 0;
      while (same < shared.length && shared[same] === term[same]) same++;
      if (same >= SHORTEST) shared = shared.slice(0, same);
    }
    if (shared.length < SHORTEST || (await library.terms(shared)).length) return shared;
    const known = (await library.spellings(word[0])).find(({ form }) => form.startsWith(word));
    return known ? known.term : shared;
  }
})(self.guildhouseSearch = self.guildhouseSearch || {}, self.lunr);
