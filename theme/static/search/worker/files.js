/* Where the files of search come from: the server, script elements (opened from disk), or a bundle. All give bytes already inflated. */
(function (search) {
  "use strict";
  const MANIFEST = "manifest.json", FIRST = /^[glx]-/, PATIENCE = 20000, waiting = new Map();

  /* What is named by what it holds stands apart, for it may be kept for good. */
  function place(name) { return name === MANIFEST ? name : "files/" + name; }

  search.failure = (reason, name) => Object.assign(new Error(reason + ": " + name), { reason, name: "SearchFailure" });

  search.bytes = (base64) => Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0));

  /* A host that answers for a missing file with a page of its own is a host without the file. */
  async function inflated(stream, name) {
    if (typeof DecompressionStream === "undefined") throw search.failure("unsupported", name);
    try {
      return new Uint8Array(await new Response(stream.pipeThrough(new DecompressionStream("deflate-raw"))).arrayBuffer());
    } catch (error) {
      throw search.failure(self.navigator.onLine === false ? "offline" : "outdated", name);
    }
  }

  /* What hangs is given up, so that it is asked for again. */
  function patiently(work, name, stop, patience = PATIENCE) {
    let timer;
    const late = new Promise((_, reject) => {
      timer = setTimeout(() => { stop(); reject(search.failure(self.navigator.onLine === false ? "offline" : "failed", name)); }, patience);
    });
    return Promise.race([work, late]).finally(() => clearTimeout(timer));
  }

  async function loaded(address, name, signal) {
    const answer = await fetch(address, Object.assign({ signal }, name === MANIFEST ? { cache: "no-cache" } : {})).catch(() => { throw search.failure("offline", name); });
    if (!answer.ok) throw search.failure(answer.status < 500 ? "outdated" : "failed", name);
    return name === MANIFEST ? new Uint8Array(await answer.arrayBuffer()) : inflated(answer.body, name);
  }

  search.fetched = (base, patience) => ({
    get(name) {
      const given = new AbortController();
      return patiently(loaded(base + place(name), name, given.signal), name, () => given.abort(), patience);
    },
  });

  /* `trusted` makes an address one that a script element may load. */
  search.scripted = (base, trusted) => ({
    async get(name) {
      const script = document.createElement("script"), told = new Promise((resolve, reject) => {
        waiting.set(name, resolve);
        script.onerror = () => reject(search.failure("outdated", name));
        script.onload = () => {
          script.remove();
          if (waiting.delete(name)) reject(search.failure("failed", name));
        };
        script.src = trusted(base + place(name) + ".js");
        document.head.append(script);
      });
      const bytes = search.bytes(await patiently(told, name, () => script.remove()));
      return name === MANIFEST ? bytes : inflated(new Blob([bytes]).stream(), name);
    },
  });

  search.take = function (name, base64) {
    const told = waiting.get(name);
    waiting.delete(name);
    if (told) told(base64);
  };

  /* Files that stand in one, the bundle, are read there; all are, or those that every query needs. What did not come is asked for again. */
  search.bundled = function (source, name, isAll) {
    let opened = null;
    async function open() {
      const bytes = await source.get(name), reader = new search.Reader(bytes), [names, ends] = reader.json(), begin = reader.at;
      return new Map(names.map((each, i) => [each, bytes.subarray(begin + (ends[i - 1] || 0), begin + ends[i])]));
    }
    return {
      async get(wanted) {
        if (!isAll && !FIRST.test(wanted)) return source.get(wanted);
        if (!opened) (opened = open()).catch(() => { opened = null; });
        const files = await opened;
        if (!files.has(wanted)) throw search.failure("outdated", wanted);
        return files.get(wanted);
      },
    };
  };
})(self.guildhouseSearch = self.guildhouseSearch || {});
