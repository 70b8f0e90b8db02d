// The drafts of this user on this phone, with what becomes of each.
(() => {
  "use strict";
  const { observe } = window;
  const list = document.getElementById("drafts");
  const OLD = 24 * 60 * 60 * 1000;

  observe.mine = async () => {
    const all = await observe.all("drafts", "who", observe.who);
    return all.sort((a, b) => (b.begun_at ?? 0) - (a.begun_at ?? 0));
  };

  observe.showDrafts = async () => {
    const drafts = await observe.mine();
    list.replaceChildren(...drafts.map(row));
    document.getElementById("no-drafts").hidden = drafts.length > 0;
    const signedOut = observe.outcome === "signed-out" || observe.outcome === "somebody-else";
    document.getElementById("signed-out").hidden = !(signedOut && drafts.some((each) => each.state === "waiting"));
  };

  // What was sent stands in the portal; the phone forgets it after a day.
  observe.forgetSent = async () => {
    for (const draft of await observe.mine()) {
      if (draft.state === "sent" && (draft.sent_at ?? 0) < Date.now() - OLD) await observe.remove("drafts", draft.draft);
    }
  };

  function row(draft) {
    const found = observe.markup("draft");
    const link = observe.part(found, "link");
    link.textContent = draft.label || observe.word("untitled");
    link.href = draft.state === "sent" ? draft.url : `#${draft.draft}`;
    observe.part(found, "state").textContent = observe.word(`state${draft.state}`);
    found.dataset.state = draft.state;
    const reasons = draft.state === "refused" ? Object.values(draft.errors).flat() : [];
    observe.part(found, "why").textContent = reasons.join(" ");
    const remove = observe.part(found, "remove");
    remove.hidden = draft.state === "waiting";
    remove.textContent = observe.word(draft.state === "sent" ? "hide" : "discard");
    remove.addEventListener("click", () => discard(draft));
    return found;
  }

  async function discard(draft) {
    if (draft.state !== "sent" && !window.confirm(observe.word("discardQuestion"))) return;
    for (const photo of await observe.all("photos", "draft", draft.draft)) await observe.remove("photos", photo.id);
    await observe.remove("drafts", draft.draft);
    observe.showDrafts();
  }
})();
