// Part 3: sending what waits, one request at a time; asking what others saved; waiting out a lost connection.
(() => {
  "use strict";
  const grid = window.gongyuGrid;
  const MOST = 400; // cells in one request
  const POLL = 4000; // milliseconds
  const PATIENCE = [1000, 2000, 4000, 8000, 15000];

  grid.makeSaving = (data, store, onStanding) => {
    const standing = { revision: data.revision, roster: data.roster, why: data.why, trouble: "" };
    let isSending = false;
    let failures = 0;
    let timer = null;

    async function send() {
      clearTimeout(timer);
      if (isSending || standing.why) return;
      const batch = store.inState("waiting").slice(0, MOST);
      if (!batch.length) return;
      isSending = true;
      batch.forEach(store.sending);
      onStanding();
      const answer = await ask(data.save, {
        method: "POST",
        headers: { "Content-Type": "application/json", "X-CSRFToken": token() },
        body: JSON.stringify({ since: standing.revision, changes: batch.map(asChange) }),
      });
      isSending = false;
      if (answer) take(answer);
      batch.forEach(store.sentBack);
      onStanding();
      if (store.inState("waiting").length) timer = setTimeout(send, answer ? 0 : wait());
    }

    function asChange(cell) {
      return { row: cell.row, criterion: cell.code, value: cell.text, seen: cell.revision };
    }

    function take(answer) {
      answer.cells?.forEach(store.news);
      answer.kept?.forEach(store.kept);
      answer.faults?.forEach(store.fault);
      answer.conflicts?.forEach(store.conflict);
      // A refusal says how things stand, but has not told what others saved.
      if (answer.cells) standing.revision = answer.revision;
      standing.hasNewRoster = answer.roster !== data.roster;
      standing.why = answer.why;
    }

    // Give the answer, or nothing: then `trouble` says what kind it is.
    async function ask(url, options) {
      try {
        const response = await fetch(url, { redirect: "manual", ...options });
        standing.trouble = response.type === "opaqueredirect" ? "signedOut" : "broken";
        if (!response.ok && response.status !== 409) throw new Error(String(response.status));
        const answer = await response.json();
        standing.trouble = "";
        failures = 0;
        return answer;
      } catch (error) {
        if (error instanceof TypeError) standing.trouble = "offline";
        failures += 1;
        return null;
      }
    }

    function wait() {
      return PATIENCE[Math.min(failures, PATIENCE.length) - 1] ?? 0;
    }

    async function poll() {
      if (document.visibilityState !== "visible" || isSending) return;
      const wasShut = standing.why;
      const answer = await ask(`${data.changes}?since=${standing.revision}`, { headers: { "X-Background": "yes" } });
      // What was saved while this was under way is newer than this answer.
      if (answer && answer.revision >= standing.revision) take(answer);
      onStanding();
      if (answer && (wasShut ? !standing.why : store.inState("waiting").length)) send();
    }

    // The cookie changes when one signs in again in another tab.
    function token() {
      return /(?:^|; )csrftoken=([^;]+)/.exec(document.cookie)?.[1] ?? "";
    }

    // Cells set in one go travel together.
    store.onText = () => {
      if (isSending) return;
      clearTimeout(timer);
      timer = setTimeout(send, failures ? wait() : 0);
    };

    setInterval(poll, POLL);
    window.addEventListener("online", send);
    document.addEventListener("visibilitychange", poll);
    window.addEventListener("beforeunload", (event) => {
      if (store.unsaved().length) event.preventDefault();
    });
    return { standing, send };
  };
})();
