// Nobody is signed in: whoever opens the observation form now without network sees no drafts and no names.
(() => {
  "use strict";
  const { observe } = window;
  if (!observe.who) return;
  observe.who = "";
  observe.clear("choices");
})();
