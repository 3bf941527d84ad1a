/* A button on each block of code that copies it. */
(function () {
  "use strict";
  var words = document.body.dataset;
  if (!navigator.clipboard) return;

  document.querySelectorAll(".prose .code").forEach(function (block) {
    var box = document.createElement("div");
    var button = document.createElement("button");
    box.className = "code-box";
    button.type = "button";
    button.className = "button copy";
    button.textContent = words.copy;
    button.addEventListener("click", function () {
      navigator.clipboard.writeText(block.textContent.replace(/\n$/, "")).then(function () {
        button.textContent = words.copied;
        setTimeout(function () { button.textContent = words.copy; }, 2000);
      }, function () { button.remove(); });
    });
    block.replaceWith(box);
    box.append(block, button);
  });
})();
