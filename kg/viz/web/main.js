// Start, keyboard, and what follows from an address: the panel, the view, and where the focus goes.
const title = document.title;
const views = new Map();
let arrival = "back";
let here = null;

// `how`: by a name in the panel or the search, in the picture itself, or by closing and going back.
function go(target, how = "back") {
  arrival = how;
  clearTimeout(writing);
  const address = addressOf(target);
  const there = location.hash.slice(1) === address;
  if (!there) goTo(address);
  if (there || !address) show();
}

function show() {
  const how = arrival;
  arrival = "back";
  const { target, missing } = chosen();
  const before = here;
  if (before) views.set(before.key, { ...seen(), scroll: panel.scrollTop });
  here = { key: target ? target.id ?? lineId(target) : "", target };
  state.node = target && !target.subject ? target : null;
  state.line = target?.subject ? target : null;
  readFilters();
  applyFilters();
  const lost = panel.contains(document.activeElement) || (before !== null && document.activeElement === document.body);
  showPanel(target, missing);
  document.title = target ? `${state.line ? sentenceOf(target) : labelOf(target, 80)} · ${title}` : title;
  showFilters();
  restyle();
  look(target, how);
  if (how === "name") panel.querySelector("h2").focus({ preventScroll: true });
  else if (lost) focusAfter(before?.target ?? null);
}

// By name the thing and its neighbours are framed; what was seen before is seen as it was left.
function look(target, how) {
  const known = how === "back" ? views.get(here.key) : undefined;
  if (known) panel.scrollTop = known.scroll;
  if (known && fitsWindow(known)) restore(known);
  else if (!target) fitAll();
  else if (how !== "picture" || !(state.line ? endsOf(target) : [target]).every(inView)) frameLit();
}

// Back where the panel names what was just left, else at its heading.
function focusAfter(left) {
  const buttons = left && !left.subject ? [...panel.querySelectorAll(`.thing[data-node="${left.number}"]`)] : [];
  const origin = buttons.find((button) => button.checkVisibility());
  (origin ?? panel.querySelector("h2")).focus(origin ? {} : { preventScroll: true });
}

const KEYS = {
  "+": () => zoom(1.35), "=": () => zoom(1.35), "-": () => zoom(1 / 1.35), 0: () => fitAll(),
  ArrowLeft: () => pan(-1, 0), ArrowRight: () => pan(1, 0), ArrowUp: () => pan(0, -1), ArrowDown: () => pan(0, 1),
};

function onKey(event) {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const typing = event.target instanceof HTMLInputElement;
  if (event.key === "/" && !typing) {
    event.preventDefault();
    search.focus();
    search.select();
  } else if (event.key === "Escape") {
    go(null);
  } else if (!typing && Object.hasOwn(KEYS, event.key) && (box.contains(event.target) || !event.key.startsWith("Arrow"))) {
    event.preventDefault();
    KEYS[event.key]();
  }
}

readTheme();
if (matchMedia("(max-width: 760px)").matches) find("filter-box").open = false;
openFilters();
openCanvas();
openSearch();
openPrinting();
fitAll(false);
if (location.hash) arrival = "name";
show();
addEventListener("hashchange", show);
addEventListener("keydown", onKey);
onThemeChange(restyle);
find("skip").addEventListener("click", (event) => {
  event.preventDefault();
  panel.querySelector("h2").focus();
});
find("home").addEventListener("click", () => { go(null); fitAll(); });
find("zoom-in").addEventListener("click", () => zoom(1.35));
find("zoom-out").addEventListener("click", () => zoom(1 / 1.35));
find("zoom-fit").addEventListener("click", () => fitAll());
document.documentElement.dataset.ready = "true";
