// Who is observed: lessons of the chosen day and period, found by name, pinyin or class; or put together by hand.
(() => {
  "use strict";
  const { observe } = window;
  const SHOWN = 8;
  const section = document.getElementById("lesson");
  const part = (name) => observe.part(section, name);
  const field = (name) => section.querySelector(`[name="${name}"]`);

  observe.fillLesson = () => {
    const { days, hours, teachers, classes, subjects, first, today } = observe.choices;
    const open = days.filter(([on]) => on >= first && on <= today).reverse();
    fill(field("on"), open.map(([on, label, free]) => [on, free ? `${label} · ${free}` : label]));
    fill(field("period"), hours.map(([n, from, to]) => [n, observe.word("period", { n, from, to })]));
    fill(field("teacher"), [["", ""], ...teachers.map(([id, name]) => [id, name])]);
    fill(field("school_class"), [["", ""], ...classes]);
    fill(field("subject"), [["", ""], ...subjects]);
  };

  // The last lesson that has begun: the one that runs, or the one just over.
  observe.lastBegun = (now = new Date()) => {
    const { days, today, hours } = observe.choices;
    const clock = now.toTimeString().slice(0, 5);
    const isFree = days.find(([on]) => on === today)?.[2];
    const begun = hours.filter(([, from]) => from <= clock);
    if (!isFree && begun.length) return { on: today, period: begun.at(-1)[0] };
    const before = days.filter(([on, , free]) => on < today && !free).at(-1);
    return { on: before?.[0] ?? today, period: hours.at(-1)[0] };
  };

  observe.showLesson = () => {
    const { draft } = observe;
    const chosen = lessonsNow().find((each) => each.teacher === draft.teacher && each.school_class === draft.school_class);
    const isChosen = Boolean(chosen) && !draft.by_hand;
    part("chosen").hidden = !isChosen;
    part("choosing").hidden = isChosen || draft.by_hand;
    part("by-hand").hidden = isChosen || !draft.by_hand;
    part("off-timetable").hidden = !observe.choices.lessons.length || Boolean(chosen);
    if (chosen) part("chosen-words").textContent = words(chosen);
    draft.label = labelOf(draft);
    showFound();
    const isMine = observe.choices.mine.some(([on, period]) => on === draft.on && period === draft.period);
    part("handed-in").hidden = !isMine;
  };

  function lessonsNow() {
    const { draft, choices } = observe;
    return choices.lessons
      .filter(([day, period]) => choices.days[day][0] === draft.on && period === draft.period)
      .map(([, , teacher, schoolClass, subject]) => ({
        teacher: choices.teachers[teacher][0],
        school_class: choices.classes[schoolClass][0],
        subject: choices.subjects[subject][0],
        names: choices.teachers[teacher].slice(1),
        classNamed: choices.classes[schoolClass][1],
        subjectNamed: choices.subjects[subject][1],
      }));
  }

  function showFound() {
    const query = part("search").value.trim().toLowerCase().replaceAll(" ", "");
    const lessons = lessonsNow();
    const found = lessons.filter((each) => matches(query, [...each.names, each.classNamed, each.subjectNamed]));
    const rows = found.slice(0, query ? found.length : SHOWN).map((each) => button(words(each), () => choose(each)));
    if (query) {
      const busy = new Set(lessons.map((each) => each.teacher));
      const others = observe.choices.teachers.filter(([id, ...names]) => !busy.has(id) && matches(query, names));
      for (const [id, name] of others.slice(0, SHOWN)) {
        rows.push(button(observe.word("otherLesson", { name }), () => byHand(id)));
      }
    }
    part("found").replaceChildren(...rows);
    part("none").hidden = rows.length > 0;
    part("more").hidden = Boolean(query) || found.length <= SHOWN;
  }

  function matches(query, names) {
    return !query || names.some((name) => name.toLowerCase().replaceAll(" ", "").includes(query));
  }

  function words({ names, classNamed, subjectNamed }) {
    return `${classNamed} · ${subjectNamed} · ${names[0]}`;
  }

  function button(text, act) {
    const item = observe.markup("found");
    item.firstElementChild.textContent = text;
    item.firstElementChild.addEventListener("click", act);
    return item;
  }

  function choose({ teacher, school_class: schoolClass, subject }) {
    set({ teacher, school_class: schoolClass, subject, by_hand: false, off_timetable_why: "" });
    part("change").focus();
  }

  function byHand(teacher) {
    set({ teacher, by_hand: true });
    field("school_class").focus();
  }

  function set(values) {
    Object.assign(observe.draft, values);
    part("search").value = "";
    observe.fillForm();
    observe.save();
  }

  function labelOf({ on, teacher, school_class: schoolClass }) {
    const nameOf = (list, id) => list.find(([key]) => key === id)?.[1];
    const day = nameOf(observe.choices.days, on) ?? on;
    const who = nameOf(observe.choices.teachers, teacher);
    return [day, nameOf(observe.choices.classes, schoolClass), who].filter(Boolean).join(" · ");
  }

  function fill(select, options) {
    select.replaceChildren(...options.map(([value, text]) => new Option(text, value)));
  }

  part("search").addEventListener("input", (event) => {
    event.stopPropagation();
    showFound();
  });
  part("change").addEventListener("click", () => {
    set({ teacher: "", school_class: "", subject: "", by_hand: false });
    part("search").focus();
  });
  part("other").addEventListener("click", () => byHand(""));
  part("back").addEventListener("click", () => {
    set({ teacher: "", school_class: "", subject: "", by_hand: false, off_timetable_why: "" });
  });
})();
