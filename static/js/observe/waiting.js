// Says on the list of what was handed in how much of it is still on this phone.
(() => {
  "use strict";
  const { observe } = window;
  const notice = document.getElementById("waiting");

  async function show() {
    if (!observe.who) return;
    const drafts = (await observe.all("drafts", "who", observe.who)).filter((each) => each.state !== "sent");
    document.getElementById("waiting-count").textContent = drafts.length;
    notice.hidden = !drafts.length;
  }
  show();
})();
