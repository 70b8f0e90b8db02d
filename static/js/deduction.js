// A report by hand asks for one number, or for two where plans or markings are counted (data-pairs).
(() => {
  "use strict";
  const item = document.querySelector("select[data-pairs]");
  if (!item) return;
  const pairs = item.dataset.pairs.split(" ");
  const field = (name) => document.getElementById(`div_id_${name}`);
  const show = () => {
    const counts = pairs.includes(item.value);
    field("number").hidden = counts;
    field("required").hidden = field("prepared").hidden = !counts;
  };
  item.addEventListener("change", show);
  show();
})();
