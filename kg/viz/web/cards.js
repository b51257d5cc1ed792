// Groups of claims, and figures → the cards of the panel.
const FEW = 6;

// Claims of one relation, the surest first; `other` picks the end that is named, `whole` names both.
function claimGroup(predicate, words, ofGroup, { other = (line) => line.object, whole = false } = {}) {
  const { sure, faint } = parted(ofGroup);
  const others = new Set((sure.length ? sure : faint).map((claim) => other(claim.line)));
  return make("section", { class: "group", "data-relation": predicate },
    make("h3", {}, words, make("span", { class: "number" }, others.size)),
    manyOf(claimCards(sure, other, whole)),
    below(faint, () => claimCards(faint, other, whole)));
}

// Those on the same sentence of the same paper are together.
function claimCards(several, other, whole) {
  const bundles = new Map();
  for (const claim of several) {
    const texts = (claim.passages ?? []).map((number) => details.passages[number][0]);
    const key = JSON.stringify([claim.paper, texts, claim.basis]);
    bundles.set(key, [...(bundles.get(key) ?? []), claim]);
  }
  return [...bundles.values()].map((bundle) => claimCard(bundle, other, whole));
}

function parted(several) {
  const ordered = [...several].sort((one, two) => two.confidence - one.confidence);
  return {
    sure: ordered.filter((each) => each.confidence >= state.confidence),
    faint: ordered.filter((each) => each.confidence < state.confidence),
  };
}

// What the least confidence keeps back is counted, and shown when it is asked for.
function below(faint, cards) {
  if (!faint.length) return null;
  return unfolding(`${faint.length} below ${state.confidence.toFixed(2)}`, " · show", () => [make("div", { class: "faint" }, cards())]);
}

// On paper the button is the note of what is left out.
function unfolding(rest, verb, cards) {
  const more = make("button", { type: "button", class: "more", "data-rest": rest, onclick: () => {
    const found = cards();
    more.replaceWith(...found);
    found[0].querySelector("button")?.focus();
  } }, rest + verb);
  return more;
}

function claimCard(bundle, other, whole) {
  const rows = bundle.map((claim) => make("li", {},
    whole ? [thing(claim.line.subject), make("i", {}, ` ${says(claim.line.predicate)} `)] : null,
    thing(other(claim.line)),
    claim.margin && claim.line.predicate !== "figure" ? make("span", { class: "margin" }, `by ${claim.margin}`) : null,
    claim.hedged ? make("span", { class: "hedged", title: "The paper says it with reserve" }, "hedged") : null,
    context(claim),
    claim.basis ? null : confidence(claim.confidence)));
  return make("article", { class: "claim" }, make("ul", {}, rows), mergedPassages(bundle), footer(bundle[0]));
}

function context(claim) {
  const parts = [];
  for (const number of claim.datasets ?? []) parts.push(" on ", reference(number, 40));
  if (claim.metric !== undefined) parts.push(" by ", reference(claim.metric, 40));
  return parts.length ? make("span", { class: "context" }, parts) : null;
}

function footer(claim) {
  if (claim.basis) return make("footer", {}, `From ${claim.basis}`);
  const plain = claim.paper === undefined || claim.line.subject.number === claim.paper;
  return plain ? null : make("footer", {}, source(claim.paper));
}

// Long lists show their first few and a button for the rest.
function manyOf(cards) {
  if (cards.length <= FEW + 2) return cards;
  const rest = cards.slice(FEW);
  return [...cards.slice(0, FEW), unfolding(`${rest.length} more`, " · show", () => rest)];
}

function figureGroup(title, ofGroup, subjectShown) {
  if (!ofGroup.length) return null;
  const { sure, faint } = parted(ofGroup);
  const cards = (several) => several.map((figure) => figureCard(figure, subjectShown));
  return make("section", { class: "group figures" },
    make("h3", {}, title, make("span", { class: "number" }, sure.length || faint.length)),
    manyOf(cards(sure)),
    below(faint, () => cards(faint)));
}

function figureCard(figure, subjectShown) {
  const about = [];
  if (subjectShown) about.push(reference(figure.subject, 34), " ");
  if (figure.metric !== undefined) about.push(reference(figure.metric, 40), " ");
  else if (figure.what) about.push(figure.what, " ");
  for (const number of figure.datasets ?? []) about.push("on ", reference(number, 40), " ");
  for (const number of figure.tasks ?? []) about.push("for ", reference(number, 40), " ");
  for (const number of figure.baselines ?? []) about.push("against ", reference(number, 40), " ");
  const kind = ["absolute", "size", undefined].includes(figure.kind) ? null : make("span", { class: "kind" }, figure.kind);
  const evidence = make("div", { class: "evidence", hidden: true }, sentence(figure.passages),
    figure.paper === undefined ? null : make("footer", {}, source(figure.paper)));
  const toggle = make("button", { type: "button", class: "quote", "aria-expanded": "false", title: "Show the sentence",
    "aria-label": "Sentence", onclick: () => {
      evidence.hidden = !evidence.hidden;
      toggle.setAttribute("aria-expanded", String(!evidence.hidden));
    } }, "❝");
  return make("article", { class: "claim figure" },
    make("div", { class: "measure" }, make("b", { class: "value", dir: "auto" }, figure.value),
      make("span", { class: "about" }, kind, about), confidence(figure.confidence), toggle),
    evidence);
}
