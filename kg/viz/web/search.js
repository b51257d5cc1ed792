// The search box: a list of what was found; arrows and Enter choose.
const search = find("search");
const suggestions = find("suggestions");
const MOST = 50;
let offered = [];
let active = -1;

function openSearch() {
  search.addEventListener("input", suggest);
  search.addEventListener("focus", suggest);
  search.addEventListener("blur", () => setTimeout(closeSuggestions, 120));
  search.addEventListener("keydown", onSearchKey);
  // A press on the list, or on its scroll bar, leaves the focus in the box.
  find("offer").addEventListener("mousedown", (event) => event.preventDefault());
}

function suggest() {
  const found = matches(search.value);
  const close = found.length || !search.value.trim() ? [] : near(search.value);
  offered = (found.length ? found : close).slice(0, MOST);
  active = found.length ? 0 : -1;
  suggestions.replaceChildren(...offered.map(suggestion));
  suggestions.hidden = !offered.length;
  suggestions.scrollTop = 0;
  find("found").textContent = search.value.trim() ? verdict(found, close) : "";
  find("beyond").textContent = search.value.trim() ? beyond() : "";
  find("offer").classList.toggle("open", search.value.trim() !== "");
  search.setAttribute("aria-expanded", String(!suggestions.hidden));
  markActive();
}

function verdict(found, close) {
  if (found.length) return found.length > MOST ? `${MOST} of ${found.length.toLocaleString("en")} listed` : `${found.length} found`;
  return close.length ? "No name here holds that. Near it:" : "No name here holds that";
}

function beyond() {
  const { nodes: more = 0, unclaimed = 0 } = details.leftOut;
  return more + unclaimed ? `${counted(more + unclaimed, "thing")} of the graph ${more + unclaimed === 1 ? "is" : "are"} not in this picture` : "";
}

function suggestion({ node, name, author }, at) {
  return make("li", { role: "option", id: `suggestion-${at}`, onclick: () => pick(at), title: node.name },
    icon(node.type), make("bdi", { class: "name" }, author ? labelOf(node, 60) : shortened(name, 70)),
    make("bdi", { class: "type" }, author ? shortened(name, 30) : node.type));
}

function markActive() {
  [...suggestions.children].forEach((item, at) => item.setAttribute("aria-selected", String(at === active)));
  if (active < 0) search.removeAttribute("aria-activedescendant");
  else search.setAttribute("aria-activedescendant", `suggestion-${active}`);
  suggestions.children[active]?.scrollIntoView({ block: "nearest" });
}

function onSearchKey(event) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step && offered.length) {
    event.preventDefault();
    active = active < 0 ? (step > 0 ? 0 : offered.length - 1) : (active + step + offered.length) % offered.length;
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
  go(node, "name");
}

function closeSuggestions() {
  suggestions.hidden = true;
  find("offer").classList.remove("open");
  for (const id of ["found", "beyond"]) find(id).textContent = "";
  search.setAttribute("aria-expanded", "false");
  search.removeAttribute("aria-activedescendant");
}
