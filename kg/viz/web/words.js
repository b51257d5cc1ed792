// Predicates and types → the words a reader sees, in the order in which they are shown.
const TYPES = ["Paper", "Model", "System", "Method", "Dataset", "Task", "Metric", "Organization", "Hardware"];
const PLURALS = {
  Paper: "Papers", Model: "Models", System: "Systems", Method: "Methods", Dataset: "Datasets", Task: "Tasks",
  Metric: "Metrics", Organization: "Organizations", Hardware: "Hardware",
};

// predicate: [as the subject says it, as the object would say it]
const RELATIONS = {
  introduces: ["introduces", "introduced by"],
  outperforms: ["outperforms", "outperformed by"],
  comparedWith: ["compared with", "compared with"],
  basedOn: ["based on", "basis of"],
  variantOf: ["variant of", "has variants"],
  typeOf: ["is a", "has kinds"],
  uses: ["uses", "used by"],
  partOf: ["part of", "has parts"],
  addresses: ["addresses", "addressed by"],
  trainedOn: ["trained on", "used to train"],
  evaluatedOn: ["evaluated on", "used to evaluate"],
  measuredBy: ["measured by", "measures"],
  figure: ["has figures on", "figures of"],
  developedBy: ["developed by", "developed"],
  runsOn: ["runs on", "runs"],
  affiliation: ["comes from", "papers from it"],
  "tells of": ["tells of", "told of by"],
};
const predicates = [...new Set(lines.map((line) => line.predicate))].sort(
  (one, other) => order(one) - order(other) || (one < other ? -1 : 1),
);

function order(predicate) {
  const found = Object.keys(RELATIONS).indexOf(predicate);
  return found < 0 ? Infinity : found;
}

function says(predicate, inverse = false) {
  const words = Object.hasOwn(RELATIONS, predicate) ? RELATIONS[predicate] : [predicate, `${predicate} (of)`];
  return words[inverse ? 1 : 0];
}

function counted(number, one, many = `${one}s`) {
  return `${number.toLocaleString("en")} ${number === 1 ? one : many}`;
}

function shortened(text, length) {
  const points = Array.from(text);
  return points.length <= length ? text : `${points.slice(0, length - 1).join("").trimEnd()}…`;
}

// A paper is known by what stands before its title's colon, where that is short.
function labelOf(node, length = 40) {
  const colon = node.type === "Paper" ? node.name.indexOf(": ") : -1;
  return shortened(colon > 0 && colon <= length ? node.name.slice(0, colon) : node.name, length);
}

// On the picture a label has at most two lines.
function wrapped(text, length = 21) {
  if (text.length <= length) return [text];
  const blanks = [...text.matchAll(/ /g)].map(({ index }) => index).filter((index) => index > 0 && index <= length + 3);
  if (!blanks.length) return [shortened(text, length + 4)];
  const longest = (cut) => Math.max(cut, text.length - cut - 1);
  const cut = blanks.reduce((least, each) => (longest(each) < longest(least) ? each : least));
  return [text.slice(0, cut), shortened(text.slice(cut + 1), length)];
}
