/* Takes the place of the worker where a site does not keep pages for reading offline any more: deletes what it kept, and goes. */
"use strict";
self.addEventListener("install", function () { self.skipWaiting(); });
self.addEventListener("activate", function (event) {
  event.waitUntil((async function () {
    const start = "guildhouse " + self.registration.scope + " ";
    for (const name of await caches.keys()) {
      if (name.startsWith(start)) await caches.delete(name);
    }
    await self.registration.unregister();
  })());
});
