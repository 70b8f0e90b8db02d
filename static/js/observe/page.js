// Brings the page to life: what the form offers, which draft is open, what waits.
(() => {
  "use strict";
  const { observe } = window;
  const views = ["loading", "nobody", "list", "form"];

  function show(view) {
    for (const name of views) document.getElementById(`view-${name}`).hidden = name !== view;
    document.getElementById("to-list").hidden = view !== "form";
  }

  async function route() {
    if (!observe.choices) return show("nobody");
    const asked = location.hash.slice(1);
    const drafts = await observe.mine();
    const open = drafts.find((each) => each.draft === asked && each.state !== "sent");
    if (open || asked === "new" || (!asked && drafts.every((each) => each.state === "sent"))) {
      show("form");
      await observe.openDraft(open ?? observe.newDraft());
      window.scrollTo(0, 0);
      return undefined;
    }
    await observe.showDrafts();
    return show("list");
  }

  async function fetchChoices() {
    try {
      const response = await fetch(observe.limits.choicesUrl, { redirect: "manual", signal: AbortSignal.timeout(15_000) });
      return response.ok ? await response.json() : null;
    } catch {
      return null;
    }
  }

  async function refresh() {
    const fresh = await fetchChoices();
    if (!fresh) return;
    const isSame = !observe.who || observe.who === fresh.who;
    observe.who = fresh.who;
    await observe.put("choices", fresh);
    // Somebody else has signed in meanwhile: begin anew with that person's drafts.
    if (!isSame) location.reload();
    observe.choices ??= fresh;
  }

  async function start() {
    show("loading");
    if (observe.who) observe.choices = await observe.get("choices", observe.who);
    const fetched = refresh();
    if (!observe.choices) await fetched;
    if (observe.choices) await observe.forgetSent();
    await route();
    await fetched;
    observe.sendWaiting();
  }

  function showNetwork() {
    document.getElementById("offline").hidden = navigator.onLine;
  }

  document.addEventListener("draft-handed-over", async () => {
    location.hash = "list";
    await observe.sendWaiting();
  });
  document.addEventListener("drafts-changed", async () => {
    if (!document.getElementById("view-list").hidden) return observe.showDrafts();
    // A draft that was opened while it was on its way: show what has become of it.
    if (observe.draft?.state !== "waiting") return undefined;
    const stored = await observe.get("drafts", observe.draft.draft);
    if (stored?.state === "refused") await observe.openDraft(stored);
    if (stored?.state === "sent") location.hash = "list";
    return undefined;
  });
  document.getElementById("new-draft").addEventListener("click", () => (location.hash = "new"));
  window.addEventListener("hashchange", route);
  window.addEventListener("online", showNetwork);
  window.addEventListener("offline", showNetwork);

  showNetwork();
  start();
  if ("serviceWorker" in navigator) {
    navigator.serviceWorker
      .register(observe.limits.workerUrl)
      .catch(() => (document.getElementById("no-worker").hidden = false));
  } else {
    document.getElementById("no-worker").hidden = false;
  }
})();
