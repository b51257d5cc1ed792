// The page's four JSON islands → nodes, lines, claims, figures and passages that know one another.
const read = (id) => JSON.parse(document.getElementById(id).textContent);
const details = read("details");
const drawnNodes = read("nodes");
const drawnEdges = read("edges");
const options = read("options");

const nodes = details.nodes.map((node, number) => ({
  ...node, number, name: node.names[0], rank: number, lines: [], figures: [], told: [],
}));
const nameOf = (number) => (number < nodes.length ? nodes[number].name : details.others[number - nodes.length]);

const lines = drawnEdges.map((edge) => ({
  number: edge.id, subject: nodes[edge.from], object: nodes[edge.to], predicate: edge.predicate, quiet: edge.quiet, claims: [],
}));
for (const line of lines) {
  line.subject.lines.push(line);
  if (line.object !== line.subject) line.object.lines.push(line);
}

const claims = details.claims.map((claim) => ({ ...claim, line: lines[claim.line] }));
for (const claim of claims) {
  claim.line.claims.push(claim);
  if (claim.paper < nodes.length && !claim.basis) nodes[claim.paper].told.push(claim);
}
for (const line of lines) line.confidence = line.claims.length ? line.claims[0].confidence : 1;

const figures = details.figures ?? [];
for (const figure of figures) {
  for (const number of new Set([figure.subject, figure.metric, ...(figure.datasets ?? [])])) {
    if (number !== undefined && number < nodes.length) nodes[number].figures.push(figure);
  }
}

const byId = new Map(nodes.map((node) => [node.id, node]));
const lineId = (line) => `${line.subject.id}|${line.predicate}|${line.object.id}`;
const byLineId = new Map(lines.filter((line) => line.claims.length).map((line) => [lineId(line), line]));
