// Evaluating many teachers by keyboard: digits choose a grade, Ctrl+Enter keeps, Alt+Page Up/Down change the teacher.
"use strict";
(() => {
  const form = document.querySelector("[data-review]");
  if (!form) return;
  const groups = [...new Set([...form.querySelectorAll("input[type=radio]")].map((radio) => radio.name))];
  const radios = (name) => [...form.querySelectorAll("input[type=radio]")].filter((radio) => radio.name === name);
  const press = (selector) => document.querySelector(selector)?.click();

  const choose = (radio, digit) => {
    const chosen = radios(radio.name)[digit - 1];
    if (!chosen) return;
    chosen.checked = true;
    const next = radios(groups[groups.indexOf(radio.name) + 1] ?? "");
    (next.find((each) => each.checked) ?? next[0] ?? form.querySelector("textarea") ?? chosen).focus();
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey && event.key === "Enter") press("[data-key-keep]");
    else if (event.altKey && event.key === "PageUp") press("[data-key-before]");
    else if (event.altKey && event.key === "PageDown") press("[data-key-after]");
    else if (/^[1-9]$/.test(event.key) && event.target.type === "radio" && !event.ctrlKey && !event.altKey)
      choose(event.target, Number(event.key));
    else return;
    event.preventDefault();
  });
  (radios(groups[0] ?? "").find((each) => each.checked) ?? radios(groups[0] ?? "")[0])?.focus();
})();
