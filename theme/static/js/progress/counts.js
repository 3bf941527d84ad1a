/* Counts and lengths of time in the language of the page, whose digits they share. */
(function (guildhouse) {
  "use strict";
  var language = document.documentElement.lang || undefined;
  var plural = new Intl.PluralRules(language);

  function amount(number, options) {
    return new Intl.NumberFormat(language, Object.assign({ numberingSystem: "latn" }, options)).format(number);
  }

  function unit(number, name) { return number ? [amount(number, { style: "unit", unit: name, unitDisplay: "long" })] : []; }

  guildhouse.progress = {
    /* "5 of 12 steps": the element holds the phrase for every kind of number of the language. */
    words: function (element, done, of) {
      return (element.dataset[plural.select(of)] || element.dataset.other).replace("%d", amount(done)).replace("%s", amount(of));
    },
    /* A phrase with a name in it, which reads in its own direction. */
    name: function (element, phrase, name) {
      var parts = phrase.split("%s");
      var own = document.createElement("bdi");
      own.textContent = name;
      element.replaceChildren(parts[0], own, parts[1] || "");
    },
    time: function (minutes) {
      var parts = unit(Math.floor(minutes / 60), "hour").concat(unit(minutes % 60, "minute"));
      return new Intl.ListFormat(language, { type: "conjunction" }).format(parts);
    },
  };
})(window.guildhouse);
