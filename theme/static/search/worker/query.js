/* What a query says: its words with the terms that stand for them, its phrases, and lunr's own syntax where it is used. */
(function (search, lunr) {
  "use strict";
  const PHRASE = /["\u201c\u201d\u201e\u00ab\u00bb]([^"\u201c\u201d\u201e\u00ab\u00bb]+)["\u201c\u201d\u201e\u00ab\u00bb]/g;
  /* Signs of lunr's syntax; -g and --force are options of commands, C++ a language. */
  const SYNTAX = /(?:^|\s)(?:\+|-(?=[^\s-]{2}))\S|[^\s:]:[^\s:/]|\*|~|\^\d/;
  /* Slips are for words, one or two: a higher number would let lunr build all words there are. */
  const NO_SLIP = /(?<![\p{L}\p{N}])~|~(?![12](?![\p{L}\p{N}]))/gu;
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

  /* The words worth looking for in each of the languages; one that any of them calls a stop word is one. */
  search.queried = function (text, languages) {
    const words = new Map();
    for (const { start, end, terms } of languages.flatMap((lang) => search.words(text, lang))) {
      const { spoken, terms: others } = words.get(start) || { spoken: 0, terms: [] };
      words.set(start, { start, end, text: text.slice(start, end), terms: Array.from(new Set(others.concat(terms))), spoken: spoken + 1 });
    }
    const all = Array.from(words.values()).sort((one, other) => one.start - other.start), meant = all.filter((word) => word.spoken === languages.length);
    return (meant.length ? meant : all).filter((word, i, kept) => kept.findIndex((other) => other.terms.join() === word.terms.join()) === i);
  };

  /* `phrases`: lists of terms that have to stand side by side. `clauses`: those of lunr's parser, null when the text is mere words. */
  search.understood = function (text, fields, languages) {
    const phrases = [];
    text = shortened(text).replace(NO_SLIP, " ");
    for (const match of text.matchAll(PHRASE)) phrases.push(search.queried(match[1], languages));
    const bare = text.replace(PHRASE, " $1 "), words = search.queried(bare, languages).slice(0, MOST);
    return { text: bare, words, phrases: phrases.filter((phrase) => phrase.length), clauses: SYNTAX.test(bare) ? parsed(bare, fields) : null };
  };

  /* lunr's parser takes the text as it is; what it does not understand are words. */
  function parsed(text, fields) {
    const query = new lunr.Query(fields);
    try {
      new lunr.QueryParser(text, query).parse();
    } catch (error) {
      if (error instanceof lunr.QueryParseError) return null;
      throw error;
    }
    return query.clauses.slice(0, MOST);
  }

  /* How the stored terms of words begin that begin so; those are stems, which may be shorter: `modul`, `authent`. */
  search.beginning = async function (library, word) {
    let shared = word;
    for (const term of library.languages.flatMap((lang) => search.terms(word, lang))) {
      let same = 0;
      while (same < shared.length && shared[same] === term[same]) same++;
      if (same >= SHORTEST) shared = shared.slice(0, same);
    }
    if (shared.length < SHORTEST || (await library.terms(shared)).length) return shared;
    const known = (await library.spellings(word[0])).find(({ form }) => form.startsWith(word));
    return known ? known.term : shared;
  };
})(self.guildhouseSearch = self.guildhouseSearch || {}, self.lunr);
