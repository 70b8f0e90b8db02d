// Part 10: on a phone one teacher at a time, as a form; the same cells, the same saving.
(() => {
  "use strict";
  const grid = window.gongyuGrid;
  const element = grid.element;

  grid.makePhone = (context, frame) => {
    const { store, sheet, words } = context;
    const isOpen = (row) => !store.result(row.id).isDone && !row.away;
    let at = Math.max(0, store.rows.findIndex(isOpen));
    let isOpenOnly = false;
    let isReadOnly = false;
    let fields = new Map();
    let result = null;

    const chooser = element("select", { class: "form-select", "aria-label": words.choose });
    const body = element("div", { class: "phone-body" });
    const place = element("span", { class: "phone-place" });
    const [back, onward] = [button("ti-chevron-left", words.back, -1), button("ti-chevron-right", words.onward, 1)];
    frame.replaceChildren(chooser, body, element("div", { class: "phone-steps" }, back, place, onward));
    chooser.addEventListener("change", () => show(Number(chooser.value)));

    function button(icon, label, by) {
      const made = element("button", { type: "button", class: "btn btn-primary" }, element("i", { class: `ti ${icon}`, "aria-hidden": "true" }), label);
      made.addEventListener("click", () => {
        const next = neighbour(by);
        if (next !== null) show(next, { focus: true });
      });
      return made;
    }

    function neighbour(by) {
      for (let next = at + by; next >= 0 && next < store.rows.length; next += by) {
        if (!isOpenOnly || isOpen(store.rows[next])) return next;
      }
      return null;
    }

    function show(number, { focus = false } = {}) {
      at = number;
      const row = store.rows[at];
      fields = new Map();
      result = element("p", { class: "phone-result" });
      const away = row.away ? [element("p", { class: "grid-away" }, grid.say(words.away, { why: row.away }))] : [];
      body.replaceChildren(element("h2", {}, row.name), ...away, ...parts(row), result);
      refreshResult();
      if (focus) body.querySelector("input, select").focus({ preventScroll: true });
      window.scrollTo({ top: 0 });
    }

    function parts(row) {
      let dimension = "";
      return sheet.items.flatMap((item) => {
        const heading = item.dimension && item.dimension !== dimension ? [element("h3", {}, item.dimension)] : [];
        dimension = item.dimension;
        return [...heading, part(row, item)];
      });
    }

    function part(row, item) {
      const cell = store.cell(row.id, item.code);
      const box = boxFor(item, `p-${item.code}`);
      const field = grid.makeField(context, cell, box);
      fields.set(item.code, field);
      box.addEventListener("input", () => (cell.isEdited = true));
      box.addEventListener("change", () => store.setText(cell, box.type === "checkbox" ? (box.checked ? "√" : "") : box.value.trim()));
      box.addEventListener("blur", () => store.rest(cell));
      const most = item.kind === "score" ? element("small", {}, grid.say(words.full, { most: item.most })) : "";
      const label = element("label", { for: box.id }, item.name, " ", most);
      return element("div", { class: `phone-part phone-${item.kind}` }, label, field.root);
    }

    function boxFor(item, id) {
      if (item.kind === "tick") return element("input", { type: "checkbox", class: "form-check-input", id, disabled: isReadOnly });
      if (item.kind === "grade") {
        const options = ["", ...sheet.grades.map((line) => line.name)].map((name) => element("option", { value: name }, name));
        return element("select", { class: "form-select", id, disabled: isReadOnly }, ...options);
      }
      if (item.kind === "text") return element("textarea", { class: "form-control", id, rows: 2, readonly: isReadOnly });
      const inputmode = item.kind === "score" ? "decimal" : "numeric";
      return element("input", { class: "form-control", id, inputmode, autocomplete: "off", readonly: isReadOnly });
    }

    function refreshResult() {
      const row = store.rows[at];
      const { total, grade, isDone } = store.result(row.id);
      const points = total && sheet.full !== "0" && `${words.total} ${total} ${grid.say(words.full, { most: sheet.full })}`;
      result.replaceChildren([points, grade].filter(Boolean).join(" · "));
      place.textContent = grid.say(words.place, { number: at + 1, all: store.rows.length });
      back.disabled = neighbour(-1) === null;
      onward.disabled = neighbour(1) === null;
      chooser.replaceChildren(...store.rows.map((each, number) => {
        const done = each === row ? isDone : store.result(each.id).isDone;
        return element("option", { value: number, selected: number === at }, done ? `${each.name} ✓` : each.name);
      }));
    }

    show(at);
    return {
      refresh(cell) {
        if (cell.row === store.rows[at].id) fields.get(cell.code)?.refresh();
        refreshResult();
      },
      setOpenOnly(value) {
        isOpenOnly = value;
        refreshResult();
      },
      setReadOnly(value) {
        if (value === isReadOnly) return;
        isReadOnly = value;
        show(at);
      },
    };
  };
})();
