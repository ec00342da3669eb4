
"use strict";
(function () {
  var form = document.getElementById("filter");
  var facts = Array.prototype.slice.call(document.querySelectorAll("details.fact"));
  function reveal() {
    var id = decodeURIComponent(location.hash.slice(1));
    var target = id && document.getElementById(id);
    if (!target || target.tagName !== "DETAILS") return;
    target.hidden = false;
    target.closest(".kind").hidden = false;
    target.open = true;
    target.scrollIntoView();
  }
  window.addEventListener("hashchange", reveal);
  reveal();
  var folded = [];
  window.addEventListener("beforeprint", function () {
    folded = facts.filter(function (fact) { return !fact.open; });
    folded.forEach(function (fact) { fact.open = true; });
  });
  window.addEventListener("afterprint", function () {
    folded.forEach(function (fact) { fact.open = false; });
  });
  if (!form) return;
  var words = document.getElementById("words");
  var type = document.getElementById("type");
  var source = document.getElementById("source");
  var count = document.getElementById("count");
  var unfold = document.getElementById("unfold");
  var texts = facts.map(function (fact) { return fact.textContent.toLowerCase(); });
  function filter() {
    var asked = words.value.toLowerCase().split(/\s+/).filter(Boolean);
    var shown = 0;
    facts.forEach(function (fact, at) {
      var fits = (!type.value || fact.dataset.type === type.value) &&
        (!source.value || fact.dataset.sources.split(" ").indexOf(source.value) >= 0) &&
        asked.every(function (word) { return texts[at].indexOf(word) >= 0; });
      fact.hidden = !fits;
      if (fits) shown += 1;
    });
    document.querySelectorAll(".kind").forEach(function (kind) {
      var left = kind.querySelectorAll("details.fact:not([hidden])").length;
      kind.hidden = !left;
      kind.querySelector(".many").textContent = left;
    });
    document.getElementById("nothing").hidden = shown > 0;
    count.textContent = shown === facts.length ? facts.length + " facts" : shown + " of " + facts.length + " facts";
  }
  unfold.addEventListener("click", function () {
    var open = unfold.textContent === "Unfold all";
    facts.forEach(function (fact) { if (!fact.hidden || !open) fact.open = open; });
    unfold.textContent = open ? "Fold all" : "Unfold all";
  });
  form.addEventListener("input", filter);
  form.addEventListener("submit", function (event) { event.preventDefault(); });
  form.hidden = false;
  filter();
})();
