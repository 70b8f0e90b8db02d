// The week grid: the chooser opens over it and closes when the seat is saved; arrow keys go from seat to seat.
(() => {
  "use strict";
  const chooser = document.getElementById("chooser");
  let opener = null;

  document.body.addEventListener("htmx:afterSwap", (event) => {
    if (event.detail.target.id !== "chooser-body") return;
    if (!chooser.open) {
      opener = event.detail.requestConfig.elt.id;
      chooser.showModal();
    }
    document.getElementById("chooser-title").focus();
  });

  // The answer of a tap: the seat is new markup, so it is found again by its id.
  document.body.addEventListener("seat-saved", (event) => {
    opener = event.detail.seat;
    chooser.close();
  });
  chooser.addEventListener("close", () => document.getElementById(opener)?.focus());
  document.body.addEventListener("htmx:responseError", () => chooser.close());

  chooser.addEventListener("click", (event) => {
    if (event.target === chooser || event.target.closest("[data-close]")) chooser.close();
  });

  const STEPS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
  document.addEventListener("keydown", (event) => {
    const step = STEPS[event.key];
    const seat = event.target.closest?.("[data-seat]");
    if (!step || !seat || event.altKey || event.ctrlKey || event.metaKey) return;
    const next = nearest(seat.getBoundingClientRect(), step);
    if (next) {
      event.preventDefault();
      next.focus();
    }
  });

  // The nearest seat in that direction, by where it is drawn: right on a phone and on a desk.
  function nearest(from, [across, down]) {
    let best = null;
    let least = Infinity;
    for (const seat of document.querySelectorAll("[data-seat]")) {
      const box = seat.getBoundingClientRect();
      const along = across ? (box.left - from.left) * across : (box.top - from.top) * down;
      const aside = across ? Math.abs(box.top - from.top) : Math.abs(box.left - from.left);
      if (along > 4 && along + aside * 4 < least) {
        least = along + aside * 4;
        best = seat;
      }
    }
    return best;
  }
})();
