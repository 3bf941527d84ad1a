/* How text becomes the terms that are looked for: what guildhouse/formats/search/analysis.py does when it indexes, step by step. */
(function (search) {
  "use strict";

  /* The classes of characters of characters.py, in the same order. */
  const segmented = "\u0e00-\u0eff\u1000-\u109f\u1100-\u11ff\u1780-\u17ff\u3005-\u3007\u3021-\u3029\u3031-\u3035\u303b\u303c\u3041-\u318e\u31a0-\u31bf\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\ua960-\ua97f\ua9e0-\ua9ff\uaa60-\uaa7f\uac00-\ud7ff\uf900-\ufaff\uff66-\uffdc\u{1b000}-\u{1b16f}\u{20000}-\u{3ffff}";
  const unsettled = "\u088f\u0897\u0c5c\u0cdc\u0cf3\u0ece\u1acf-\u1aff\u1c89\u1c8a\ua7cb-\ua7cf\ua7d2\ua7d4\ua7da-\ua7f1\u{105c0}-\u{105ff}\u{10940}-\u{1095f}\u{10d40}-\u{10d8f}\u{10ec2}-\u{10eff}\u{1123f}-\u{11241}\u{11380}-\u{113ff}\u{116d0}-\u{116ff}\u{11b60}-\u{11bff}\u{11db0}-\u{11def}\u{11f00}-\u{11f5f}\u{1342f}-\u{143ff}\u{16100}-\u{1613f}\u{16d40}-\u{16d7f}\u{16ea0}-\u{16edf}\u{187f8}-\u{187ff}\u{18cff}\u{18d09}-\u{18dff}\u{1b132}\u{1b155}\u{1ccf0}-\u{1ccf9}\u{1d2c0}-\u{1d2df}\u{1df25}-\u{1df2a}\u{1e030}-\u{1e08f}\u{1e4d0}-\u{1e6ff}\u{2b739}-\u{2b73f}\u{2b81e}\u{2b81f}\u{2cea2}-\u{2ceaf}\u{2ebf0}-\u{2f7ff}\u{3134b}-\u{3ffff}";
  const accents = /[\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u1ab0-\u1ace\u1dc0-\u1dff\u20d0-\u20f0\ufe00-\ufe0f\ufe20-\ufe2f\u{e0100}-\u{e01ef}]+/gu;
  const owning = ["s", "re", "m", "ll", "ve", "d"];
  const longest = 64;
  const mostParts = 4;

  const inside = `(?![${segmented}${unsettled}])`;
  const run = `${inside}[\\p{L}\\p{N}](?:${inside}[\\p{L}\\p{N}\\p{M}]|[\\xad\\u200c\\u200d\\u2060])*`;
  const tie = "(?:[-\\u2010\\u2011\\uff0d'\\u2019\\uff07.\\uff0e/&\\uff0f\\uff06]|[_\\uff3f]+)";
  const unit = `(?=[${segmented}])(?![${unsettled}])[\\p{L}\\p{N}](?:(?![${unsettled}])\\p{M}|[\\uff9e\\uff9f\\u1160-\\u11ff])*`;
  const chunks = new RegExp(`[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])|[#@.]?${run}(?:${tie}${run})*(?:\\+\\+|#)?|\\.\\.+|(?:${unit})+`, "gu");
  const units = new RegExp(unit, "gu");
  const isSegmented = new RegExp(`^[${segmented}]`, "u");
  const letters = {ß: "ss", æ: "ae", œ: "oe", ø: "o", đ: "d", ð: "d", ł: "l", þ: "th", ħ: "h", ı: "i", ς: "σ", "\u06cc": "\u064a", "\u0649": "\u064a", "\u06a9": "\u0643"};
  const speltOut = {ä: "ae", ö: "oe", ü: "ue", å: "aa", ø: "oe"};

  const changed = (text, map) => text.replace(/[^\0-\x7f]/g, found => map[found] || found);
  const size = text => Array.from(text).length;
  const flat = lists => lists.flat();

  /* Each language: the stem of a word, and whether a word says nothing by itself. */
  const languages = {
    en: {stem: word => lunr.stemmer({update: change => change(word)}), stops: word => !lunr.stopWordFilter(word)}
  };

  let analysers = {};
  const analysed = (text, tag, stopping) => (analysers[tag + stopping] = analysers[tag + stopping] || analyser(tag, stopping))(text);

  function all(pattern, text) {
    const found = [];
    pattern.lastIndex = 0;
    for (let match; (match = pattern.exec(text)); ) found.push(match);
    return found;
  }

  function normal(text) {
    return text.normalize("NFKC").replace(/[\u2010\u2019\u0660-\u0669\u06f0-\u06f9]/g, found =>
      found === "\u2010" ? "-" : found === "\u2019" ? "'" : found.charCodeAt(0) & 15
    ).replace(/[^\p{L}\p{N}\p{M}_#@.'+-]/gu, "");
  }

  const folded = text => changed(text.normalize("NFD").replace(accents, "").normalize("NFC"), letters);

  function analyser(tag, stopping) {
    const first = tag.toLowerCase().split("-")[0];
    const code = first === "nb" || first === "nn" ? "no" : first;
    const english = code === "en";
    const language = languages[code] || {stem: word => word, stops: () => false};

    const lower = word => (code === "tr" || code === "az" ? word.replace(/I/g, "ı").replace(/İ/g, "i") : word).toLowerCase();

    function stems(word) {
      const low = Array.from(lower(word)).slice(0, longest).join("");
      const terms = (english ? [low, changed(low, speltOut)] : [low]).map(spelling => {
        const bare = english ? folded(spelling) : spelling;
        const stem = /[\ud800-\udfff]/.test(bare) ? bare : language.stem(bare);
        return english ? stem : folded(stem);
      });
      return terms.filter((term, place) => term && terms.indexOf(term) === place);
    }

    function joined(parts) {
      const word = parts.join("");
      return parts.length < 2 || parts.length > mostParts || /\.|^[0-9]+$/.test(word) ? [] : stems(word);
    }

    function simple(word, coded) {
      const humps = /^[0-9A-Za-z]+$/.test(word) ? word.match(/[0-9]+|[A-Z]{2,}s(?![a-z])|[A-Z]+(?![a-z])|[A-Z]?[a-z]+/g) : [];
      if (worthSplitting(humps)) return flat(humps.filter(hump => hump.length > 1).map(stems)).concat(stems(word));
      return stopping && !coded && !/^[A-Z]{2,}$/.test(word) && language.stops(lower(word)) ? [] : stems(word);
    }

    function dotted(word, coded) {
      const found = [];
      for (let version; word.includes(".") && (version = /^((?:[^0-9.]{2,})?)v?([0-9]+(?:\.[0-9]+)+)/iu.exec(word)); coded = true) {
        const [all, name, number] = version;
        const short = number.split(".").slice(0, 2).join(".");
        found.push(...(name ? simple(name, true) : []), number, ...(short === number ? [] : [short]));
        word = word.slice(all.length).replace(/^\.+|\.+$/g, "");
      }
      return word ? found.concat(parted(word, coded)) : found;
    }

    function parted(word, coded) {
      if (!word.includes(".")) return simple(word, coded);
      const parts = word.split(".").filter(Boolean);
      if (parts.every(part => size(part) === 1)) return stems(parts.join(""));
      return flat(parts.map(part => simple(part, true))).concat(joined(parts));
    }

    function core(word) {
      if (word.includes("'")) return apostrophe(word);
      const parts = word.split(/[-_]+/).filter(Boolean);
      return flat(parts.map(part => dotted(part, word.includes("_")))).concat(joined(parts));
    }

    function apostrophe(word) {
      if (!english) return flat(word.split("'").filter(part => size(part) > 1).map(core));
      word = owner(word);
      const parts = word.split("'");
      if (parts.length < 2) return core(word);
      if (/n't$/i.test(word)) return stopping ? [] : stems(parts.join(""));
      return flat(parts.filter(part => size(part) > 1).map(core)).concat(joined(parts));
    }

    function named(text) {
      const [, before, name, after] = /^([#@.]?)(.*?)(\+\+|#?)$/.exec(text);
      const found = core(name);
      if ((before && !/[-_.']/.test(name)) || after === "++" || (after && size(name) <= 2)) {
        found.push(before + folded(lower(name)) + (before ? "" : after));
      }
      return found;
    }

    function pieces(chunk) {
      const parts = chunk.split(/[/&\uff0f\uff06]/);
      const plain = parts.map(normal);
      if (parts.length === 2 && parts.every(part => size(part) < 4)) return [[0, chunk.length, flat(plain.map(named)).concat(stems(plain.join("")))]];
      let end = -1;
      return parts.map((part, place) => [end + 1, (end += part.length + 1), named(plain[place])]);
    }

    function pairs(chunk) {
      const places = all(units, chunk).map(match => [match.index, match.index + match[0].length]);
      const spans = places.length > 1 ? places.slice(1).map(([, end], before) => [places[before][0], end]) : places;
      return spans.map(([start, end]) => [start, end, [folded(normal(chunk.slice(start, end)).toLowerCase())].filter(Boolean)]);
    }

    const known = new Map();
    function parts(chunk) {
      if (known.size > 20000) known.clear();
      if (!known.has(chunk)) known.set(chunk, (isSegmented.test(chunk) ? pairs : pieces)(chunk).filter(part => part[2].length));
      return known.get(chunk);
    }

    return text => flat(all(chunks, text).map(({0: chunk, index}) =>
      parts(chunk).map(([start, end, terms]) => ({start: index + start, end: index + end, terms}))
    ));
  }

  /* Without what says that something is owned or done, however often it stands there. */
  function owner(word) {
    let end = word.length, at;
    while ((at = word.lastIndexOf("'", end - 1)) >= 0 && owning.includes(word.slice(at + 1, end).toLowerCase())) end = at;
    return word.slice(0, end);
  }

  function worthSplitting(humps) {
    const numeric = hump => /^[0-9]/.test(hump);
    if (humps.some(numeric)) return humps[0].length > 1 && !numeric(humps[0]) && humps.length < mostParts;
    return humps.length > 1 && humps.length <= 2 * mostParts;
  }

  /* Called by the script of a language: its stemmer (Snowball's) and its stop words with spaces between them. */
  search.learn = function (tag, stemmer, stopWords) {
    const stops = new Set(stopWords.split(" "));
    analysers = {};
    languages[tag] = {stem: word => stemmer.stemWord(word), stops: word => stops.has(word)};
  };

  /* The words of a text that are worth looking for, each with its place in units of UTF-16. */
  search.words = function (text, lang) {
    const found = analysed(text, lang, true);
    return found.length ? found : analysed(text, lang, false);
  };

  /* Whether a word says nothing by itself. */
  search.isStop = (word, lang) => !analysed(word, lang, true).length;

  /* How a word's beginning may stand among terms: without accents, and in English also spelt out. */
  search.spellings = (word, lang) => Array.from(new Set([word].concat(/^en\b/i.test(lang) ? changed(word, speltOut) : []).map(each => folded(each))));

  /* The terms of a text in their order. */
  search.terms = (text, lang) => flat(search.words(text, lang).map(word => word.terms));
})((self.guildhouseSearch = self.guildhouseSearch || {}));
