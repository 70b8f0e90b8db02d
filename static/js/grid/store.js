// Part 2: the cells as the page knows them. Which are kept, which wait, what is wrong, what somebody else entered.
(() => {
  "use strict";
  const grid = window.gongyuGrid;

  // A cell: `value` and `revision` as kept; `text` as it stands here; `state` "" when both agree, else "waiting",
  // "sending", "fault" (with `words`) or "conflict" (with `theirs`). `newer` came while the cell was being changed.
  grid.makeStore = (data, sheet) => {
    const cells = new Map();
    const listeners = [];
    for (const row of data.rows) {
      for (const { code } of sheet.items) {
        const [value, revision] = row.cells[code] ?? ["", 0];
        const text = sheet.shown(code, value);
        cells.set(`${row.id}|${code}`, { row: row.id, code, value, revision, text, state: "", words: "", by: "" });
      }
    }

    const store = {
      rows: data.rows,
      onText: () => {},
      cell: (row, code) => cells.get(`${row}|${code}`),
      listen: (listener) => listeners.push(listener),
      inState: (...states) => [...cells.values()].filter((cell) => states.includes(cell.state)),
      unsaved: () => [...cells.values()].filter((cell) => cell.state !== ""),
      result: (row) =>
        sheet.result(
          (code) => store.cell(row, code).text,
          (code) => store.cell(row, code).value,
        ),
      setText,
      revert,
      decide,
      sending,
      sentBack,
      kept,
      fault,
      conflict,
      news,
      rest,
    };

    function tell(cell) {
      for (const listener of listeners) listener(cell);
    }

    function settle(cell, changes) {
      Object.assign(cell, { words: "", theirs: null }, changes);
      tell(cell);
    }

    // Put in what was typed or pasted. The same as what is kept needs no saving, unless another value is on its way.
    function setText(cell, text) {
      const isKept = !cell.isOnItsWay && text === sheet.shown(cell.code, cell.value);
      cell.isEdited = false;
      settle(cell, { text, typed: text, state: isKept ? "" : "waiting" });
      if (isKept) rest(cell);
      else store.onText();
    }

    // Go back to what is kept.
    function revert(cell) {
      cell.isEdited = false;
      const state = cell.isOnItsWay ? "waiting" : "";
      settle(cell, { text: sheet.shown(cell.code, cell.value), typed: null, state });
      rest(cell);
    }

    // The cell is not being changed any more: what came meanwhile may be shown.
    function rest(cell) {
      cell.isEdited = false;
      if (cell.newer && cell.state === "") news(cell.newer);
    }

    function decide(cell, isMine) {
      const { theirs, text } = cell;
      take(cell, theirs);
      if (isMine) setText(cell, text);
    }

    function take(cell, entry) {
      const text = sheet.shown(cell.code, entry.value);
      settle(cell, { value: entry.value, revision: entry.revision, text, typed: null, state: "", newer: null, by: entry.by });
    }

    function sending(cell) {
      cell.sent = cell.text;
      cell.isOnItsWay = true;
      cell.state = "sending";
      tell(cell);
    }

    // The request has ended; if nothing came of it, the cell waits again.
    function sentBack(cell) {
      cell.isOnItsWay = false;
      if (cell.state === "sending") settle(cell, { state: "waiting" });
    }

    function kept(entry) {
      const cell = store.cell(entry.row, entry.criterion);
      if (!cell) return;
      Object.assign(cell, { value: entry.value, revision: entry.revision, newer: null });
      const isSame = cell.text === cell.sent;
      if (!isSame) settle(cell, { state: "waiting" });
      else settle(cell, { text: sheet.shown(cell.code, entry.value), state: "" });
    }

    function fault(entry) {
      const cell = store.cell(entry.row, entry.criterion);
      if (cell?.text === cell?.sent) settle(cell, { state: "fault", words: entry.words });
      else settle(cell, { state: "waiting" });
    }

    function conflict(entry) {
      const cell = store.cell(entry.row, entry.criterion);
      settle(cell, { state: "conflict", theirs: entry });
    }

    // What somebody else, or oneself in another window, has saved.
    function news(entry) {
      const cell = store.cell(entry.row, entry.criterion);
      if (!cell || entry.revision <= cell.revision) return;
      if (cell.state === "" && !cell.isEdited) take(cell, entry);
      else cell.newer = entry;
    }

    return store;
  };
})();
