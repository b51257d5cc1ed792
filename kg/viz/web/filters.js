// The legend: which types, relations and confidences are shown.
function openFilters() {
  const types = [...TYPES, ...new Set(nodes.map((node) => node.type))].filter((type, at, all) => all.indexOf(type) === at);
  for (const type of types.filter((each) => nodes.some((node) => node.type === each))) find("types").append(typeToggle(type));
  for (const predicate of predicates) find("relations").append(relationToggle(predicate));
  find("confidence").addEventListener("input", ({ target }) => {
    state.confidence = Number(target.value);
    filtersChanged();
  });
  find("reset").addEventListener("click", showEverything);
}

function typeToggle(type) {
  state.types.add(type);
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
  state.types = new Set([...TYPES, ...nodes.map((node) => node.type)]);
  state.predicates = new Set(predicates);
  state.confidence = 0;
  filtersChanged();
}

function filtersChanged() {
  for (const toggle of document.querySelectorAll("#types .toggle")) {
    toggle.setAttribute("aria-pressed", String(state.types.has(toggle.dataset.type)));
  }
  for (const check of document.querySelectorAll("#relations input")) check.checked = state.predicates.has(check.dataset.relation);
  find("confidence").value = String(state.confidence);
  find("confidence-value").textContent = state.confidence.toFixed(2);
  applyFilters();
  find("reset").hidden = shown.nodes.size === nodes.length && shown.lines.size === lines.length;
  showCounts();
  restyle();
}

function showCounts() {
  const all = shown.nodes.size === nodes.length;
  const some = `${shown.nodes.size.toLocaleString("en")} of ${counted(nodes.length, "node")} shown`;
  find("counts").textContent = all ? counts() : some;
}
