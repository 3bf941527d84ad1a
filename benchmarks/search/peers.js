// Whole-index lunr.js and MiniSearch with their defaults, in Node: the first line tells the engine and the file of documents, each
// further line is a query; each answer is a line with the ids found, best first.
"use strict";
const fs = require("fs");
const path = require("path");
const readline = require("readline");

const [folder, name, file] = process.argv.slice(2);
const documents = fs.readFileSync(file, "utf8").trim().split("\n").map(line => JSON.parse(line));
const MOST = 50;

const makers = {
  lunr() {
    const lunr = require(path.join(folder, "node_modules/lunr"));
    const index = lunr(function () {
      this.ref("url");
      this.field("title");
      this.field("text");
      for (const each of documents) this.add(each);
    });
    return query => {
      try {
        return index.search(query).map(found => found.ref);
      } catch (error) {
        if (!(error instanceof lunr.QueryParseError)) throw error;
        return index.search(query.replace(/[:^~*+-]/g, " ")).map(found => found.ref); // signs that mean nothing here
      }
    };
  },
  minisearch() {
    const MiniSearch = require(path.join(folder, "node_modules/minisearch/dist/cjs/index.cjs"));
    const index = new MiniSearch({idField: "url", fields: ["title", "text"], searchOptions: {prefix: true, fuzzy: 0.2}});
    index.addAll(documents);
    return query => index.search(query).map(found => found.id);
  },
};

const search = makers[name]();
process.stdout.write("ready\n");
readline.createInterface({input: process.stdin}).on("line", line => {
  process.stdout.write(JSON.stringify(search(JSON.parse(line)).slice(0, MOST)) + "\n");
});
