// Part 9: what is done with a selection: copy, paste, fill down, empty; and taking steps back.
(() => {
  "use strict";
  const grid = window.gongyuGrid;

  grid.makeBlocks = ({ store, range, table, steps, sheet, words, notice, say }) => {
    function empty() {
      steps.apply(
        range
          .cells()
          .flat()
          .map((cell) => [cell, ""]),
      );
      range.focus(range.active);
    }

    // The first line of the selection goes into the others; a single cell takes what stands above it.
    function fillDown() {
      if (!range.corners()) return;
      const { top, bottom, left, right } = range.corners();
      const lines = table.visible();
      const from = top === bottom ? top - 1 : top;
      if (from < 0) return;
      const changes = [];
      for (let place = left; place <= right; place += 1) {
        const { text } = table.cellOf(lines[from], place);
        for (const line of lines.slice(from + 1, bottom + 1)) changes.push([table.cellOf(line, place), text]);
      }
      steps.apply(changes);
    }

    function copied() {
      return grid.writeBlock(range.cells().map((line) => line.map((cell) => cell.text)));
    }

    function paste(text, { fitting = false } = {}) {
      notice.hide();
      const block = grid.readBlock(text);
      const { top, left } = range.corners();
      const isOne = block.length === 1 && block[0].length === 1;
      if (isOne) return said(steps.apply(range.cells().flat().map((cell) => [cell, block[0][0]])));
      const lines = table.visible().slice(top);
      const room = sheet.items.length - left;
      const width = Math.max(...block.map((row) => row.length));
      if (!fitting && (block.length > lines.length || width > room)) return refuse(text, block.length, lines.length, width, room);
      const changes = block.slice(0, lines.length).flatMap((row, line) =>
        row.slice(0, room).map((value, place) => [table.cellOf(lines[line], left + place), value]),
      );
      return said(steps.apply(changes));
    }

    // More than there is room for: most likely the two lists differ, and every line would go to the wrong teacher.
    function refuse(text, rows, roomDown, columns, roomAcross) {
      const isLong = rows > roomDown;
      const [template, values] = isLong
        ? [words.tooManyRows, { rows, room: roomDown }]
        : [words.tooManyColumns, { columns, room: roomAcross }];
      notice.show(grid.say(template, values), words.pasteFitting, () => {
        range.focus(range.active);
        paste(text, { fitting: true });
      });
    }

    function said(count) {
      say(grid.say(words.pasted, { count }));
      range.focus(range.active);
    }

    function gone(went, done) {
      if (!went) return say(words.nothingToUndo);
      say(went.skipped ? grid.say(words.undoneSome, { count: went.skipped }) : done);
      return range.focus(went.cells.length ? table.boxOf(went.cells[0]) : range.active);
    }

    function listen(frame, keys) {
      const isMine = (event) => keys.isBox(event.target) && keys.isReady();
      for (const name of ["copy", "cut"]) {
        frame.addEventListener(name, (event) => {
          if (!isMine(event)) return;
          event.preventDefault();
          event.clipboardData.setData("text/plain", copied());
          say(grid.say(words.copied, { count: range.cells().flat().length }));
          if (name === "cut" && !event.target.readOnly) empty();
        });
      }
      frame.addEventListener("paste", (event) => {
        if (!isMine(event) || event.target.readOnly) return;
        event.preventDefault();
        paste(event.clipboardData.getData("text/plain"));
      });
    }

    const whileOpen = (act) => () => (store.isShut ? undefined : act());
    return {
      listen,
      empty: whileOpen(empty),
      fillDown: whileOpen(fillDown),
      undo: whileOpen(() => gone(steps.undo(), words.undone)),
      redo: whileOpen(() => gone(steps.redo(), words.redone)),
    };
  };
})();
