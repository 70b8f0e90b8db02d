// A button that ticks every box of one name in its form, or none of them.
(() => {
  "use strict";
  for (const button of document.querySelectorAll("[data-tick-all]")) {
    const boxes = () => [...button.form.querySelectorAll(`input[type=checkbox][name="${button.dataset.tickAll}"]:not(:disabled)`)];
    button.hidden = boxes().length < 2;
    button.addEventListener("click", () => {
      const wanted = boxes().some((box) => !box.checked);
      boxes().forEach((box) => { box.checked = wanted; });
    });
  }
})();
