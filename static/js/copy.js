// Buttons that copy a field: data-copy names the field, data-copied says that it was done. Without script they stay hidden.
(() => {
  "use strict";
  for (const button of document.querySelectorAll("[data-copy]")) button.hidden = false;

  async function copy(field) {
    field.select();
    // Plain HTTP and older WeChat browsers have no clipboard API.
    if (navigator.clipboard && window.isSecureContext) {
      try { return await navigator.clipboard.writeText(field.value).then(() => true); } catch { /* try the old way */ }
    }
    return document.execCommand("copy");
  }

  document.addEventListener("click", async (event) => {
    const button = event.target.closest("[data-copy]");
    if (!button) return;
    const words = button.querySelector("span"), before = words.textContent;
    if (!(await copy(document.querySelector(button.dataset.copy)))) return;
    words.textContent = button.dataset.copied;
    setTimeout(() => { words.textContent = before; }, 2000);
  });
})();
