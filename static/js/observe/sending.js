// Sends what waits, one draft after the other. The portal keeps a draft once, so that sending it again does no harm.
(() => {
  "use strict";
  const { observe } = window;
  const PATIENCE = 60_000;
  const AGAIN = 30_000;
  let running = false;

  // "sent", "refused", "waiting" (no network), "signed-out" or "somebody-else"
  observe.sendOne = async (draft) => {
    const body = new FormData();
    body.set("draft", JSON.stringify(draft));
    for (const photo of await observe.all("photos", "draft", draft.draft)) body.set(`photo.${photo.id}`, photo.blob);
    let response;
    try {
      response = await post(body);
    } catch {
      return "waiting";
    }
    return settle(draft, response);
  };

  observe.sendWaiting = async () => {
    if (running || !observe.who) return;
    running = true;
    try {
      for (const draft of await observe.all("drafts", "who", observe.who)) {
        if (draft.state === "waiting") observe.outcome = await observe.sendOne(draft);
      }
    } finally {
      running = false;
    }
    document.dispatchEvent(new CustomEvent("drafts-changed"));
  };

  function post(body) {
    const token = /(?:^|; )csrftoken=([^;]+)/.exec(document.cookie)?.[1] ?? "";
    return fetch(observe.limits.sendUrl, {
      method: "POST",
      body,
      redirect: "manual",
      headers: { "X-CSRFToken": token },
      signal: AbortSignal.timeout(PATIENCE),
    });
  }

  async function settle(draft, response) {
    if (response.status === 200 || response.status === 201) {
      const { url } = await response.json();
      await observe.put("drafts", { draft: draft.draft, who: draft.who, state: "sent", url, label: draft.label, sent_at: Date.now() });
      for (const photo of await observe.all("photos", "draft", draft.draft)) await observe.remove("photos", photo.id);
      return "sent";
    }
    if (response.status === 422) {
      const { errors } = await response.json();
      await observe.put("drafts", { ...draft, state: "refused", errors });
      return "refused";
    }
    if (response.status === 409) return "somebody-else";
    // A page to sign in at, or a form token of a session that has ended.
    return response.type === "opaqueredirect" || response.status === 403 ? "signed-out" : "waiting";
  }

  window.addEventListener("online", () => observe.sendWaiting());
  setInterval(() => navigator.onLine && observe.sendWaiting(), AGAIN);
})();
