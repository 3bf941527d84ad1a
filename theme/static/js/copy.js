/* A button on each block of code that copies it. */
(function () {
  "use strict";
  var words = document.body.dataset;
  if (!navigator.clipboard) return;

  document.querySelectorAll(".highlight pre, .prose > pre").forEach(function (block) {
    var box = block.closest(".highlight") || wrap(block);
    var button = document.createElement("button");
    button.type = "button";
    button.className = "button copy";
    button.textContent = words.copy;
    button.addEventListener("click", function () {
      navigator.clipboard.writeText(block.textContent.replace(/\n$/, "")).then(function () {
        button.textContent = words.copied;
        setTimeout(function () { button.textContent = words.copy; }, 2000);
      }, function () { button.remove(); });
    });
    box.append(button);
  });

  function wrap(block) {
    var box = document.createElement("div");
    box.className = "code";
    block.replaceWith(box);
    box.append(block);
    return box;
  }
})();
