/* A lunr.Index of just those terms that a query needs, which answers it as the index of all terms would: lunr divides a document's score by
   the length of the query's vector, never of the document's, so that terms outside the query change nothing (docs/search-format.md). */
(function (search, lunr) {
  "use strict";
  const FORMAT = 3, PLACES = 3, NEARLY = 0.85, NONE = Object.freeze({});

  /* The weights that stand on steps, and what is most likely meant by them. */
  const heavy = (step) => Math.max(0, (step >> PLACES - 1) - 1);
  const STEPS = Array.from({ length: 32 << PLACES - 1 }, (_, step) => (step - (heavy(step) << PLACES - 1)) * Math.pow(2, heavy(step)));
  const NEAR = STEPS.map((weight, step) => weight + (heavy(step) ? Math.pow(2, heavy(step) - 1) : 0));

  /* `given`: the bytes of the manifest, where somebody has them. */
  search.open = async function (source, given) {
    const manifest = search.json(given || await source.get("manifest.json"));
    if (manifest.format !== FORMAT) throw search.failure("outdated", "manifest.json");
    return new Library(search.bundled(source, manifest.bundle, manifest.all), manifest);
  };

  class Library {
    constructor(source, manifest) {
      this.source = source;
      this.manifest = manifest;
      this.n = manifest.documents;
      this.fields = manifest.fields;
      this.languages = manifest.languages;
      this.pipeline = new lunr.Pipeline();
      this.kept = new Map();
    }

    /* Every file is asked for once; one that did not come is asked for again. */
    read(name, decode) {
      if (!this.kept.has(name)) {
        const read = this.source.get(name).then((bytes) => decode.call(this, new search.Reader(bytes)));
        read.catch(() => this.kept.delete(name));
        this.kept.set(name, read);
      }
      return this.kept.get(name);
    }

    /* What every query needs besides shards; asked for together with them it costs no turn. */
    prepare() { return Promise.all([this.facets(), this.documents([]), this.glossary()]); }

    /* A real index for terms as they are stored; all: also of documents that hold none of them. */
    async index(terms, all) { return this.assembled(await this.postings(terms, true), null, all); }

    /* A real index of postings, and of no more documents than `some`, a set. */
    assembled(postings, some, all) {
      const invertedIndex = Object.create(null), fieldVectors = {}, tokens = new lunr.TokenSet.Builder();
      if (all) for (let ref = 0; ref < this.n; ref++) for (const field of this.fields) fieldVectors[field + "/" + ref] = new lunr.Vector();
      for (const { term, rank, vectors } of postings) {
        const posting = invertedIndex[term] = { _index: rank };
        tokens.insert(term);
        for (const { field, docs, weights } of vectors) {
          const held = posting[field] = {};
          for (let i = 0; i < docs.length; i++) {
            if (some && !some.has(docs[i])) continue;
            const key = field + "/" + docs[i];
            held[docs[i]] = NONE;
            (fieldVectors[key] || (fieldVectors[key] = new lunr.Vector())).elements.push(rank, weights[i] / 1000);
          }
        }
      }
      tokens.finish();
      return new lunr.Index({ invertedIndex, fieldVectors, tokenSet: tokens.root, fields: this.fields, pipeline: this.pipeline });
    }

    /* The index for the clauses of any lunr.Query; one that only forbids finds every document. */
    async indexFor(clauses) {
      const wanted = [];
      for (const clause of clauses) {
        const terms = clause.usePipeline ? this.pipeline.runString(clause.term, { fields: clause.fields }) : [clause.term];
        for (const term of terms) wanted.push(this.expanded(Object.assign({}, clause, { term })));
      }
      return this.index((await Promise.all(wanted)).flat(), clauses.every((clause) => clause.presence === lunr.Query.presence.PROHIBITED));
    }

    async expanded(clause) {
      const term = clause.term, edits = clause.editDistance || 0, star = term.indexOf("*");
      if (!edits && star < 0) return [term];
      let terms;
      if (edits) terms = (await this.ofLength(term.length - edits, term.length + edits)).filter((word) => isNear(term, word, edits));
      else terms = star ? (await this.terms(term.slice(0, star))).map((pair) => pair[0]) : await this.ofLength(0, Infinity);
      return lunr.TokenSet.fromArray(terms.sort()).intersect(lunr.TokenSet.fromClause(clause)).toArray();
    }

    /* All terms that begin so, each with the number of documents that hold it. */
    async terms(prefix) {
      const shards = await Promise.all((await this.shardNames(prefix, true)).map((name) => this.shard(name)));
      return shards.flatMap((shard) => shard.terms.map((term, i) => [term, shard.held(i)])).filter((pair) => pair[0].startsWith(prefix));
    }

    async ofLength(least, most) {
      const files = this.manifest.vocabulary.filter((file, i, all) => file[0] <= most && (i + 1 === all.length || all[i + 1][0] > least));
      const words = await Promise.all(files.map((file) => this.read(file[1], (reader) => reader.words())));
      return words.flat().filter((word) => word.length >= least && word.length <= most);
    }

    /* What is known of those of the terms that are there, sorted; with exact weights or with near ones, which take half the bytes. */
    async postings(terms, isExact) {
      const found = await Promise.all(Array.from(new Set(terms)).sort().map(async (term) => {
        const name = (await this.shardNames(term, false))[0], shard = name && await this.shard(name);
        return shard && shard.posting(term, isExact && await this.read(shard.rest, (reader) => shard.above(reader)));
      }));
      return found.filter(Boolean);
    }

    /* Names of the shard that would hold the word, and with a prefix of all that hold words which begin so. */
    async shardNames(word, isPrefix) {
      const { mark, separators, leaf } = this.manifest.shards, found = search.places(separators, word, isPrefix);
      const leaves = leaf ? await Promise.all(found.map((at) => this.read("m-" + mark + "-" + at, (reader) => search.json(reader.bytes)))) : [];
      const numbers = leaf ? leaves.flatMap((each, i) => search.places(each, word, isPrefix).map((at) => found[i] * leaf + at)) : found;
      return numbers.map((number) => "t-" + mark + "-" + number);
    }

    shard(name) { return this.read(name, (reader) => new Shard(reader, this.fields, "w" + name.slice(1))); }

    /* Title, address, language and text, or what pieces there are of it, in the order of the numbers. */
    async documents(numbers) {
      const list = await this.read(this.manifest.groups, grouped);
      return Promise.all(numbers.map((number) => {
        const group = search.place(list.starts, +number), name = "-" + search.mark(list.marks, group) + "-" + (number - list.starts[group]);
        return this.read("d" + name, headed).then((head) => Object.assign({ number: +number, fragment: "f" + name }, head));
      }));
    }

    /* What a page says: all of it, or of a long page the piece that may say most, and the next where it is nearly as good, the first where none
       seems to say anything; `wanted` tells what a sketch is worth, `few` how many are read. Infinite: all that are worth as much, and only those. */
    async fragment({ description, sections, sketches, fragment }, wanted, few = wanted ? 2 : Infinity) {
      if (!sketches) return { description, sections };
      const worth = sketches.map((sketch) => wanted ? wanted(sketch) : 0), [most, next] = worth.slice().sort((one, other) => other - one);
      const least = most && (next > most * NEARLY ? next : most), numbers = sketches.map((_, i) => i).filter((i) => worth[i] >= least);
      const pieces = await Promise.all(numbers.slice(0, !wanted || most ? few : few === Infinity ? 0 : 1).map((i) => this.read(fragment + "-" + i, (reader) => search.json(reader.bytes))));
      return { description, sections: pieces.flat().map(section) };
    }

    /* For each facet its [key, label]s, and `of(number)`: which of them a document has. */
    async facets() {
      const names = Object.keys(this.manifest.facets), facets = {};
      const columns = await Promise.all(names.map((facet) => this.read(this.manifest.facets[facet], this.column)));
      names.forEach((facet, i) => { facets[facet] = columns[i]; });
      return facets;
    }

    column(reader) {
      const keys = reader.json(), ends = reader.numbers(this.n);
      for (let i = 1; i < this.n; i++) ends[i] += ends[i - 1];
      const values = reader.numbers(ends[this.n - 1] || 0);
      return {
        keys,
        of: (number) => values.subarray(ends[number - 1] || 0, ends[number]),
        counted(documents) {
          const counts = new Uint32Array(keys.length);
          for (const { number } of documents) for (let i = number && ends[number - 1]; i < ends[number]; i++) counts[values[i]]++;
          return counts;
        },
      };
    }

    /* Words that begin with the letter, without one all: [{term, documents, form}]. */
    async spellings(letter) {
      const list = this.manifest.spellings, files = letter ? list.slice(search.place(list.map((each) => each[0]), letter)).slice(0, 1) : list;
      const words = (await Promise.all(files.map((file) => this.read(file[1], spelled)))).flat();
      return letter ? words.filter((word) => word.term.startsWith(letter)) : words;
    }

    glossary() { return this.read(this.manifest.glossary, (reader) => search.json(reader.bytes)); }
  }

  /* The postings of neighbouring terms, read when one of them is asked for. */
  class Shard {
    constructor(reader, fields, rest) {
      this.rest = rest;
      const base = reader.number(), terms = this.terms = reader.words();
      this.base = base;
      this.columns = fields.map((field) => {
        const starts = new Uint32Array(terms.length + 1);
        for (let i = 0; i < terms.length; i++) starts[i + 1] = starts[i] + reader.number();
        return { field, starts };
      });
      for (const column of this.columns) column.gaps = reader.numbers(column.starts[terms.length]);
      for (const column of this.columns) column.steps = reader.take(column.gaps.length);
    }

    /* How far each weight is above its step. */
    above(reader) {
      const high = this.columns.map(({ gaps }) => reader.numbers(gaps.length));
      return high.map((numbers) => {
        const low = reader.take(numbers.length);
        return numbers.map((number, k) => number * 256 + low[k]);
      });
    }

    held(i) { return Math.max(...this.columns.map(({ starts }) => starts[i + 1] - starts[i])); }

    posting(term, above) {
      const i = search.place(this.terms, term);
      if (this.terms[i] !== term) return null;
      const vectors = this.columns.map(({ field, starts, gaps, steps }, at) => {
        const start = starts[i], docs = gaps.slice(start, starts[i + 1]), weights = new Uint32Array(docs.length);
        for (let k = 0, next = 0; k < docs.length; k++, next++) {
          docs[k] = next += docs[k];
          weights[k] = above ? STEPS[steps[start + k]] + above[at][start + k] : NEAR[steps[start + k]];
        }
        return { field, docs, weights };
      });
      return { term, rank: this.base + i, vectors, documents: this.held(i) };
    }
  }

  const section = ([anchor, heading, text]) => ({ anchor, heading, text });

  /* Groups of documents: where each begins, and its mark. */
  function grouped(reader) {
    const sizes = reader.numbers(reader.number()), starts = [];
    sizes.reduce((sum, size, i) => (starts[i] = sum) + size, 0);
    return { starts, marks: reader.take(starts.length * 5) };
  }

  /* A page by itself, and of a long one sketches of its pieces instead of its sections. */
  function headed(reader) {
    const [title, url, lang, description, [state, date], sections] = reader.json();
    if (sections) return { title, url, lang, state, date, description, sections: sections.map(section) };
    const sketches = Array.from({ length: reader.number() }, () => {
      let last = -1;
      return new Set(Array.from(reader.numbers(reader.number()), (gap) => last += gap + 1));
    });
    return { title, url, lang, state, date, description, sketches };
  }

  /* Whether so few edits could do: letters that one has and the other has not. What it lets through, lunr looks at. */
  function isNear(term, word, edits) {
    const wild = edits + term.split("*").length - 1;
    let rest = word, missing = 0;
    for (const unit of term.split("")) {
      const at = rest.indexOf(unit);
      if (at >= 0) rest = rest.slice(0, at) + rest.slice(at + 1);
      else if (++missing > wild) return false;
    }
    return rest.length <= wild;
  }

  function spelled(reader) {
    const terms = reader.words(), documents = reader.numbers(terms.length), cuts = reader.numbers(terms.length), added = reader.numbers(terms.length);
    const text = reader.text();
    let at = 0;
    return terms.map((term, i) => ({ term, documents: documents[i], form: term.slice(0, term.length - cuts[i]) + text.slice(at, at += added[i]) }));
  }
})(self.guildhouseSearch = self.guildhouseSearch || {}, self.lunr);
