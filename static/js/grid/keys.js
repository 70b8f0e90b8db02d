// Part 8: the keys of a spreadsheet. A box is "ready" (its text is selected, keys move), or one types or edits in it.
(() => {
  "use strict";
  const grid = window.gongyuGrid;
  const FAR = 1e6;
  const ARROWS = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };

  grid.makeKeys = ({ store, range, table, steps, blocks, frame, sheet }) => {
    let mode = "ready"; // or "typing", where arrows leave the box, or "editing", where they move in its text

    const isBox = (target) => target.matches?.(".grid-table input");

    function begin(newMode) {
      mode = newMode;
      const cell = range.activeCell();
      if (cell) cell.isEdited = true;
    }

    function commit() {
      const cell = range.activeCell();
      const text = range.active?.value.trim();
      if (mode === "ready" || !cell) return;
      mode = "ready";
      if (cell.text === text) {
        store.rest(cell);
        range.active.value = cell.text;
      } else steps.apply([[cell, text]]);
    }

    function cancel() {
      const cell = range.activeCell();
      if (mode !== "ready") {
        mode = "ready";
        store.rest(cell);
        range.active.value = cell.text;
      } else if (cell.state === "fault" || cell.state === "waiting") store.revert(cell);
      range.focus(range.active);
    }

    function tickOver() {
      const cell = range.activeCell();
      if (!store.isShut) steps.apply([[cell, cell.text ? "" : "√"]]);
    }

    function edit() {
      begin("editing");
      range.active.setSelectionRange(range.active.value.length, range.active.value.length);
    }

    const READY = {
      F2: edit,
      Delete: blocks.empty,
      Backspace: blocks.empty,
    };
    const WITH_CONTROL = {
      d: blocks.fillDown,
      z: blocks.undo,
      y: blocks.redo,
      a: () => {
        const lines = table.visible();
        range.focus(lines[0].boxes[0]);
        range.focus(lines[lines.length - 1].boxes.at(-1), { extend: true });
      },
    };
    const ENDS = { Home: -FAR, End: FAR };

    // Tell whether the key was for the grid.
    function press(event) {
      const { key, shiftKey: extend } = event;
      const control = event.ctrlKey || event.metaKey;
      const letter = key.toLowerCase();
      if (key === "Enter") return leave(() => range.move(extend ? -1 : 1, 0));
      if (key === "Escape") return leave(cancel, { keep: true });
      if (mode === "editing" || event.altKey) return false;
      if (control && mode === "ready" && WITH_CONTROL[letter]) return leave(extend && letter === "z" ? blocks.redo : WITH_CONTROL[letter]);
      if (ARROWS[key] && !control) return leave(() => range.move(...ARROWS[key], { extend }));
      if (ENDS[key]) return leave(() => range.move(control ? ENDS[key] : 0, ENDS[key], { extend }));
      if (mode !== "ready" || control) return false;
      if (READY[key]) return leave(READY[key]);
      return key === " " && isTick() && leave(tickOver);
    }

    function leave(act, { keep = false } = {}) {
      if (!keep) commit();
      act();
      return true;
    }

    function isTick() {
      const code = range.activeCell()?.code;
      return sheet.items.find((item) => item.code === code)?.kind === "tick";
    }

    frame.addEventListener("keydown", (event) => {
      if (isBox(event.target) && !event.isComposing && press(event)) event.preventDefault();
    });
    frame.addEventListener("input", (event) => {
      if (isBox(event.target) && mode === "ready") begin("typing");
    });
    frame.addEventListener("dblclick", (event) => isBox(event.target) && edit());

    frame.addEventListener("focusin", (event) => {
      if (!isBox(event.target) || event.target === range.active) return;
      range.arrive(event.target);
      event.target.select();
    });
    frame.addEventListener("focusout", (event) => {
      if (isBox(event.target)) commit();
      if (!event.target.closest("tr").contains(event.relatedTarget)) setTimeout(table.filter);
    });

    // The mouse: a press chooses a cell, Shift or dragging selects up to there.
    frame.addEventListener("mousedown", (event) => {
      if (!isBox(event.target) || (event.target === document.activeElement && mode !== "ready")) return;
      event.preventDefault();
      commit();
      range.focus(event.target, { extend: event.shiftKey });
    });
    frame.addEventListener("mouseover", (event) => {
      const box = event.target.closest?.("td")?.querySelector("input");
      if (event.buttons !== 1 || mode !== "ready" || !box || box === range.active) return;
      range.focus(box, { extend: true });
    });

    return { isReady: () => mode === "ready", isBox };
  };
})();
