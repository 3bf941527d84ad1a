/* Runs before the page is painted: says that scripts run, and takes the colours that the reader chose. */
(function () {
  "use strict";
  var root = document.documentElement;
  var guildhouse = (window.guildhouse = window.guildhouse || {});

  /* What the reader's browser keeps, all under one name; it may be switched off, as it is for pages opened from disk. */
  guildhouse.memory = {
    get: function (key) {
      try { return localStorage.getItem("guildhouse." + key); } catch (error) { return null; }
    },
    set: function (key, value) {
      try {
        if (value === null) localStorage.removeItem("guildhouse." + key);
        else localStorage.setItem("guildhouse." + key, value);
      } catch (error) { /* the choice then holds for this page only */ }
    },
  };

  guildhouse.paint = function (choice) {
    if (choice === "light" || choice === "dark") root.dataset.theme = choice;
    else delete root.dataset.theme;
  };

  root.classList.add("scripted");
  guildhouse.paint(guildhouse.memory.get("theme"));
})();
