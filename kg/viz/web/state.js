// What the reader has chosen: the selection, what is hovered, and the filters; and what follows from it.
const allTypes = [...new Set([...TYPES, ...nodes.map((node) => node.type)])].filter((type) => nodes.some((node) => node.type === type));
const state = {
  node: null, line: null, hoveredNode: null, hoveredLine: null,
  types: new Set(allTypes), predicates: new Set(predicates), confidence: 0,
};
const shown = { nodes: new Set(nodes), lines: new Set(lines), version: 0 };
const lit = { nodes: null, lines: null };

function filtering() {
  return state.predicates.size < predicates.length || state.confidence > 0;
}

const passes = (line) => state.predicates.has(line.predicate) && line.confidence >= state.confidence;
const typed = (node) => state.types.has(node.type);
const endsOf = (line) => [line.subject, line.object];

// What the filters let through; what is chosen is spared by them.
function applyFilters() {
  const spared = new Set(state.line ? endsOf(state.line) : [state.node]);
  const kept = (node) => typed(node) || spared.has(node);
  shown.lines = new Set(lines.filter((line) => line === state.line || (passes(line) && endsOf(line).every(kept))));
  const touched = new Set([...shown.lines].flatMap(endsOf));
  const alone = (node) => filtering() && node.lines.length > 0 && !touched.has(node);
  shown.nodes = new Set(nodes.filter((node) => spared.has(node) || (typed(node) && !alone(node))));
  shown.version += 1;
}

// Whether what is chosen would be hidden, were it not chosen.
function isVeiled() {
  const open = (line) => passes(line) && endsOf(line).every(typed);
  if (state.line) return !open(state.line);
  return state.node !== null && (!typed(state.node) || (filtering() && state.node.lines.length > 0 && !state.node.lines.some(open)));
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
