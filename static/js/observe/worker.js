// Opens the observation form without network. Keeps that page, which names nobody, and its files; nothing else.
"use strict";
const CACHE = `observe-${self.KEPT.version}`;

self.addEventListener("install", (event) => {
  event.waitUntil(keepAll().then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  event.waitUntil(forgetOlder().then(() => self.clients.claim()));
});

self.addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== "GET" || url.origin !== self.location.origin) return;
  if (event.request.mode === "navigate" && url.pathname === self.KEPT.page) event.respondWith(page(event.request));
  else if (self.KEPT.files.includes(url.pathname)) event.respondWith(file(event.request));
});

async function keepAll() {
  const cache = await caches.open(CACHE);
  await cache.addAll(self.KEPT.files.map((url) => new Request(url, { cache: "reload" })));
  const response = await fetch(self.KEPT.page, { cache: "reload" });
  if (!(await keep(response))) throw new Error("The form cannot be kept now.");
}

// The sign-in page may come instead, or a page of another version, whose files are not kept here.
async function keep(response) {
  if (!response.ok || response.redirected) return false;
  const copy = response.clone();
  if (!(await response.text()).includes(self.KEPT.version)) return false;
  await (await caches.open(CACHE)).put(self.KEPT.page, copy);
  return true;
}

async function forgetOlder() {
  const older = (await caches.keys()).filter((name) => name.startsWith("observe-") && name !== CACHE);
  await Promise.all(older.map((name) => caches.delete(name)));
}

// The network first, which also sends to the sign-in page; what is kept when the network is away or asleep.
async function page(request) {
  try {
    const response = await fetch(request, { signal: AbortSignal.timeout(5000) });
    if (response.ok) keep(response.clone());
    if (response.status < 500) return response;
  } catch {
    // no network
  }
  return (await caches.match(self.KEPT.page)) ?? Response.error();
}

async function file(request) {
  return (await (await caches.open(CACHE)).match(request)) ?? fetch(request);
}
