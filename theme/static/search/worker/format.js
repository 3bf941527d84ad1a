/* Reads what guildhouse.formats.search writes: numbers of seven bits a byte, sorted words, marks of files (docs/search-format.md). */
(function (search) {
  "use strict";
  const utf8 = new TextDecoder("utf-8", { ignoreBOM: true });

  class Reader {
    constructor(bytes) {
      this.bytes = bytes;
      this.at = 0;
    }

    number() {
      let value = 0, shift = 0, byte;
      do {
        byte = this.bytes[this.at++];
        value |= (byte & 127) << shift;
        shift += 7;
      } while (byte > 127);
      return value;
    }

    numbers(count) {
      const values = new Uint32Array(count);
      for (let i = 0; i < count; i++) values[i] = this.number();
      return values;
    }

    take(length) {
      this.at += length;
      return this.bytes.subarray(this.at - length, this.at);
    }

    text() { return utf8.decode(this.take(this.number())); }

    json() { return JSON.parse(this.text()); }

    /* Each word keeps the beginning of the one before it, and adds the next piece of the text. */
    words() {
      const count = this.number(), kept = this.numbers(count), added = this.numbers(count), text = this.text(), words = [];
      for (let i = 0, at = 0, word = ""; i < count; at += added[i++]) words.push(word = word.slice(0, kept[i]) + text.substr(at, added[i]));
      return words;
    }
  }

  search.Reader = Reader;
  search.json = (bytes) => JSON.parse(utf8.decode(bytes));

  /* The mark of this number, of five bytes each, as names show it. */
  search.mark = (marks, number) => Array.from(marks.subarray(number * 5, number * 5 + 5), (byte) => (byte + 256).toString(16).slice(1)).join("");

  /* A term in the sketch of a piece of text: its first letters, as one of 4096 numbers; what is said of it stands before them. */
  search.sketched = (term, said) => Array.from(said).concat(Array.from(term).slice(0, 5)).reduce((sum, letter) => (sum * 31 + letter.codePointAt(0)) & 4095, 7);

  /* Number of the last separator that is not greater than the word. */
  search.place = function (separators, word) {
    let low = 0, high = separators.length;
    while (high - low > 1) {
      const middle = low + high >> 1;
      if (separators[middle] <= word) low = middle;
      else high = middle;
    }
    return low;
  };

  /* That number, and with a prefix those of all further separators that begin so. */
  search.places = function (separators, word, isPrefix) {
    const first = search.place(separators, word), numbers = separators.length ? [first] : [];
    for (let i = first + 1; isPrefix && i < separators.length && separators[i].startsWith(word); i++) numbers.push(i);
    return numbers;
  };
})(self.guildhouseSearch = self.guildhouseSearch || {});
