/* A button on each block of code that copies it, and on each address that it stands beside. */
(function () {
  "use strict";
  var words = document.body.dataset;
  var beside = document.querySelectorAll("[data-copies]");
  var blocks = document.querySelectorAll(".prose .code");
  if (!navigator.clipboard) {
    beside.forEach(function (button) { button.remove(); });
    return;
  }
  if (!beside.length && !blocks.length) return;

  /* Says it to those who do not see the button. */
  var said = document.createElement("p");
  said.setAttribute("role", "status");
  said.className = "visually-hidden";
  document.body.append(said);

  function copies(button, text) {
    button.addEventListener("click", function () {
      navigator.clipboard.writeText(text()).then(function () {
        said.textContent = button.firstChild.data = words.copied;
        setTimeout(function () { said.textContent = ""; button.firstChild.data = words.copy; }, 2000);
      }, function () { button.remove(); });
    });
  }

  beside.forEach(function (button) {
    copies(button, function () { return button.dataset.copies; });
  });

  blocks.forEach(function (block) {
    var box = document.createElement("div");
    var button = document.createElement("button");
    box.className = "code-box";
    button.type = "button";
    button.className = "button copy";
    button.textContent = words.copy;
    copies(button, function () { return block.textContent.replace(/\n$/, ""); });
    block.replaceWith(box);
    box.append(block, button);
  });
})();
