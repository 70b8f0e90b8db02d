// The score sheet: one row for each criterion, and sum and grade as one taps.
(() => {
  "use strict";
  const { observe } = window;
  const FIRST_TAP = 0.8; // of the full marks: most lessons lie near it, and few taps remain
  const box = document.getElementById("criteria");
  const select = document.querySelector("[name=sheet]");

  observe.fillSheets = () => {
    const { sheets } = observe.choices;
    select.replaceChildren(new Option(observe.word("noSheet"), ""), ...sheets.map((s) => new Option(s.name, s.id)));
  };

  const sheet = () => observe.choices.sheets.find((each) => each.id === observe.draft.sheet);

  observe.showSheet = () => {
    const rows = [];
    let heading = "";
    for (const [code, name, kind, most, dimension] of sheet()?.items ?? []) {
      if (dimension !== heading) {
        heading = dimension;
        const title = observe.markup("dimension");
        title.textContent = dimension || observe.word("furthermore");
        rows.push(title);
      }
      rows.push(row({ code, name, kind, most }));
    }
    box.replaceChildren(...rows);
    showSum();
  };

  function row(item) {
    const found = observe.markup(item.kind === "count" ? "score" : item.kind);
    const input = observe.part(found, "value");
    const scores = observe.draft.scores;
    observe.part(found, "name").textContent = item.name;
    observe.part(found, "name").htmlFor = input.id = `score-${item.code}`;
    observe.part(found, "error").dataset.errorFor = `scores.${item.code}`;
    if (item.kind === "score") observe.part(found, "most").textContent = `/ ${item.most}`;
    if (item.kind === "grade") input.append(...sheet().grades.map(([code, name]) => new Option(name, code)));
    if (item.kind === "tick") input.checked = scores[item.code] === "1";
    else input.value = scores[item.code] ?? "";
    input.addEventListener("input", () => keep(item, input.type === "checkbox" ? (input.checked ? "1" : "") : input.value));
    for (const [name, step] of [["less", -1], ["plus", 1]]) {
      const button = observe.part(found, name);
      button?.setAttribute("aria-label", observe.word(name, { name: item.name }));
      button?.addEventListener("click", () => {
        input.value = stepped(item, input.value, step);
        keep(item, input.value);
      });
    }
    return found;
  }

  function stepped({ kind, most }, text, step) {
    const highest = kind === "score" ? most : 999;
    if (text.trim() === "") return String(kind === "score" ? Math.round(most * FIRST_TAP) : Math.max(step, 0));
    return String(Math.min(highest, Math.max(0, Math.round((Number(text) + step) * 10) / 10)));
  }

  function keep({ code }, value) {
    observe.draft.scores[code] = value;
    showSum();
    observe.save();
  }

  function showSum() {
    const chosen = sheet();
    const scored = (chosen?.items ?? []).filter(([, , kind]) => kind === "score");
    const entered = scored.map(([code]) => Number.parseFloat(observe.draft.scores[code])).filter(Number.isFinite);
    const sum = Math.round(entered.reduce((all, each) => all + each * 10, 0)) / 10;
    const full = scored.reduce((all, [, , , most]) => all + most, 0);
    const grade = entered.length === scored.length && chosen?.grades.find(([, , share]) => sum >= share * full - 1e-9);
    const open = scored.length - entered.length;
    document.getElementById("sum").hidden = !scored.length;
    document.getElementById("sum-points").textContent = `${sum} / ${full}`;
    document.getElementById("sum-grade").textContent = grade ? grade[1] : open ? observe.word("open", { open }) : "";
  }
})();
