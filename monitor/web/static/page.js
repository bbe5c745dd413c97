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
  const at = entries().indexOf(chosen());
  chooseAt(at + step);
}

function chooseAt(at) {
  const all = entries();
  if (!all.length) return;
  const next = all[Math.min(Math.max(at, 0), all.length - 1)];
  all.forEach((one) => one.classList.toggle("chosen", one === next));
  next.querySelector("a.open").focus({ preventScroll: true });
  next.scrollIntoView({ block: "nearest" });
}

// In a list a key means the chosen entry, never by chance the first one.
function meant() {
  return entries().length ? chosen() : document.querySelector("main");
}

function press(selector) {
  const button = meant()?.querySelector(selector);
  if (!button) return;
  again = entries().indexOf(chosen());
  button.click();
}

// Where the chosen entry stood when it was sent away: what comes back there is chosen.
let again = -1;

const keys = {
  j: () => choose(1),
  k: () => choose(-1),
  o: () => meant()?.querySelector("a.open, a.original")?.click(),
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

document.addEventListener("htmx:afterSettle", () => {
  localTimes(document);
  if (again >= 0) chooseAt(again);
  again = -1;
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
