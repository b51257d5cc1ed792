// Claims and figures → elements: the sentence with its spans marked, confidence, and the paper that says it.
function sentence(numbers) {
  const quotes = (numbers ?? []).map((number) => marked(...details.passages[number]));
  return quotes.length ? make("blockquote", {}, quotes) : null;
}

// Spans count code points, as Python does; JavaScript's strings count UTF-16 units.
function marked(text, spans) {
  const points = Array.from(text);
  const parts = [];
  let at = 0;
  for (const [start, end] of spans) {
    const from = Math.max(start, at);
    if (end <= from) continue;
    parts.push(points.slice(at, from).join(""), make("mark", {}, points.slice(from, end).join("")));
    at = end;
  }
  return make("p", { dir: "auto" }, parts, points.slice(at).join(""));
}

// Several claims on one sentence share its quotation, which then bears all their marks.
function mergedPassages(several) {
  const found = new Map();
  for (const number of several.flatMap((claim) => claim.passages ?? [])) {
    const [text, spans] = details.passages[number];
    found.set(text, [...(found.get(text) ?? []), ...spans]);
  }
  const quotes = [...found].map(([text, spans]) => marked(text, spans.sort(([a, b], [c, d]) => a - c || b - d)));
  return quotes.length ? make("blockquote", {}, quotes) : null;
}

function confidence(value) {
  const bar = make("span", { class: "bar", "aria-hidden": "true" });
  bar.style.setProperty("--share", `${Math.round(value * 100)}%`);
  return make("span", { class: "confidence", title: "Confidence of the extraction" }, bar,
    make("span", { class: "aside" }, "confidence "), value.toFixed(2));
}

function source(number) {
  return number === undefined ? null : make("span", { class: "source" }, reference(number, 46));
}

// A thing by name: a button that goes there, or plain text where it is not drawn.
function reference(number, length = 60) {
  if (number >= nodes.length) return make("span", { class: "absent" }, shortened(nameOf(number), length));
  return thing(nodes[number], length);
}

function thing(node, length = 60) {
  return make("button", { type: "button", class: "thing", "data-node": node.number, title: node.name, onclick: () => go(node, "name") },
    icon(node.type), make("bdi", {}, labelOf(node, length)));
}
