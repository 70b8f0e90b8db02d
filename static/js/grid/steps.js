// Part 6: steps that can be taken back: what a step changed stands as it left it, or somebody has changed it since.
(() => {
  "use strict";
  const grid = window.gongyuGrid;
  const MOST = 200;

  grid.makeSteps = (store) => {
    const done = [];
    const undone = [];

    // `changes` is a list of [cell, text]; those that change nothing are left out.
    function apply(changes) {
      const step = changes.filter(([cell, text]) => cell.text !== text).map(([cell, text]) => ({ cell, before: cell.text, after: text }));
      if (!step.length) return 0;
      done.push(step);
      if (done.length > MOST) done.shift();
      undone.length = 0;
      for (const { cell, after } of step) store.setText(cell, after);
      return step.length;
    }

    // What was typed as １８ stands as 18 once it is kept.
    const stands = (cell, text) => cell.text === text || cell.typed === text;

    // Give {changed, skipped}, or null when there is nothing.
    function go(from, to, wanted, put) {
      const step = from.pop();
      if (!step) return null;
      const [fits, rest] = [[], []];
      for (const part of step) (stands(part.cell, part[wanted]) ? fits : rest).push(part);
      for (const part of fits) store.setText(part.cell, part[put]);
      if (fits.length) to.push(fits);
      return { cells: fits.map((part) => part.cell), skipped: rest.length };
    }

    return {
      apply,
      undo: () => go(done, undone, "after", "before"),
      redo: () => go(undone, done, "before", "after"),
    };
  };
})();
