// The grid of a round, part 1: what values look like, what a row adds up to, blocks of cells as text.
(() => {
  "use strict";
  const grid = (window.gongyuGrid = {});
  const NEEDED = ["score", "count", "grade"];

  grid.say = (words, values = {}) => words.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);

  grid.makeSheet = ({ items, grades, overall }) => {
    const byCode = new Map(items.map((item) => [item.code, item]));
    const gradeNames = new Map(grades.map((line) => [line.code, line.name]));
    const fullTenths = items.reduce((sum, item) => sum + (item.kind === "score" ? tenths(item.most) : 0), 0);

    // What a person reads for a kept value: √ for a tick, the name of a grade.
    function shown(code, value) {
      const { kind } = byCode.get(code);
      if (kind === "tick") return value ? "√" : "";
      return kind === "grade" ? (gradeNames.get(value) ?? value) : value;
    }

    // `textOf(code)` is what stands in a cell, `valueOf(code)` what is kept of it: only that makes a row done.
    function result(textOf, valueOf) {
      let total = null;
      for (const item of items) {
        const points = item.kind === "score" ? tenths(textOf(item.code)) : null;
        if (points !== null && points <= tenths(item.most)) total = (total ?? 0) + points;
      }
      const isDone = items.every((item) => item.mayBeEmpty || !NEEDED.includes(item.kind) || valueOf(item.code) !== "");
      const grade = fullTenths ? gradeOf(total) : gradeGiven(valueOf);
      return { total: total === null ? "" : String(total / 10), grade: isDone ? grade : "", isDone };
    }

    // Without marks the overall grade, else the worst one that was given (sheets/rules.py).
    function gradeGiven(valueOf) {
      const given = items.filter((item) => item.kind === "grade").map((item) => valueOf(item.code));
      if (byCode.has(overall)) return shown(overall, valueOf(overall));
      return grades.findLast((line) => given.includes(line.code))?.name ?? "";
    }

    function gradeOf(total) {
      if (total === null) return "";
      return grades.find((line) => total / fullTenths >= Number(line.share) - 1e-9)?.name ?? "";
    }

    return { items, grades, full: String(fullTenths / 10), shown, result };
  };

  // Scores have one decimal at most: whole tenths add up exactly. null for what is no score.
  function tenths(text) {
    const match = /^(\d+)(?:\.(\d))?$/.exec(text);
    return match ? Number(match[1]) * 10 + Number(match[2] ?? 0) : null;
  }

  // A block as spreadsheets put it on the clipboard: tabs and line ends, quotes around cells that hold some.
  grid.readBlock = (text) => {
    const rows = [[""]];
    let quoted = false;
    const source = text.replace(/\r\n?/g, "\n");
    for (let at = 0; at < source.length; at += 1) {
      const sign = source[at];
      const row = rows[rows.length - 1];
      const last = row.length - 1;
      if (quoted && sign === '"' && source[at + 1] === '"') {
        row[last] += '"';
        at += 1;
      } else if (sign === '"' && (quoted || row[last] === "")) quoted = !quoted;
      else if (quoted) row[last] += sign === "\n" ? " " : sign;
      else if (sign === "\t") row.push("");
      else if (sign === "\n") rows.push([""]);
      else row[last] += sign;
    }
    while (rows.length > 1 && rows[rows.length - 1].every((cell) => cell === "")) rows.pop();
    return rows.map((row) => row.map((cell) => cell.trim()));
  };

  grid.writeBlock = (rows) =>
    rows.map((row) => row.map((cell) => (/["\t\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join("\t")).join("\n");
})();
