// The form of one draft: every letter is kept on the phone as it is typed.
(() => {
  "use strict";
  const { observe } = window;
  const form = document.getElementById("form");
  const kept = document.getElementById("kept");
  const NUMBERS = new Set(["period", "pupils"]);
  let writing = null;
  let isStale = false;

  observe.newDraft = () => {
    const isColleague = !observe.choices.unannounced;
    return {
      draft: crypto.randomUUID(),
      who: observe.who,
      state: "writing",
      begun_at: Date.now(),
      ...observe.lastBegun(),
      teacher: "",
      school_class: "",
      subject: "",
      by_hand: false,
      off_timetable_why: "",
      kind: "ordinary",
      is_announced: isColleague,
      lesson_type: "",
      topic: "",
      pupils: null,
      sheet: "",
      scores: {},
      timed_notes: [],
      notes: "",
      strengths: "",
      shortcomings: "",
      suggestions: "",
      photo_minutes: {},
      errors: {},
    };
  };

  // One write at a time; what was typed meanwhile goes with the next.
  observe.save = () => {
    isStale = true;
    // A closed page opens the same draft again.
    history.replaceState(null, "", `#${observe.draft.draft}`);
    writing ??= write().finally(() => (writing = null));
    return writing;
  };

  async function write() {
    while (isStale) {
      isStale = false;
      try {
        await observe.put("drafts", structuredClone(observe.draft));
        kept.textContent = observe.word("kept", { time: new Date().toTimeString().slice(0, 5) });
      } catch {
        kept.textContent = observe.word("phoneFull");
      }
    }
  }

  observe.fillForm = () => {
    const { draft } = observe;
    for (const input of form.querySelectorAll("[name]")) {
      const value = draft[input.name];
      if (input.type === "radio") input.checked = input.value === String(value);
      else input.value = value ?? "";
    }
    observe.showLesson();
  };

  observe.openDraft = async (draft) => {
    observe.draft = draft;
    observe.fillLesson();
    observe.fillSheets();
    observe.fillForm();
    observe.showSheet();
    observe.showNotes();
    document.getElementById("announced").hidden = !observe.choices.unannounced;
    document.getElementById("by-agreement").hidden = observe.choices.unannounced;
    kept.textContent = "";
    await observe.showPhotos();
    observe.showErrors();
  };

  observe.showErrors = () => {
    const errors = { ...observe.draft.errors };
    for (const place of form.querySelectorAll("[data-error-for]")) {
      place.textContent = (errors[place.dataset.errorFor] ?? []).join(" ");
      delete errors[place.dataset.errorFor];
    }
    const rest = Object.values(errors).flat();
    const summary = document.getElementById("summary");
    summary.hidden = !Object.keys(observe.draft.errors).length;
    document.getElementById("summary-rest").textContent = rest.join(" ");
  };

  form.addEventListener("input", ({ target }) => {
    if (!target.name) return;
    const value = NUMBERS.has(target.name) ? Number.parseInt(target.value, 10) || null : target.value;
    observe.draft[target.name] = target.name === "is_announced" ? value === "true" : value;
    if (["on", "period"].includes(target.name) && !observe.draft.by_hand) {
      Object.assign(observe.draft, { teacher: "", school_class: "", subject: "" });
    }
    if (["on", "period", "teacher", "school_class"].includes(target.name)) observe.showLesson();
    if (target.name === "sheet") observe.showSheet();
    if (observe.draft.state !== "writing") observe.draft.state = "writing";
    observe.save();
  });

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    observe.draft.errors = missing();
    if (Object.keys(observe.draft.errors).length) {
      observe.draft.state = "writing";
      await observe.save();
      observe.showErrors();
      firstFault()?.scrollIntoView({ block: "center" });
      return;
    }
    observe.draft.state = "waiting";
    await observe.save();
    document.dispatchEvent(new CustomEvent("draft-handed-over"));
  });

  function missing() {
    const { draft } = observe;
    const needed = draft.by_hand ? ["teacher", "school_class", "subject"] : ["teacher"];
    return Object.fromEntries(needed.filter((name) => !draft[name]).map((name) => [name, [observe.word("needed")]]));
  }

  function firstFault() {
    return [...form.querySelectorAll("[data-error-for]")].find((place) => place.textContent);
  }
})();
