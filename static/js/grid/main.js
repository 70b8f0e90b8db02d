// Part 11: puts the parts together and says how things stand.
(() => {
  "use strict";
  const grid = window.gongyuGrid;
  const SECONDS = 5000;
  const read = (id) => JSON.parse(document.getElementById(id).textContent);
  const at = (id) => document.getElementById(id);
  const data = read("grid-data");
  const words = read("grid-words");
  const sheet = grid.makeSheet(data);
  const store = grid.makeStore(data, sheet);
  const frame = at("grid");
  const narrow = window.matchMedia("(max-width: 767.98px)");
  let view = null;

  const notice = {
    show(text, label = "", act = null) {
      at("grid-notice-words").textContent = text;
      at("grid-notice-act").hidden = !label;
      at("grid-notice-act").textContent = label;
      at("grid-notice-act").onclick = act;
      at("grid-notice").hidden = false;
    },
    hide() {
      at("grid-notice").hidden = true;
    },
  };

  // What has just been done, for some seconds before how things stand.
  let passing = "";
  let passes = null;
  function say(text) {
    passing = text;
    clearTimeout(passes);
    passes = text ? setTimeout(() => say(""), SECONDS) : null;
    refreshStatus();
  }

  const saving = grid.makeSaving(data, store, () => {
    const { standing } = saving;
    store.isShut = Boolean(standing.why);
    view.setReadOnly(store.isShut);
    const count = store.unsaved().length;
    at("grid-copy-unsaved").hidden = !(store.isShut && count);
    if (store.isShut) notice.show(count ? grid.say(words.notNow, { why: standing.why, count }) : standing.why);
    else if (standing.hasNewRoster) notice.show(words.rosterChanged);
    else if (wasShut) notice.hide();
    wasShut = store.isShut;
    refreshStatus();
  });
  let wasShut = false;

  // Many cells change at once when a block is pasted: said once, before anybody can read that all is saved.
  let isDue = false;
  function refreshStatus() {
    if (!isDue) queueMicrotask(sayHowThingsStand);
    isDue = true;
  }

  function sayHowThingsStand() {
    isDue = false;
    const { trouble, why } = saving.standing;
    const count = store.inState("waiting", "sending").length;
    const wrong = [
      [words.conflicts, store.inState("conflict").length],
      [words.faulty, store.inState("fault").length],
    ].filter(([, number]) => number).map(([text, number]) => grid.say(text, { count: number }));
    let first = wrong.length ? "" : words.saved;
    if (count) first = trouble || why ? grid.say(words[trouble] ?? words.unsaved, { count }) : words.saving;
    if (trouble === "signedOut") first = words.signedOut;
    at("grid-status").textContent = [passing, first, ...wrong].filter(Boolean).join(" ");
    at("grid-status").classList.toggle("is-open", Boolean(count || wrong.length));
    const done = data.rows.filter((row) => store.result(row.id).isDone);
    const away = data.rows.filter((row) => row.away && !done.includes(row)).length;
    const progress = grid.say(words.progress, { done: done.length, all: data.rows.length - away });
    at("grid-progress").textContent = [progress, away ? grid.say(words.progressAway, { away }) : ""].filter(Boolean).join(" · ");
  }

  function asTable(place) {
    const table = grid.makeTable({ store, sheet, words }, place);
    const range = grid.makeRange(table, sheet.items.length);
    const steps = grid.makeSteps(store);
    const blocks = grid.makeBlocks({ store, range, table, steps, sheet, words, notice, say });
    blocks.listen(place, grid.makeKeys({ store, range, table, steps, blocks, frame: place, sheet }));
    for (const [id, act] of [["grid-undo", blocks.undo], ["grid-redo", blocks.redo], ["grid-fill", blocks.fillDown]]) {
      at(id).onclick = () => range.active && act();
    }
    return table;
  }

  function draw() {
    const isPhone = narrow.matches;
    const place = grid.element("div", { class: isPhone ? "grid-phone" : "grid-scroll" });
    frame.replaceChildren(place);
    view = isPhone ? grid.makePhone({ store, sheet, words }, place) : asTable(place);
    view.setOpenOnly(at("grid-open-only").checked);
    view.setReadOnly(Boolean(saving.standing.why));
  }

  store.listen((cell) => {
    view?.refresh(cell);
    refreshStatus();
  });
  at("grid-open-only").addEventListener("change", (event) => view.setOpenOnly(event.target.checked));
  at("grid-copy-unsaved").addEventListener("click", () => {
    const names = new Map(data.rows.map((row) => [row.id, row.name]));
    const titles = new Map(sheet.items.map((item) => [item.code, item.name]));
    const lines = store.unsaved().map((cell) => [names.get(cell.row), titles.get(cell.code), cell.text]);
    navigator.clipboard.writeText(grid.writeBlock(lines)).then(() => say(grid.say(words.copied, { count: lines.length })));
  });
  narrow.addEventListener("change", draw);
  draw();
  if (data.why) notice.show(data.why);
  refreshStatus();
})();
