// Part 4: one cell on the page: its box, and below it in words what is wrong or who entered something else.
(() => {
  "use strict";
  const grid = window.gongyuGrid;

  grid.element = (name, attributes = {}, ...children) => {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) {
      if (value === true) made.setAttribute(key, "");
      else if (value !== false && value !== null) made.setAttribute(key, value);
    }
    made.append(...children);
    return made;
  };

  // `box` is an input, a select or a checkbox; `refresh` draws the cell as the store has it.
  grid.makeField = ({ store, sheet, words }, cell, box) => {
    const note = grid.element("div", { class: "cell-note", id: `note-${box.id}`, hidden: true });
    const root = grid.element("div", { class: "cell-field" }, box, note);

    function refresh() {
      root.dataset.state = cell.state;
      if (box.type === "checkbox") box.checked = cell.text !== "";
      else if (!cell.isEdited && box.value !== cell.text) put(cell.text);
      const isWrong = cell.state === "fault" || cell.state === "conflict";
      note.hidden = !isWrong;
      note.replaceChildren(...(cell.state === "conflict" ? question() : [cell.words]));
      for (const [name, value] of [["aria-invalid", "true"], ["aria-describedby", note.id]]) {
        if (isWrong) box.setAttribute(name, value);
        else box.removeAttribute(name);
      }
    }

    // A box with the focus stays wholly selected: the next key replaces what stands in it.
    function put(text) {
      box.value = text;
      if (document.activeElement === box) box.select?.();
    }

    function question() {
      const theirs = sheet.shown(cell.code, cell.theirs.value);
      const said = grid.say(theirs ? words.theirs : words.theirsEmpty, { name: cell.theirs.by, value: theirs });
      return [
        grid.element("span", {}, said),
        answer(theirs ? grid.say(words.keepTheirs, { value: theirs }) : words.keepTheirsEmpty, false),
        answer(cell.text ? grid.say(words.keepMine, { value: cell.text }) : words.keepMineEmpty, true),
      ];
    }

    function answer(label, isMine) {
      const button = grid.element("button", { type: "button", class: "btn btn-sm" }, label);
      button.addEventListener("click", () => {
        box.focus();
        store.decide(cell, isMine);
      });
      return button;
    }

    refresh();
    return { root, box, refresh };
  };
})();
