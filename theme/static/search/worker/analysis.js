// How text becomes the terms that are looked for: what guildhouse/formats/search/analysis.py does when it indexes, step by step.
(function (search) {
  "use strict";

  // The classes of characters of characters.py, in the same order.
  const segmented = "\u0e00-\u0eff\u1000-\u109f\u1100-\u11ff\u1780-\u17ff\u3005-\u3007\u3021-\u3029\u3031-\u3035\u303b\u303c\u3041-\u318e\u31a0-\u31bf\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\ua960-\ua97f\ua9e0-\ua9ff\uaa60-\uaa7f\uac00-\ud7ff\uf900-\ufaff\uff66-\uffdc\u{1b000}-\u{1b16f}\u{20000}-\u{3ffff}";
  const unsettled = "\u088f\u0897\u0c5c\u0cdc\u0cf3\u0ece\u1acf-\u1aff\u1c89\u1c8a\ua7cb-\ua7cf\ua7d2\ua7d4\ua7da-\ua7f1\u{105c0}-\u{105ff}\u{10940}-\u{1095f}\u{10d40}-\u{10d8f}\u{10ec2}-\u{10eff}\u{1123f}-\u{11241}\u{11380}-\u{113ff}\u{116d0}-\u{116ff}\u{11b60}-\u{11bff}\u{11db0}-\u{11def}\u{11f00}-\u{11f5f}\u{1342f}-\u{143ff}\u{16100}-\u{1613f}\u{16d40}-\u{16d7f}\u{16ea0}-\u{16edf}\u{187f8}-\u{187ff}\u{18cff}\u{18d09}-\u{18dff}\u{1b132}\u{1b155}\u{1ccf0}-\u{1ccf9}\u{1d2c0}-\u{1d2df}\u{1df25}-\u{1df2a}\u{1e030}-\u{1e08f}\u{1e4d0}-\u{1e6ff}\u{2b739}-\u{2b73f}\u{2b81e}\u{2b81f}\u{2cea2}-\u{2ceaf}\u{2ebf0}-\u{2f7ff}\u{3134b}-\u{3ffff}";
  const accents = "\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u1ab0-\u1ace\u1dc0-\u1dff\u20d0-\u20f0\ufe00-\ufe0f\ufe20-\ufe2f\u{e0100}-\u{e01ef}";
  const longest = 64;
  const mostParts = 4;

  const letter = `(?![${segmented}${unsettled}])[\\p{L}\\p{N}]`;
  const mark = `(?:(?![${segmented}${unsettled}])\\p{M}|[\\u00ad\\u200c\\u200d\\u2060])`;
  const run = `(?:${letter})+(?:${mark}+(?:${letter})*)*`;
  const tie = "(?:[-\\u2010\\u2011\\uff0d'\\u2019\\uff07.\\uff0e/&\\uff0f\\uff06]|[_\\uff3f]+)";
  const unit = `(?=[${segmented}])(?![${unsettled}])[\\p{L}\\p{N}](?:(?![${unsettled}])\\p{M}|[\\uff9e\\uff9f\\u1160-\\u11ff])*`;
  const chunks = new RegExp(`[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])|[#@.]?${run}(?:${tie}${run})*(?:\\+\\+|#)?|\\.\\.+|(?:${unit})+`, "gu");
  const units = new RegExp(unit, "gu");
  const inSegmented = new RegExp(`^[${segmented}]`, "u");
  const foreign = /[^\p{L}\p{N}\p{M}_#@.'+-]+/gu;
  const accent = new RegExp(`[${accents}]+`, "gu");
  const small = "[^0-9A-Z\\u00c0-\\u00d6\\u00d8-\\u00de]";
  const capital = "[A-Z\\u00c0-\\u00d6\\u00d8-\\u00de]";
  const humpsOf = new RegExp(`[0-9]+|${capital}{2,}s(?!${small})|${capital}+(?!${small})|${capital}?${small}+`, "gu");
  const letters = {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "ł": "l", "þ": "th", "ħ": "h", "ı": "i", "ς": "σ", "\u06cc": "\u064a", "\u0649": "\u064a", "\u06a9": "\u0643"};
  const speltOut = {"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe"};

  const replaced = (text, map) => text.replace(/[^\0-\x7f]/g, found => map[found] || found);
  const size = text => Array.from(text).length;

  // Each language: {stem: word => stem, stops: word => whether it says nothing by itself}.
  const languages = {
    en: {stem: word => lunr.stemmer({update: change => change(word)}), stops: word => !lunr.stopWordFilter(word)}
  };
  const unknown = {stem: word => word, stops: () => false};

  function code(tag) {
    const first = tag.toLowerCase().split("-")[0];
    return first === "nb" || first === "nn" ? "no" : first;
  }

  function normal(text) {
    return text.normalize("NFKC").replace(/[\u2010\u2019\u0660-\u0669\u06f0-\u06f9]/g, found =>
      found === "\u2010" ? "-" : found === "\u2019" ? "'" : String(found.charCodeAt(0) & 15)
    ).replace(foreign, "");
  }

  function folded(text) {
    return replaced(text.normalize("NFD").replace(accent, "").normalize("NFC"), letters);
  }

  class Words {
    constructor(tag, stopping) {
      this.code = code(tag);
      this.language = languages[this.code] || unknown;
      this.stopping = stopping;
    }

    find(text) {
      const found = [];
      for (const match of all(chunks, text)) {
        for (const [start, end, terms] of this.parts(match[0])) {
          if (terms.length) found.push({start: match.index + start, end: match.index + end, terms});
        }
      }
      return found;
    }

    parts(chunk) {
      return inSegmented.test(chunk) ? this.pairs(chunk) : this.pieces(chunk);
    }

    pairs(chunk) {
      const places = all(units, chunk).map(match => [match.index, match.index + match[0].length]);
      const spans = places.length > 1 ? places.slice(1).map(([, end], before) => [places[before][0], end]) : places;
      return spans.map(([start, end]) => [start, end, [folded(normal(chunk.slice(start, end)).toLowerCase())].filter(Boolean)]);
    }

    pieces(chunk) {
      const pieces = chunk.split(/[/&\uff0f\uff06]/);
      if (pieces.length === 2 && pieces.every(piece => size(piece) <= 3)) {
        const terms = [].concat(...pieces.map(piece => this.word(normal(piece))), this.stems(this.lower(pieces.map(normal).join(""))));
        return [[0, chunk.length, terms]];
      }
      let start = 0;
      return pieces.map(piece => {
        const place = [start, start + piece.length, this.word(normal(piece))];
        start += piece.length + 1;
        return place;
      });
    }

    word(text) {
      const [, before, core, after] = /^([#@.]?)(.*?)(\+\+|#?)$/u.exec(text.replace(/,/g, ""));
      const found = this.core(core);
      if ((before && !/[-_.']/.test(core)) || after === "++" || (after === "#" && size(core) <= 2)) {
        found.push(before + folded(this.lower(core)) + (before ? "" : after));
      }
      return found;
    }

    core(word) {
      if (word.includes("'")) return this.apostrophe(word);
      const parts = word.split(/[-_]+/).filter(Boolean);
      const coded = word.includes("_");
      if (parts.length === 1) return this.dotted(word, coded);
      return [].concat(...parts.map(part => this.dotted(part, coded)), this.joined(parts));
    }

    apostrophe(word) {
      const parts = word.split("'");
      const long = () => [].concat(...parts.filter(part => size(part) > 1).map(part => this.core(part)));
      if (this.code !== "en") return long();
      const short = /^(.*)'(s|re|m|ll|ve|d|t)$/iu.exec(word);
      if (short && short[2].toLowerCase() !== "t") return this.core(short[1]);
      if (short && /n$/i.test(short[1])) return this.stopping ? [] : this.stems(this.lower(word.replace(/'/g, "")));
      return long().concat(this.joined(parts));
    }

    dotted(word, coded) {
      if (!word.includes(".")) return this.simple(word, coded);
      const version = /^((?:[^0-9.]{2,})?)[vV]?([0-9]+(?:\.[0-9]+)+)/u.exec(word);
      if (version) {
        const [all, name, number] = version;
        const rest = word.slice(all.length).replace(/^\.+|\.+$/g, "");
        const short = number.split(".").slice(0, 2).join(".");
        return [].concat(name ? this.simple(name, true) : [], number, short === number ? [] : short, rest ? this.dotted(rest, true) : []);
      }
      const parts = word.split(".").filter(Boolean);
      if (parts.every(part => size(part) === 1)) return this.stems(this.lower(parts.join("")));
      return [].concat(...parts.map(part => this.simple(part, true)), this.joined(parts));
    }

    joined(parts) {
      const word = parts.join("");
      if (parts.length < 2 || parts.length > mostParts || word.includes(".") || /^[0-9]+$/.test(word)) return [];
      return this.stems(this.lower(word));
    }

    simple(word, coded) {
      const humps = word.match(humpsOf) || [];
      const low = this.lower(word);
      if (humps.length === 1 || !worthSplitting(humps)) {
        return this.stopping && this.language.stops(low) && !coded && !/^[A-Z]{2,}$/.test(word) ? [] : this.stems(low);
      }
      return [].concat(...humps.filter(hump => size(hump) > 1).map(hump => this.stems(this.lower(hump))), this.stems(low));
    }

    lower(word) {
      return (this.code === "tr" || this.code === "az" ? word.replace(/I/g, "ı").replace(/İ/g, "i") : word).toLowerCase();
    }

    stems(low) {
      const english = this.code === "en";
      const word = low.length > longest ? Array.from(low).slice(0, longest).join("") : low;
      const terms = (english ? [word, replaced(word, speltOut)] : [word]).map(spelling => {
        const bare = english ? folded(spelling) : spelling;
        const stem = /[\ud800-\udfff]/.test(bare) ? bare : this.language.stem(bare);
        return english ? stem : folded(stem);
      });
      return terms.filter((term, place) => term && terms.indexOf(term) === place);
    }
  }

  function worthSplitting(humps) {
    if (humps.some(hump => /^[0-9]/.test(hump))) return !/^[0-9]/.test(humps[0]) && size(humps[0]) > 1 && humps.length <= 3;
    return humps.length <= 2 * mostParts;
  }

  function all(pattern, text) {
    const found = [];
    pattern.lastIndex = 0;
    for (let match; (match = pattern.exec(text)); ) found.push(match);
    return found;
  }

  // Called by the script of a language: its stemmer (Snowball's) and its stop words with spaces between them.
  search.learn = function (tag, stemmer, stopWords) {
    const stops = new Set(stopWords.split(" "));
    languages[tag] = {stem: word => stemmer.stemWord(word), stops: word => stops.has(word)};
  };

  // The words of a text that are worth looking for, each with its place in units of UTF-16.
  search.words = function (text, lang) {
    const found = new Words(lang, true).find(text);
    return found.length ? found : new Words(lang, false).find(text);
  };

  // The terms of a text in their order.
  search.terms = function (text, lang) {
    return [].concat(...search.words(text, lang).map(word => word.terms));
  };
})((self.guildhouseSearch = self.guildhouseSearch || {}));
