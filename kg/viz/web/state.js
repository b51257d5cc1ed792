// What the reader has chosen: the selection, what is hovered, and the filters; and what follows from it.
const state = {
  node: null, line: null, hoveredNode: null, hoveredLine: null,
  types: new Set(TYPES), predicates: new Set(predicates), confidence: 0,
};
const shown = { nodes: new Set(nodes), lines: new Set(lines) };
const lit = { nodes: null, lines: null };

function filtering() {
  return state.predicates.size < predicates.length || state.confidence > 0;
}

function applyFilters() {
  const typed = (node) => state.types.has(node.type) || !TYPES.includes(node.type);
  shown.lines = new Set(lines.filter((line) => state.predicates.has(line.predicate)
    && line.confidence >= state.confidence && typed(line.subject) && typed(line.object)));
  const touched = new Set([...shown.lines].flatMap((line) => [line.subject, line.object]));
  const alone = (node) => filtering() && node.lines.length > 0 && !touched.has(node);
  shown.nodes = new Set(nodes.filter((node) => typed(node) && !alone(node)));
}

// Light the selection, its lines and its neighbours, and all that a paper claims; with no selection all is lit.
function light() {
  if (state.line) {
    lit.lines = new Set([state.line]);
    lit.nodes = new Set([state.line.subject, state.line.object]);
  } else if (state.node) {
    const told = state.node.told.map((claim) => claim.line);
    lit.lines = new Set([...state.node.lines, ...told].filter((line) => shown.lines.has(line)));
    lit.nodes = new Set([state.node, ...[...lit.lines].flatMap((line) => [line.subject, line.object])]);
  } else {
    lit.lines = lit.nodes = null;
  }
}

const isLit = (node) => !lit.nodes || lit.nodes.has(node);
