/* Filters a list by words and by choices; groups without anything left are hidden, the count is told. */
(function () {
  "use strict";
  var language = document.documentElement.lang || undefined;
  var plural = new Intl.PluralRules(language);
  document.querySelectorAll("form[data-filter]").forEach(function (form) {
    var list = document.getElementById(form.dataset.filter);
    var status = form.querySelector("[role=status]");
    if (!list) return;
    var items = Array.from(list.querySelectorAll("[data-item]"));
    var groups = Array.from(list.querySelectorAll("[data-group]"));

    function matches(item, field) {
      var wanted = field.value.trim().toLowerCase();
      if (!wanted) return true;
      if (field.name === "words") return item.textContent.toLowerCase().indexOf(wanted) >= 0;
      return (item.dataset[field.name + "Is"] || "").toLowerCase().split("|").indexOf(wanted) >= 0;
    }

    function apply() {
      var fields = Array.from(form.elements).filter(function (field) { return field.name; });
      var shown = 0;
      items.forEach(function (item) {
        item.hidden = !fields.every(function (field) { return matches(item, field); });
        if (!item.hidden) shown += 1;
      });
      groups.forEach(function (group) { group.hidden = !group.querySelector("[data-item]:not([hidden])"); });
      status.textContent = (status.dataset[plural.select(shown)] || status.dataset.other).replace("%s", shown);
    }

    form.addEventListener("input", apply);
    form.addEventListener("submit", function (event) { event.preventDefault(); });
    apply();
  });
})();
