// Fills the slip's form from the address's fragment (#name/code), which never reaches the server, and forgets it.
(() => {
  "use strict";
  const form = document.querySelector("[data-slip-form]");

  function fill() {
    const [name, code] = location.hash.slice(1).split("/").map(decodeURIComponent);
    if (!form || !name || !code) return;
    form.elements.username.value = name;
    form.elements.code.value = code;
    history.replaceState(null, "", location.pathname + location.search);
    form.querySelector("button[type=submit]").focus();
  }
  fill();
  window.addEventListener("hashchange", fill);
})();
