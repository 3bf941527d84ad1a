/* What was meant by an address that leads nowhere: its words stand in the field, so that one press searches for them. */
(function () {
  "use strict";
  var place = document.querySelector("[data-words-of-address]");
  if (!place) return;
  var parts = location.pathname.split("/").map(function (part) {
    try { part = decodeURIComponent(part); } catch (error) { /* it is no text, but may hold words */ }
    return part.replace(/(^index)?\.\w+$/, "").replace(/^[\d-]+/, "").replace(/[^\p{L}\p{N}\p{M}]+/gu, " ").trim();
  });
  var field = place.querySelector("input");
  field.value = field.defaultValue = parts.filter(Boolean).pop() || "";  /* nobody wrote it, so nothing is lost when the page is loaded again */
})();
