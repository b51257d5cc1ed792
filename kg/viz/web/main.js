// Start, keyboard and addresses: the part after `#` alone says what is chosen, so that links and Back work.
let moved = false;

function go(target, byName = false) {
  const id = target === null ? "" : target.subject ? lineId(target) : target.id;
  moved = byName;
  const address = encodeURIComponent(id).replace(/%2F/g, "/");
  if (location.hash.slice(1) === address) show();
  else if (address) location.hash = address;
  else {
    history.pushState(null, "", location.pathname + location.search);
    show();
  }
}

function chosen() {
  try {
    const id = decodeURIComponent(location.hash.slice(1));
    return byId.get(id) ?? byLineId.get(id) ?? null;
  } catch (error) {
    if (error instanceof URIError) return null;
    throw error;
  }
}

function show() {
  const target = chosen();
  state.node = target && !target.subject ? target : null;
  state.line = target?.subject ? target : null;
  const hidden = state.node ? !shown.nodes.has(state.node) : state.line && !shown.lines.has(state.line);
  if (hidden) showEverything();
  restyle();
  showPanel(target, moved);
  if (target && moved) frame([...lit.nodes], { largest: 1.6, smallest: 0.3 });
  moved = false;
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
  } else if (!typing && Object.hasOwn(KEYS, event.key) && (event.target === box || !event.key.startsWith("Arrow"))) {
    event.preventDefault();
    KEYS[event.key]();
  }
}

readTheme();
if (matchMedia("(max-width: 760px)").matches) find("filter-box").open = false;
openFilters();
openCanvas();
openSearch();
filtersChanged();
fitAll(false);
moved = Boolean(location.hash);
show();
addEventListener("hashchange", show);
addEventListener("keydown", onKey);
onThemeChange(restyle);
find("home").addEventListener("click", () => { go(null); fitAll(); });
find("zoom-in").addEventListener("click", () => zoom(1.35));
find("zoom-out").addEventListener("click", () => zoom(1 / 1.35));
find("zoom-fit").addEventListener("click", () => fitAll());
document.documentElement.dataset.ready = "true";
