// Of the fields for a due day only those of the chosen way are shown; without this script all of them are.
(() => {
  const choice = document.querySelector("select[name=when]");
  if (!choice) return;
  const show = () => {
    for (const part of document.querySelectorAll("[data-when]")) part.hidden = part.dataset.when !== choice.value;
  };
  choice.addEventListener("change", show);
  show();
})();
