// The tables of a score sheet: rows are added, moved and taken out; marks are added up as one types.
(() => {
  "use strict";
  const form = document.querySelector("[data-sheet]");
  if (!form) return;
  const rows = (name) => [...form.querySelectorAll(`[data-sheet-rows="${name}"] > [data-sheet-row]`)];
  const field = (row, end) => row.querySelector(`[name$="-${end}"]`);
  const shown = (row) => !row.hidden;

  function dress(row) {
    row.querySelector("[data-sheet-plain]").hidden = true;
    row.querySelector("[data-sheet-buttons]").hidden = false;
  }

  function number(name) {
    rows(name).forEach((row, index) => { field(row, "ORDER").value = index + 1; });
  }

  function fullMarks() {
    let tenths = 0;
    for (const row of rows("items")) {
      const isScore = field(row, "kind").value === "score";
      const most = field(row, "most");
      most.disabled = !isScore;
      if (isScore && shown(row)) tenths += Math.round(10 * (Number(most.value) || 0));
    }
    return tenths / 10;
  }

  function refresh() {
    const full = fullMarks();
    form.querySelector("[data-sheet-sum]").textContent = full;
    for (const row of rows("grades")) {
      const percent = field(row, "percent").value;
      row.querySelector("[data-sheet-points]").textContent = percent === "" || !full ? "" : `≥ ${Math.round(percent * full) / 100}`;
    }
    const headings = new Set(rows("items").map((row) => field(row, "dimension").value.trim()).filter(Boolean));
    form.querySelector("[data-sheet-headings]").replaceChildren(...[...headings].map((words) => new Option(words, words)));
  }

  function add(name) {
    const total = form.querySelector(`[name="${name}-TOTAL_FORMS"]`);
    const body = form.querySelector(`[data-sheet-rows="${name}"]`);
    const empty = form.querySelector(`[data-sheet-template="${name}"]`);
    const holder = document.createElement("tbody");
    holder.innerHTML = empty.innerHTML.replaceAll("__prefix__", total.value);
    const row = holder.querySelector("[data-sheet-row]");
    total.value = Number(total.value) + 1;
    const last = rows(name).filter(shown).at(-1);
    if (name === "items" && last) field(row, "dimension").value = field(last, "dimension").value;
    body.append(row);
    dress(row);
    number(name);
    refresh();
    field(row, "name").focus();
  }

  function move(row, step) {
    const siblings = rows(row.parentElement.dataset.sheetRows).filter(shown);
    const other = siblings[siblings.indexOf(row) + step];
    if (!other) return;
    if (step < 0) other.before(row); else other.after(row);
    number(row.parentElement.dataset.sheetRows);
  }

  function remove(row) {
    const siblings = rows(row.parentElement.dataset.sheetRows).filter(shown);
    const next = siblings[siblings.indexOf(row) + 1] ?? siblings[siblings.indexOf(row) - 1];
    field(row, "DELETE").checked = true;
    row.hidden = true;
    if (next) field(next, "name").focus();
    refresh();
  }

  form.addEventListener("click", (event) => {
    const button = event.target.closest("button[type=button]");
    if (!button) return;
    const row = button.closest("[data-sheet-row]");
    if (button.dataset.sheetAdd) add(button.dataset.sheetAdd);
    else if (button.dataset.sheetMove) { move(row, Number(button.dataset.sheetMove)); button.focus(); }
    else if ("sheetRemove" in button.dataset) remove(row);
  });
  form.addEventListener("input", refresh);
  form.querySelectorAll("[data-sheet-row]").forEach((row) => { dress(row); row.hidden = field(row, "DELETE").checked; });
  form.querySelectorAll("[data-sheet-add]").forEach((button) => { button.hidden = false; });
  ["items", "grades"].forEach(number);
  refresh();
})();
