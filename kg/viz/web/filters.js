// The legend: which types, relations and confidences are shown.
let writing;
let noticed = null;
let dismissed = null;

function openFilters() {
  for (const type of allTypes) find("types").append(typeToggle(type));
  for (const predicate of predicates) find("relations").append(relationToggle(predicate));
  find("confidence").addEventListener("input", ({ target }) => {
    state.confidence = Number(target.value);
    filtersChanged();
  });
  find("reset").addEventListener("click", showEverything);
}

function typeToggle(type) {
  const number = nodes.filter((node) => node.type === type).length;
  const toggle = make("button", { type: "button", class: "toggle", "aria-pressed": "true", "data-type": type,
    onclick: () => { flip(state.types, type); filtersChanged(); } },
    icon(type), make("span", { class: "name" }, PLURALS[type] ?? type), make("span", { class: "number" }, number));
  const only = make("button", { type: "button", class: "only", "aria-label": `Only ${PLURALS[type] ?? type}`,
    onclick: () => { state.types = new Set([type]); filtersChanged(); } }, "only");
  return make("li", {}, toggle, only);
}

function relationToggle(predicate) {
  const number = lines.filter((line) => line.predicate === predicate).length;
  const check = make("input", { type: "checkbox", "data-relation": predicate,
    onchange: () => { flip(state.predicates, predicate); filtersChanged(); } });
  check.checked = true;
  return make("li", {}, make("label", {}, check, make("span", { class: "name" }, says(predicate)), make("span", { class: "number" }, number)));
}

function flip(set, value) {
  if (!set.delete(value)) set.add(value);
}

function showEverything() {
  state.types = new Set(allTypes);
  state.predicates = new Set(predicates);
  state.confidence = 0;
  filtersChanged();
}

// After the reader's hand, and not where the address itself brought the filters.
function filtersChanged() {
  applyFilters();
  showFilters();
  renewPanel();
  restyle();
  clearTimeout(writing);
  writing = setTimeout(() => rewrite(addressOf(state.node ?? state.line)), 200);
}

function showFilters() {
  for (const toggle of document.querySelectorAll("#types .toggle")) {
    toggle.setAttribute("aria-pressed", String(state.types.has(toggle.dataset.type)));
  }
  for (const check of document.querySelectorAll("#relations input")) check.checked = state.predicates.has(check.dataset.relation);
  find("confidence").value = String(state.confidence);
  find("confidence-value").textContent = state.confidence.toFixed(2);
  find("reset").hidden = !filterText();
  showCounts();
  showNotice();
}

function showCounts() {
  const all = shown.nodes.size === nodes.length;
  const some = `${shown.nodes.size.toLocaleString("en")} of ${counted(nodes.length, "node")} shown`;
  find("counts").textContent = all ? counts() : some;
}

// What is chosen is shown whatever the filters say; that is said until it is dismissed.
function showNotice() {
  const target = state.node ?? state.line;
  const about = target !== null && target !== dismissed && isVeiled() ? target : null;
  if (about === noticed) return;
  noticed = about;
  find("notice").replaceChildren(...(about ? noticeOf(about) : []));
}

function noticeOf(target) {
  const name = target.subject ? sentenceOf(target) : labelOf(target, 60);
  const ended = (how) => () => {
    how();
    panel.querySelector("h2").focus({ preventScroll: true });
  };
  return [
    make("p", {}, "The filters hide ", make("bdi", {}, name), "; it is shown because it is chosen."),
    make("button", { type: "button", class: "more", onclick: ended(showEverything) }, "Show everything"),
    make("button", { type: "button", class: "dismiss", "aria-label": "Dismiss", title: "Dismiss",
      onclick: ended(() => { dismissed = target; showNotice(); }) }, "×"),
  ];
}
