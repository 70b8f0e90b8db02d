// Part 5: the table of a desk: teachers down, criteria across, results at the end of each line.
(() => {
  "use strict";
  const grid = window.gongyuGrid;
  const element = grid.element;

  grid.makeTable = (context, frame) => {
    const { store, sheet, words } = context;
    const hasScores = sheet.full !== "0";
    const severalInspect = new Set(store.rows.map((row) => row.inspector)).size > 1;
    const fields = new Map(); // "row|criterion" → field
    const lines = store.rows.map(makeLine);
    const onRow = new Map(lines.map((line) => [line.row.id, line]));
    let isOpenOnly = false;
    let isReadOnly = false;

    const table = element("table", { class: "grid-table" }, head(), element("tbody", {}, ...lines.map((line) => line.root)));
    frame.replaceChildren(table);

    function head() {
      const cells = sheet.items.map((item) => {
        const small = [item.dimension, item.kind === "score" ? grid.say(words.full, { most: item.most }) : ""];
        const [above, below] = small.map((text) => element("small", {}, text));
        return element("th", { scope: "col", id: `col-${item.code}`, class: `col-${item.kind}` }, above, item.name, below);
      });
      const total = element("th", { scope: "col", class: "col-result" }, words.total, element("small", {}, grid.say(words.full, { most: sheet.full })));
      const grade = element("th", { scope: "col", class: "col-result" }, words.grade);
      return element("thead", {}, element("tr", {}, element("th", { scope: "col" }, words.teacher), ...cells, ...results(total, grade)));
    }

    function results(total, grade) {
      return [...(hasScores ? [total] : []), ...(sheet.grades.length ? [grade] : [])];
    }

    function makeLine(row, number) {
      const mark = element("i", { class: "ti ti-check cell-done", role: "img", "aria-label": words.done, hidden: true });
      const name = element("th", { scope: "row", id: `row-${number}` }, element("span", {}, row.name), mark);
      if (severalInspect) name.append(element("small", {}, row.inspector));
      if (row.away) name.append(element("small", { class: "grid-away" }, grid.say(words.away, { why: row.away })));
      const boxes = [];
      const cells = sheet.items.map((item, place) => {
        const label = grid.say(words.cellLabel, { teacher: row.name, criterion: item.name });
        const mode = item.kind === "score" || item.kind === "count" ? "decimal" : "text";
        const box = element("input", { id: `c-${number}-${place}`, autocomplete: "off", inputmode: mode, "aria-label": label });
        const field = grid.makeField(context, store.cell(row.id, item.code), box);
        boxes.push(box);
        fields.set(`${row.id}|${item.code}`, field);
        return element("td", { class: `col-${item.kind}` }, field.root);
      });
      const total = element("td", { class: "col-result" });
      const grade = element("td", { class: "col-result" });
      const root = element("tr", {}, name, ...cells, ...results(total, grade));
      return { row, root, boxes, total, grade, mark };
    }

    function refreshResult(line) {
      const result = store.result(line.row.id);
      line.total.textContent = result.total;
      line.grade.textContent = result.grade;
      line.mark.hidden = !result.isDone;
      line.isDone = result.isDone;
    }

    function refresh(cell) {
      fields.get(`${cell.row}|${cell.code}`)?.refresh();
      const line = onRow.get(cell.row);
      if (line) refreshResult(line);
    }

    // A line that has just become complete stays until one leaves it.
    function filter() {
      for (const line of lines) line.root.hidden = isOpenOnly && (line.isDone || line.row.away !== "") && !line.root.contains(document.activeElement);
    }

    lines.forEach(refreshResult);
    return {
      table,
      refresh,
      filter,
      setOpenOnly(value) {
        isOpenOnly = value;
        filter();
      },
      visible: () => lines.filter((line) => !line.root.hidden),
      cellOf(line, place) {
        return store.cell(line.row.id, sheet.items[place].code);
      },
      boxOf: (cell) => fields.get(`${cell.row}|${cell.code}`).box,
      setReadOnly(value) {
        if (value === isReadOnly) return;
        isReadOnly = value;
        for (const { box } of fields.values()) box.readOnly = value;
      },
    };
  };
})();
