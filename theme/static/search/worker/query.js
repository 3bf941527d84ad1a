/* What a query says: its words with the terms that stand for them, its phrases, and lunr's own syntax where it is used. */
(function (search, lunr) {
  "use strict";
  const PHRASE = /["\u201c\u201d\u201e\u00ab\u00bb]([^"\u201c\u201d\u201e\u00ab\u00bb]+)["\u201c\u201d\u201e\u00ab\u00bb]/g;
  /* Signs of lunr's syntax; -g and --force are options of commands, C++ a language. */
  const SYNTAX = /(?:^|\s)(?:\+|-(?=[^\s-]{2}))\S|[^\s:]:[^\s:/]|\*|[~^]\d/;
  const SHORTEST = 3;

  search.pipeline = function (languages) {
    const analysed = (token) => languages.flatMap((lang) => search.terms(token.toString(), lang)).map((term) => token.clone(() => term));
    const pipeline = new lunr.Pipeline();
    lunr.Pipeline.warnIfFunctionNotRegistered = () => {};
    pipeline.add(analysed);
    return pipeline;
  };

  /* The words worth looking for in each of the languages; one that any of them calls a stop word is one. */
  search.queried = function (text, languages) {
    const words = new Map(), spoken = languages.map((lang) => search.words(text, lang));
    for (const found of spoken) {
      for (const { start, end, terms } of found) {
        const known = words.get(start) || { start, end, text: text.slice(start, end), terms: [], times: 0 };
        known.times++;
        for (const term of terms) if (!known.terms.includes(term)) known.terms.push(term);
        words.set(start, known);
      }
    }
    const all = Array.from(words.values()).sort((one, other) => one.start - other.start);
    const meant = all.filter((word) => word.times === languages.length);
    return (meant.length ? meant : all).filter((word, i, kept) => kept.findIndex((other) => other.terms.join() === word.terms.join()) === i);
  };

  /* `phrases`: lists of terms that have to stand side by side. `clauses`: those of lunr's parser, null when the text is mere words. */
  search.understood = function (text, fields, languages) {
    const phrases = [];
    for (const match of text.matchAll(PHRASE)) phrases.push(search.queried(match[1], languages));
    const bare = text.replace(PHRASE, " $1 "), words = search.queried(bare, languages);
    return { text: bare, words, phrases: phrases.filter((phrase) => phrase.length), clauses: SYNTAX.test(bare) ? parsed(bare, fields, languages) : null };
  };

  function parsed(text, fields, languages) {
    const query = new lunr.Query(fields);
    try {
      new lunr.QueryParser(text, query).parse();
    } catch (error) {
      if (error instanceof lunr.QueryParseError) return null;
      throw error;
    }
    return query.clauses.map((clause) => shortened(clause, languages));
  }

  /* What is stored are stems: `module*` has to find `modul`, too. */
  function shortened(clause, languages) {
    const prefix = /^([^*]+)\*$/.exec(clause.term);
    if (prefix) clause.term = common(prefix[1], languages) + "*";
    return clause;
  }

  function common(word, languages) {
    let shared = word;
    for (const lang of languages) {
      for (const term of search.terms(word, lang)) {
        let same = 0;
        while (same < shared.length && shared[same] === term[same]) same++;
        if (same >= SHORTEST) shared = shared.slice(0, same);
      }
    }
    return shared;
  }
  search.common = common;
})(self.guildhouseSearch = self.guildhouseSearch || {}, self.lunr);
