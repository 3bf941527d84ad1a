/* Questions with a button that checks the answer: what was chosen, whether it is right, and why. Nothing is kept or sent. */
(function () {
  "use strict";

  function cloned(quiz, name) { return quiz.querySelector("template").content.querySelector("[data-" + name + "]").cloneNode(true); }

  function enliven(quiz, question) {
    var inputs = Array.from(question.querySelectorAll("input"));
    var status = question.querySelector("[role=status]");
    var check = question.querySelector("[data-check]");
    var again = question.querySelector("[data-again]");
    var reasons = question.querySelectorAll("[data-reasons] > li");

    function clear() {
      question.querySelectorAll("[data-verdict]").forEach(function (mark) { mark.remove(); });
      status.replaceChildren();
      again.hidden = true;
    }

    function isRight(i) { return "right" in reasons[i].dataset; }

    function reason(input, i) {
      var line = document.createElement("p");
      var name = document.createElement("b");
      var because = reasons[i].querySelector("[data-because]");
      name.textContent = input.parentElement.textContent.trim();
      if (because) line.append(name, " ", because.textContent);
      return line;
    }

    function mark(input, i) {
      var place = input.closest("li");
      place.append(cloned(quiz, isRight(i) ? "right" : "wrong"));
    }

    function verdict() {
      var chosen = inputs.filter(function (input) { return input.checked; });
      var wrong = inputs.some(function (input, i) { return input.checked && !isRight(i); });
      var missing = inputs.some(function (input, i) { return !input.checked && isRight(i); });
      return !chosen.length ? "none" : wrong ? "no" : missing ? "some" : "yes";
    }

    function judge() {
      clear();
      var found = verdict();
      status.append(cloned(quiz, found));
      if (found === "none") return inputs[0].focus();
      inputs.forEach(function (input, i) {
        if (!input.checked) return;
        mark(input, i);
        var line = reason(input, i);
        if (line.textContent) status.append(line);
      });
      again.hidden = found === "yes";
    }

    check.addEventListener("click", judge);
    again.addEventListener("click", function () {
      inputs.forEach(function (input) { input.checked = false; });
      clear();
      inputs[0].focus();
    });
    question.addEventListener("change", clear);
  }

  document.querySelectorAll("[data-quiz]").forEach(function (quiz) {
    quiz.classList.add("is-live");
    quiz.querySelectorAll("fieldset").forEach(function (question) { enliven(quiz, question); });
  });
})();
