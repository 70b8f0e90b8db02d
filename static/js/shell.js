// The little the shell needs: switches that go by themselves, the narrow menu, the bar while htmx loads.
(() => {
  "use strict";
  const root = document.documentElement;
  const fold = document.getElementById("menu-fold");
  const bar = document.getElementById("loading-bar");
  let running = 0;

  function setNarrow(narrow) {
    root.classList.toggle("menu-narrow", narrow);
    fold.setAttribute("aria-expanded", String(!narrow));
  }

  if (fold) {
    setNarrow(localStorage.getItem("menu") === "narrow");
    fold.addEventListener("click", () => {
      const narrow = !root.classList.contains("menu-narrow");
      localStorage.setItem("menu", narrow ? "narrow" : "wide");
      setNarrow(narrow);
    });
  }

  document.addEventListener("change", (event) => {
    if (event.target.matches("[data-submit-on-change]")) event.target.form.requestSubmit();
  });

  // A form goes once: pressed again while the answer is on its way, it stays. A file comes without a new page, so the
  // form is free again after a while.
  const sent = new Set();
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if ((form.getAttribute("method") ?? "").toLowerCase() !== "post") return;
    if (sent.has(form)) {
      event.preventDefault();
      return;
    }
    sent.add(form);
    setTimeout(() => sent.delete(form), event.defaultPrevented ? 0 : 5000);
  });
  addEventListener("pageshow", () => sent.clear());

  // A form that failed: the summary is read out and reached first.
  document.querySelector(".form-errors")?.focus();

  function show(change) {
    running = Math.max(0, running + change);
    bar.hidden = running === 0;
  }
  // A page that refreshes itself needs no bar.
  const isAsked = (event) => !("X-Background" in (event.detail.requestConfig?.headers ?? {}));
  document.addEventListener("htmx:beforeRequest", (event) => isAsked(event) && show(1));
  document.addEventListener("htmx:afterRequest", (event) => isAsked(event) && show(-1));

  // The portal answered with an error page, or not at all: say so instead of doing nothing.
  for (const failure of ["htmx:responseError", "htmx:sendError"]) {
    document.addEventListener(failure, () => {
      const notice = document.getElementById("connection-failed");
      if (notice) notice.hidden = false;
    });
  }
})();
