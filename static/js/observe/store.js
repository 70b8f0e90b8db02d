// What the phone keeps: drafts, their photos, and what the form offers, each under the user whose it is.
(() => {
  "use strict";
  const NAME = "gongyu-observe";
  const WHO = "observe.who";
  let opened = null;

  function open() {
    opened ??= new Promise((resolve, reject) => {
      const asked = indexedDB.open(NAME, 1);
      asked.onupgradeneeded = () => {
        const db = asked.result;
        db.createObjectStore("drafts", { keyPath: "draft" }).createIndex("who", "who");
        db.createObjectStore("photos", { keyPath: "id" }).createIndex("draft", "draft");
        db.createObjectStore("choices", { keyPath: "who" });
      };
      asked.onsuccess = () => resolve(asked.result);
      asked.onerror = () => reject(asked.error);
    });
    return opened;
  }

  async function run(name, mode, ask) {
    const db = await open();
    return new Promise((resolve, reject) => {
      const work = db.transaction(name, mode, { durability: "strict" });
      const asked = ask(work.objectStore(name));
      work.oncomplete = () => resolve(asked?.result);
      work.onerror = work.onabort = () => reject(work.error);
    });
  }

  window.observe = {
    put: (name, value) => run(name, "readwrite", (store) => store.put(value)),
    get: (name, key) => run(name, "readonly", (store) => store.get(key)),
    remove: (name, key) => run(name, "readwrite", (store) => store.delete(key)),
    all: (name, index, key) => run(name, "readonly", (store) => store.index(index).getAll(key)),
    clear: (name) => run(name, "readwrite", (store) => store.clear()),
    get who() {
      return localStorage.getItem(WHO) ?? "";
    },
    set who(value) {
      if (value) localStorage.setItem(WHO, value);
      else localStorage.removeItem(WHO);
    },
  };
})();
