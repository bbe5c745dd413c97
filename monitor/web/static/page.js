// Comfort only: every page can be read and used without this file.
"use strict";

document.documentElement.classList.add("js");

function localTimes(root) {
  for (const time of root.querySelectorAll("time[datetime]:not([title])")) {
    const moment = new Date(time.dateTime);
    const two = (n) => String(n).padStart(2, "0");
    time.title = time.textContent;
    time.textContent =
      `${moment.getFullYear()}-${two(moment.getMonth() + 1)}-${two(moment.getDate())} ` +
      `${two(moment.getHours())}:${two(moment.getMinutes())}`;
  }
}

function entries() {
  return [...document.querySelectorAll("main .entry")];
}

function chosen() {
  return document.querySelector("main .entry.chosen");
}

function choose(step) {
  const all = entries();
  if (!all.length) return;
  const at = all.indexOf(chosen());
  const next = all[Math.min(Math.max(at + step, 0), all.length - 1)];
  all.forEach((one) => one.classList.toggle("chosen", one === next));
  next.querySelector("a.open").focus({ preventScroll: true });
  next.scrollIntoView({ block: "nearest" });
}

function press(selector) {
  const button = (chosen() || document.querySelector("main")).querySelector(selector);
  if (!button) return;
  again = chosen() ? chosen().id : "";
  button.click();
}

// After an entry was replaced it is still the chosen one.
let again = "";

const keys = {
  j: () => choose(1),
  k: () => choose(-1),
  o: () => (chosen() || document).querySelector("main .entry a.open, a.open, a.original")?.click(),
  a: () => press("button.acknowledge"),
  u: () => press("button.toggle"),
  "/": () => {
    const field = document.querySelector("input[type=search]");
    if (field) field.focus();
    else location.href = "/search";
  },
  "?": () => document.getElementById("keys").showModal(),
};

document.addEventListener("keydown", (press) => {
  const typing = press.target.closest("input, textarea, select, dialog");
  if (typing || press.ctrlKey || press.metaKey || press.altKey || !(press.key in keys)) return;
  press.preventDefault();
  keys[press.key]();
});

document.addEventListener("htmx:afterSettle", (settled) => {
  localTimes(document);
  if (again) {
    const entry = document.getElementById(again);
    entry?.classList.add("chosen");
    entry?.querySelector("a.open")?.focus({ preventScroll: true });
    again = "";
  }
});

document.addEventListener("focusin", (focused) => {
  const entry = focused.target.closest?.(".entry");
  if (entry) entries().forEach((one) => one.classList.toggle("chosen", one === entry));
});

// A range without its script is a pair of lists; with it, moving it asks at once.
document.addEventListener("input", (moved) => {
  const range = moved.target.closest("input[type=range][data-shows]");
  if (range) document.getElementById(range.dataset.shows).textContent = range.value;
});

document.addEventListener("click", (clicked) => {
  const copy = clicked.target.closest("button[data-copy]");
  if (!copy) return;
  const field = document.getElementById(copy.dataset.copy);
  field.select();
  navigator.clipboard?.writeText(field.value);
});

localTimes(document);
