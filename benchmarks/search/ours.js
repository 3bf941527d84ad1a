// Our own engine outside of the browser: the worker's script of a built site runs in Node, and reads the site's files through a `fetch` of
// its own; each line is a query, each answer a line with the addresses found, best first.
"use strict";
const fs = require("fs");
const path = require("path");
const readline = require("readline");
const vm = require("vm");

const [site, script, languages] = process.argv.slice(2);
const BASE = "https://site.invalid/";
const DATA = fs.existsSync(path.join(site, "search/data")) ? "search/data/" : "search/";

const world = vm.createContext({
  console, setTimeout, clearTimeout, queueMicrotask, performance, URL, TextDecoder, TextEncoder, Response, Blob, DecompressionStream, AbortController,
  atob, btoa, Uint8Array, ArrayBuffer,
  location: new URL("search/worker.js", BASE),
  async fetch(address) {
    const file = path.join(site, decodeURIComponent(new URL(String(address), BASE).pathname));
    return fs.existsSync(file) ? new Response(fs.readFileSync(file)) : new Response("", {status: 404});
  },
  importScripts(...addresses) {
    for (const each of addresses) run(path.join(site, new URL(String(each), BASE).pathname));
  },
  addEventListener() {},
  postMessage() {},
  guildhouse: {
    trusted: address => address,
    async load(address) {
      run(path.join(site, new URL(String(address), BASE).pathname));
    },
  },
});
world.self = world.globalThis = world;
function run(file) {
  vm.runInContext(fs.readFileSync(file, "utf8"), world, {filename: file});
}

run(path.join(site, script));
let number = 0;
function ask(message) {
  number += 1;
  const id = number;
  return new Promise((resolve, reject) => {
    world.guildhouseSearch.answer({id, ...message}, answer => {
      if (answer.type === "error") reject(new Error(`${answer.reason} ${answer.message || ""}`));
      else if (!answer.partial) resolve(answer);
    });
  });
}

(async () => {
  await ask({type: "start", base: BASE + DATA, languages: JSON.parse(languages), lang: "en"});
  process.stdout.write("ready\n");
  for await (const line of readline.createInterface({input: process.stdin})) {
    const filters = {community: "", kind: "", topic: "", person: ""};
    const answer = await ask({type: "search", query: JSON.parse(line), filters, limit: 50, typing: false});
    process.stdout.write(JSON.stringify(answer.results.map(each => new URL(each.url, BASE).href.slice(BASE.length - 1))) + "\n");
  }
})().catch(error => {
  console.error(error);
  process.exit(1);
});
