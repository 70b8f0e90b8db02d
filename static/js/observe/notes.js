// Notes with the minute of the lesson, and photos.
(() => {
  "use strict";
  const { observe } = window;
  const list = document.getElementById("notes");
  const pictures = document.getElementById("photos");
  const LAST_MINUTE = 300;
  const takes = document.getElementById("take-photo");

  // The minute of the lesson that runs; for one written up later the minute of the last note.
  function minuteNow() {
    const { draft, choices } = observe;
    const [, from, to] = choices.hours.find(([number]) => number === draft.period) ?? [];
    const now = new Date();
    const minute = Math.floor((now - new Date(`${draft.on}T${from}`)) / 60_000) + 1;
    const length = (new Date(`${draft.on}T${to}`) - new Date(`${draft.on}T${from}`)) / 60_000;
    const isRunning = minute > 0 && minute <= length + 10;
    return isRunning ? Math.min(minute, LAST_MINUTE) : (draft.timed_notes.at(-1)?.at ?? 1);
  }

  observe.showNotes = () => list.replaceChildren(...observe.draft.timed_notes.map(row));

  function row(note) {
    const found = observe.markup("note");
    for (const name of ["at", "what", "comment"]) {
      const input = observe.part(found, name);
      input.value = note[name];
      input.addEventListener("input", () => {
        note[name] = name === "at" ? Number.parseInt(input.value, 10) || 0 : input.value;
        observe.save();
      });
    }
    observe.part(found, "remove").addEventListener("click", () => {
      observe.draft.timed_notes = observe.draft.timed_notes.filter((each) => each !== note);
      observe.showNotes();
      observe.save();
      document.getElementById("note-now").focus();
    });
    return found;
  }

  document.getElementById("note-now").addEventListener("click", () => {
    observe.draft.timed_notes.push({ at: minuteNow(), what: "", comment: "" });
    observe.showNotes();
    observe.save();
    observe.part(list.lastElementChild, "what").focus();
  });

  observe.showPhotos = async () => {
    const photos = await observe.all("photos", "draft", observe.draft.draft);
    const rows = await Promise.all(photos.sort((a, b) => a.at - b.at).map(picture));
    pictures.replaceChildren(...rows);
    takes.disabled = photos.length >= Number(observe.limits.mostPhotos);
  };

  async function picture(photo, place) {
    const found = observe.markup("photo");
    observe.part(found, "picture").append(await observe.thumbnail(photo.blob));
    const error = observe.part(found, "error");
    error.dataset.errorFor = `photo.${photo.id}`;
    error.textContent = (observe.draft.errors[error.dataset.errorFor] ?? []).join(" ");
    const remove = observe.part(found, "remove");
    remove.setAttribute("aria-label", observe.word("removePhoto", { number: place + 1 }));
    remove.addEventListener("click", async () => {
      await observe.remove("photos", photo.id);
      delete observe.draft.photo_minutes[photo.id];
      await observe.save();
      observe.showPhotos();
    });
    return found;
  }

  takes.addEventListener("change", async (event) => {
    event.stopPropagation();
    const fault = document.querySelector('[data-error-for="photos"]');
    fault.textContent = "";
    const room = Number(observe.limits.mostPhotos) - pictures.childElementCount;
    const files = [...takes.files];
    if (files.length > room) fault.textContent = observe.word("tooManyPhotos");
    for (const file of files.slice(0, room)) {
      try {
        const blob = await observe.scaled(file);
        const id = crypto.randomUUID();
        await observe.put("photos", { id, draft: observe.draft.draft, blob, at: Date.now() });
        observe.draft.photo_minutes[id] = minuteNow();
        await observe.save();
      } catch (error) {
        fault.textContent = observe.word(error.message in WORDS ? error.message : "phoneFull");
      }
    }
    takes.value = "";
    observe.showPhotos();
  });
  const WORDS = { notAPhoto: true, photoTooLarge: true };
})();
