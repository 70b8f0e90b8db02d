// Words and markup that the page brings along in the reader's language.
(() => {
  "use strict";
  const { observe } = window;
  const words = document.getElementById("words").dataset;

  observe.limits = document.getElementById("limits").dataset;
  observe.word = (name, values = {}) =>
    words[name].replace(/\{(\w+)\}/g, (_all, key) => values[key]);
  observe.markup = (name) => document.getElementById(`template-${name}`).content.firstElementChild.cloneNode(true);
  observe.part = (root, name) => root.querySelector(`[data-part="${name}"]`);
})();
