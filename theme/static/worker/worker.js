/* Keeps what was read, and what its authors marked, for when there is no network. */
"use strict";
const build = "@build";  /* its version, the names at the root of the site, and what to keep from the beginning */
const scope = self.registration.scope;
const start = "guildhouse " + scope + " ";  /* caches belong to the whole host, which several sites may share */
const own = start + build.version;
const absent = scope + "offline.html";
const MOST = 200;  /* pages that a new version takes over */
const PARTS = ["font", "image", "script", "style"];

/* The address under which something is kept; nothing when it is no file of this site, for another may stand in a folder below. */
function place(address) {
  const url = new URL(address);
  const path = url.pathname.replace(/\/index\.html$/, "/");
  if (!(url.origin + path).startsWith(scope)) return "";
  try {
    const name = decodeURIComponent((url.origin + path).slice(scope.length).split("/")[0]);
    return build.names.includes(name) ? url.origin + path : "";
  } catch (error) { return ""; }
}

function isPage(address) { return address !== absent && /(?:\/|\.html)$/.test(address); }
function isWhole(answer) { return answer.status === 200 && answer.type === "basic" && !answer.redirected; }
function isHtml(answer) { return /^text\/html\b/.test(answer.headers.get("Content-Type") || ""); }

async function kept(address, name) {
  const cache = await caches.open(name || own);
  return cache.match(address, { ignoreVary: true });
}

async function keep(address, answer) {
  await (await caches.open(own)).put(address, answer);  /* what was read last stands last; where there is no room the earlier copy stays */
}

/* Fetches and keeps a file, a page with its pictures; what the server does not have is not kept. */
async function gather(address) {
  const answer = await fetch(address, { cache: "no-cache" });
  const isRenamed = answer.ok && address === absent && answer.url === absent.replace(/\.html$/, "");
  if (!isWhole(answer) && !isRenamed) return;
  const text = isHtml(answer) ? await answer.clone().text() : "";
  await keep(address, answer);
  for (const found of text.matchAll(/<img [^>]*?\bsrc=\x22([^\x22]+)/g)) {
    const picture = place(new URL(found[1], address).href);
    if (picture && !(await kept(picture))) await gather(picture).catch(function () { /* the page is readable without */ });
  }
}

/* Takes over what was read so far, as it is now: pages of earlier versions, and those that are open. */
async function takeOver(earlier) {
  const known = new Map();
  for (const name of earlier) {
    for (const request of await (await caches.open(name)).keys()) known.set(request.url, name);
  }
  for (const open of await self.clients.matchAll({ type: "window", includeUncontrolled: true })) known.set(place(open.url), "");
  const pages = [...known.keys()].filter(function (address) { return address && place(address) === address && isPage(address); });
  for (const address of pages.slice(-MOST)) {
    if (await kept(address)) continue;
    await gather(address).catch(async function () {
      const old = known.get(address) && (await kept(address, known.get(address)));
      if (old) await keep(address, old);
    });
  }
}

async function earlier() {
  return (await caches.keys()).filter(function (name) { return name.startsWith(start) && name !== own; });
}

/* The network comes first, so that nobody who has one reads what is out of date. */
async function answered(event, address) {
  let answer;
  try { answer = await fetch(event.request); } catch (error) { return offline(event.request, address); }
  const isKept = isWhole(answer) && (event.request.mode !== "navigate" || isHtml(answer));
  if (isKept) event.waitUntil(keep(address, answer.clone()).catch(function () { /* there is no room */ }));
  return answer;
}

async function offline(request, address) {
  const found = await kept(address);
  if (found || request.mode !== "navigate") return found || Response.error();
  if (!address.endsWith("/") && (await kept(address + "/"))) return Response.redirect(address + "/");
  const isFile = /\/[^/]+\.(?!html$)[^/.]+$/.test(address);  /* a calendar or a feed is for a program: it has no use for a page */
  const page = isFile ? null : await kept(absent);
  return page ? new Response(page.body, { status: 503, headers: page.headers }) : Response.error();
}

/* Files that are named by what they hold never change. */
async function lasting(event, address) { return (await kept(address)) || answered(event, address); }

self.addEventListener("install", function (event) {
  event.waitUntil((async function () {
    const all = build.kept.map(function (path) { return gather(new URL(path, scope).href); });
    for (const failed of (await Promise.allSettled(all)).filter(function (each) { return each.status === "rejected"; })) {
      await caches.delete(own);  /* there is no room, or no network: better nothing than parts */
      throw failed.reason;
    }
    await takeOver(await earlier());
    await self.skipWaiting();
  })());
});

self.addEventListener("activate", function (event) {
  event.waitUntil((async function () {
    for (const name of await earlier()) await caches.delete(name);
    await self.clients.claim();
  })());
});

self.addEventListener("fetch", function (event) {
  const request = event.request;
  const address = place(request.url);
  if (request.method !== "GET" || !address) return;
  if (request.mode === "navigate") event.respondWith(answered(event, address));
  else if (PARTS.includes(request.destination)) {
    const isLasting = address.startsWith(scope + "theme/");
    event.respondWith(isLasting ? lasting(event, address) : answered(event, address));
  }
});
