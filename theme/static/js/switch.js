/* The theme switch: the system's colours, light, dark. */
(function (guildhouse) {
  "use strict";
  var choices = ["system", "light", "dark"];
  var button = document.querySelector("[data-theme-switch]");
  if (!button) return;

  function current() { return document.documentElement.dataset.theme || "system"; }
  function name() { button.setAttribute("aria-label", button.dataset[current()]); button.title = button.dataset[current()]; }

  button.addEventListener("click", function () {
    var next = choices[(choices.indexOf(current()) + 1) % choices.length];
    guildhouse.paint(next);
    guildhouse.memory.set("theme", next === "system" ? null : next);
    name();
  });
  window.addEventListener("storage", function (event) {
    if (event.key === "guildhouse.theme") { guildhouse.paint(event.newValue); name(); }
  });
  name();
})(window.guildhouse);
