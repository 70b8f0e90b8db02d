// Shows the fields that belong to a choice: data-when="kind=fellowship,outreach" or "is_off_campus=on".
"use strict";

for (const part of document.querySelectorAll("[data-when]")) {
  const [name, values] = part.dataset.when.split("=");
  const field = part.closest("form").elements[name];
  const show = () => {
    const value = field.type === "checkbox" ? (field.checked ? "on" : "") : field.value;
    part.hidden = !values.split(",").includes(value);
  };
  field.addEventListener("change", show);
  show();
}
