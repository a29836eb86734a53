"use strict";
// The switch between releases, and the search. Without them the pages show all they have, one release below the other.

// --- Releases -------------------------------------------------------------------------------------------------------

const editions = [...document.querySelectorAll(".edition")];

/** Shows one release and hides the others. */
function show(edition) {
  for (const other of editions) other.hidden = other !== edition;
  for (const link of document.querySelectorAll(".switch a")) {
    const isCurrent = link.hash === "#" + edition.id;
    if (isCurrent) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
  }
}

/** The element that the address points to. */
function target() {
  try {
    return document.getElementById(decodeURIComponent(location.hash.slice(1)));
  } catch {
    return null; // The address is no text.
  }
}

/** Shows the release that the address points into, or the newest if it points nowhere. */
function follow() {
  if (location.hash === "") show(editions[0]);
  const place = target();
  const edition = place?.closest(".edition");
  if (!edition) return;
  show(edition);
  place.scrollIntoView();
}

/** What is read right now: the item and its section, by their names without the release. At the top it is nothing. */
function reading() {
  const edition = editions.find((edition) => !edition.hidden);
  const edge = 160; // Below what sticks to the top.
  const passed = (places) => {
    const all = [...edition.querySelectorAll(places)].filter((place) => place.getBoundingClientRect().top < edge);
    return all.slice(-1).map((place) => place.id.slice(edition.id.length));
  };
  return [...passed("h3[id], .item[id], tr[id]"), ...passed("h3[id]")];
}

/** Switches the release and stays at the item or its section, if the other release has one of them too. */
function choose(event) {
  const edition = document.getElementById(decodeURIComponent(event.target.hash.slice(1)));
  if (!edition || event.metaKey || event.ctrlKey || event.shiftKey) return;
  event.preventDefault();
  const read = reading();
  const same = read.map((name) => document.getElementById(edition.id + name)).find(Boolean);
  show(edition);
  const place = same ?? edition;
  history.pushState(null, "", "#" + encodeURI(place.id));
  if (read.length > 0) place.scrollIntoView();
}

if (editions.length > 1) {
  for (const link of document.querySelectorAll(".switch a")) link.addEventListener("click", choose);
  addEventListener("hashchange", follow);
  addEventListener("popstate", follow);
  if (!target()?.closest(".edition")) show(editions[0]);
  follow();
}

// --- Search ---------------------------------------------------------------------------------------------------------

const MOST = 50;
const search = document.querySelector(".search");
const query = document.querySelector("#query");
const found = document.querySelector(".found");
const results = document.querySelector("#results");
const count = document.querySelector("#count");

/** Loads what is searched in, once. */
let loading;
function load() {
  loading ??= new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = "search-index.js";
    script.onload = () => resolve(globalThis.clustergen);
    script.onerror = reject;
    document.head.append(script);
  });
  return loading;
}

/** How well a place fits: 0 is best, nothing if it does not fit. */
function rank([, name, id], words) {
  const low = name.toLowerCase();
  const wanted = words.join(" ");
  if (low === wanted || isId(id, wanted)) return 0;
  if (low.startsWith(wanted)) return 1;
  if (low.includes(wanted)) return 2;
  return undefined;
}

/** Whether an id is the wanted one: 0x450, 0450, 450 and 1104 are all 0x0450. */
function isId(id, wanted) {
  if (id.toLowerCase() === wanted) return true;
  if (!id.startsWith("0x")) return false;
  const number = Number(id);
  const isHex = /^(0x)?[0-9a-f]+$/.test(wanted);
  return (isHex && parseInt(wanted, 16) === number) || (/^[0-9]+$/.test(wanted) && Number(wanted) === number);
}

/** The places that fit, the best first. Words that do not fit the name may be of the cluster's name or the kind. */
function matches({ clusters, places }, text) {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return [];
  const fitting = [];
  for (const place of places) {
    const direct = rank(place, words);
    const [what, name, id, cluster] = place;
    const all = () => `${name} ${id} ${what} ${clusters[cluster][0]}`.toLowerCase();
    const value = direct ?? (words.every((word) => all().includes(word)) && words.some((word) => name.toLowerCase().includes(word)) ? 3 : undefined);
    if (value !== undefined) fitting.push([value, what === "cluster" ? 0 : 1, name.length, place]);
  }
  fitting.sort((a, b) => a[0] - b[0] || a[1] - b[1] || a[2] - b[2]);
  return fitting.map((entry) => entry[3]);
}

function line({ clusters }, [what, name, id, cluster, anchor]) {
  const [clusterName, page] = clusters[cluster];
  const link = document.createElement("a");
  link.href = anchor ? page + "#" + encodeURI(anchor) : page;
  const title = document.createElement("span");
  title.className = "name";
  title.textContent = name;
  const where = document.createElement("small");
  where.textContent = [what, id, what === "cluster" ? "" : "of " + clusterName].filter(Boolean).join(" ");
  link.append(title, " ", where);
  const item = document.createElement("li");
  item.append(link);
  return item;
}

async function find() {
  const text = query.value;
  if (!text.trim()) return close();
  const index = await load();
  if (text !== query.value) return;
  const all = matches(index, text);
  const shown = all.slice(0, MOST);
  results.replaceChildren(...shown.map((place) => line(index, place)));
  const more = all.length > MOST ? `, the first ${MOST} of them here` : "";
  count.textContent = all.length === 1 ? "1 place" : `${all.length || "No"} places${more}`;
  found.hidden = false;
}

function close() {
  found.hidden = true;
}

/** Moves between the results: 1 down, -1 up. From the first one up is back to the text. */
function move(step) {
  const links = [...results.querySelectorAll("a")];
  const next = links.indexOf(document.activeElement) + step;
  if (next < 0) query.focus();
  else links[Math.min(next, links.length - 1)]?.focus();
}

function key(event) {
  const steps = { ArrowDown: 1, ArrowUp: -1 };
  if (event.key === "Escape") {
    close();
    query.focus();
  } else if (event.key in steps && !found.hidden) {
    event.preventDefault();
    move(steps[event.key]);
  } else if (event.key === "Enter" && event.target === query) {
    event.preventDefault();
    find().then(() => results.querySelector("a")?.click());
  }
}

if (search) {
  search.hidden = false;
  query.addEventListener("focus", load, { once: true });
  query.addEventListener("input", find);
  query.addEventListener("focus", find);
  search.addEventListener("keydown", key);
  results.addEventListener("click", close);
  addEventListener("click", (event) => search.contains(event.target) || close());
  search.addEventListener("focusout", (event) => {
    if (event.relatedTarget && !search.contains(event.relatedTarget)) close();
  });
  addEventListener("keydown", (event) => {
    const isTyping = /^(INPUT|TEXTAREA|SELECT)$/.test(document.activeElement?.tagName);
    if (event.key !== "/" || isTyping || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    query.focus();
  });
}
