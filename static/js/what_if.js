// The slider of the joint assessment: final scores for a weight to try, reckoned as one moves it; nothing is stored.
(() => {
  "use strict";
  const trial = document.querySelector("[data-what-if]");
  if (!trial) return;
  const slider = trial.querySelector("[data-what-if-slider]");
  const cells = [...trial.querySelectorAll("[data-what-if-own]")];
  const known = cells.map((cell) => cell.dataset.whatIfOwn).filter(Boolean).map(Number);
  const mean = known.reduce((sum, score) => sum + score, 0) / known.length;
  const propose = trial.querySelector("[data-what-if-propose]");
  const shared = trial.dataset.shared === "least" ? Math.min(...known) : mean;

  function reckon() {
    const weight = Number(slider.value);
    trial.querySelector("[data-what-if-weight]").textContent = weight.toFixed(2);
    if (propose) {
      const address = new URL(propose.href);
      address.searchParams.set(propose.dataset.whatIfPropose, String(weight));
      propose.href = address.href;
    }
    for (const cell of cells) {
      const own = cell.dataset.whatIfOwn;
      // Half up at the second place, as the statement is rounded; the small part takes the binary error away.
      cell.textContent = own ? (Math.floor(((1 - weight) * Number(own) + weight * shared) * 100 + 0.5 + 1e-6) / 100).toFixed(2) : "–";
    }
  }

  trial.querySelector("[data-what-if-send]").hidden = true;
  slider.addEventListener("input", reckon);
  reckon();
})();
