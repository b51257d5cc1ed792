// The search box: names that begin with, then names that hold what was typed; arrows and Enter choose.
const search = find("search");
const suggestions = find("suggestions");
const MOST = 9;
let offered = [];
let active = -1;

const folded = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
const entries = nodes.flatMap((node) => node.names.map((name) => ({ node, name, key: folded(name).slice(0, 400) })));

function matches(query) {
  const words = folded(query).split(/\s+/).filter(Boolean);
  if (!words.length) return [];
  const scored = entries.filter(({ key }) => words.every((word) => key.includes(word)))
    .map((entry) => ({ ...entry, score: scoreOf(entry.key, words.join(" ")) }))
    .sort((one, other) => one.score - other.score || one.node.rank - other.node.rank);
  const seen = new Set();
  return scored.filter(({ node }) => !seen.has(node) && seen.add(node)).slice(0, MOST);
}

function scoreOf(key, query) {
  if (key === query) return 0;
  if (key.startsWith(query)) return 1;
  return key.split(/[\s\-_/:(]+/).some((word) => word.startsWith(query)) ? 2 : 3;
}

function openSearch() {
  search.addEventListener("input", suggest);
  search.addEventListener("focus", suggest);
  search.addEventListener("blur", () => setTimeout(closeSuggestions, 120));
  search.addEventListener("keydown", onSearchKey);
}

function suggest() {
  offered = matches(search.value);
  active = offered.length ? 0 : -1;
  suggestions.replaceChildren(...offered.map(suggestion));
  if (search.value.trim() && !offered.length) suggestions.append(make("li", { class: "none" }, "No name here holds that"));
  suggestions.hidden = !suggestions.children.length;
  search.setAttribute("aria-expanded", String(!suggestions.hidden));
  markActive();
}

function suggestion({ node, name }, at) {
  const choose = (event) => { event.preventDefault(); pick(at); };
  return make("li", { role: "option", id: `suggestion-${at}`, onpointerdown: choose, title: node.name },
    icon(node.type), make("bdi", { class: "name" }, shortened(name, 70)), make("span", { class: "type" }, node.type));
}

function markActive() {
  [...suggestions.children].forEach((item, at) => item.setAttribute("aria-selected", String(at === active)));
  if (active < 0) search.removeAttribute("aria-activedescendant");
  else search.setAttribute("aria-activedescendant", `suggestion-${active}`);
}

function onSearchKey(event) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step && offered.length) {
    event.preventDefault();
    active = (active + step + offered.length) % offered.length;
    markActive();
  } else if (event.key === "Enter" && active >= 0) {
    event.preventDefault();
    pick(active);
  } else if (event.key === "Escape") {
    event.stopPropagation();
    search.value = "";
    closeSuggestions();
    find("canvas").focus();
  }
}

function pick(at) {
  const { node } = offered[at];
  search.value = "";
  closeSuggestions();
  go(node, true);
}

function closeSuggestions() {
  suggestions.hidden = true;
  search.setAttribute("aria-expanded", "false");
  search.removeAttribute("aria-activedescendant");
}
