// Part 7: where one is and what is selected, in lines as they are seen now.
(() => {
  "use strict";
  const grid = window.gongyuGrid;

  grid.makeRange = (table, columns) => {
    let anchor = null; // the box where the selection began
    let active = null; // the box with the focus

    function placeOf(box) {
      const lines = table.visible();
      const line = lines.findIndex((each) => each.boxes.includes(box));
      return line < 0 ? null : { line, place: lines[line].boxes.indexOf(box) };
    }

    function corners() {
      const [from, to] = [placeOf(anchor ?? active), placeOf(active)];
      if (!from || !to) return null;
      return {
        top: Math.min(from.line, to.line),
        bottom: Math.max(from.line, to.line),
        left: Math.min(from.place, to.place),
        right: Math.max(from.place, to.place),
      };
    }

    function draw() {
      for (const marked of table.table.querySelectorAll(".in-range")) marked.classList.remove("in-range");
      const range = corners();
      if (!range || (range.top === range.bottom && range.left === range.right)) return;
      for (const line of table.visible().slice(range.top, range.bottom + 1)) {
        for (const box of line.boxes.slice(range.left, range.right + 1)) box.closest("td").classList.add("in-range");
      }
    }

    // The cells of the selection: a list of lines.
    function cells() {
      if (!corners()) return [];
      const { top, bottom, left, right } = corners();
      return table
        .visible()
        .slice(top, bottom + 1)
        .map((line) => line.boxes.slice(left, right + 1).map((_, place) => table.cellOf(line, left + place)));
    }

    function focus(box, { extend = false } = {}) {
      if (!box) return;
      if (!extend) anchor = box;
      active = box;
      box.focus({ preventScroll: true });
      box.select();
      reveal(box);
      draw();
    }

    // Bring a box out from below the fixed head and the fixed names.
    function reveal(box) {
      const frame = table.table.parentElement;
      const [seen, own] = [frame.getBoundingClientRect(), box.closest("td").getBoundingClientRect()];
      const top = seen.top + table.table.tHead.offsetHeight;
      const left = seen.left + table.table.tHead.rows[0].cells[0].offsetWidth;
      if (own.top < top) frame.scrollTop -= top - own.top;
      if (own.bottom > seen.top + frame.clientHeight) frame.scrollTop += own.bottom - seen.top - frame.clientHeight;
      if (own.left < left) frame.scrollLeft -= left - own.left;
      if (own.right > seen.left + frame.clientWidth) frame.scrollLeft += own.right - seen.left - frame.clientWidth;
      if (box.getBoundingClientRect().bottom > window.innerHeight) frame.scrollIntoView({ block: "end" });
    }

    function move(down, across, { extend = false } = {}) {
      const from = placeOf(active);
      if (!from) return;
      const lines = table.visible();
      const line = Math.max(0, Math.min(lines.length - 1, from.line + down));
      const place = Math.max(0, Math.min(columns - 1, from.place + across));
      focus(lines[line].boxes[place], { extend });
    }

    return {
      cells,
      corners,
      focus,
      move,
      draw,
      // The focus came by mouse, Tab or a reader.
      arrive(box, { extend = false } = {}) {
        if (box === active) return;
        active = box;
        if (!extend) anchor = box;
        reveal(box);
        draw();
      },
      get active() {
        return active;
      },
      activeCell() {
        const at = placeOf(active);
        return at && table.cellOf(table.visible()[at.line], at.place);
      },
    };
  };
})();
