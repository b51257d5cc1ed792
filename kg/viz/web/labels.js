// Which labels fit at the present zoom, and where: the most important first, none over another or over a node
// (but the first things are named, and where papers are few each of them, over a small node if need be).
const LABEL = { small: 12, large: 13, row: 14.5, overhang: 66, gap: 3, cell: 64, room: 3600 };
const ink = document.createElement("canvas").getContext("2d");
const widths = new Map();
let placed = { key: "", items: [] };

// Nodes shrink less than the picture does, so that they can be seen from afar and leave room from near.
const growth = (scale) => Math.min(2.1, Math.max(0.75, scale ** -0.45));
const radiusOf = (node, scale) => drawnNodes[node.number].size * growth(scale) * (node === state.node ? 1.12 : 1);

function fontOf(node) {
  const large = node.type === "Paper" || node === state.node || node === state.hoveredNode;
  return `${large ? 600 : 450} ${large ? LABEL.large : LABEL.small}px ${theme.font}`;
}

function widthOf(text, font) {
  const key = `${font}|${text}`;
  if (!widths.has(key)) {
    ink.font = font;
    widths.set(key, ink.measureText(text).width);
  }
  return widths.get(key);
}

function placeLabels(scale) {
  const held = isFramed(scale);
  const key = [scale.toFixed(4), held, state.node?.number, state.line?.number, shown.version, positions.version].join("|");
  if (placed.key === key) return placed.items;
  const grid = new Map();
  const visible = nodes.filter((node) => shown.nodes.has(node));
  const bounds = boundsOf(visible, scale);
  for (const node of visible) if (isLit(node) && stands(node, scale)) occupy(grid, discOf(node, scale));
  if (held) for (const cover of framed.boxes) occupy(grid, cover);
  const items = [];
  const keep = (item) => {
    if (!item) return;
    items.push(item);
    occupy(grid, item);
  };
  const allowed = roomIn(bounds);
  const mine = mainOf(allowed);
  for (const node of byImportance(visible, mine)) {
    if (items.length >= allowed) break;
    const fits = fitting(discOf(node, scale), bounds, held);
    keep(free(grid, candidates(node, scale).filter(fits)) ?? (mine.has(node)
      ? leastCovering(grid, [...candidates(node, scale), ...candidates(node, scale, 22)].filter(fits), mine) : undefined));
  }
  for (const line of namedLines()) keep(free(grid, [lineLabel(line, scale)]));
  placed = { key, items };
  return items;
}

// In a framed view no label may be cut at its edge; elsewhere none beside a node may stick out of the picture.
function fitting(disc, bounds, held) {
  if (held && inside(disc, framed.limits)) return (item) => inside(item, framed.limits);
  return (item, at) => at % SIDES < 2 || within(item, bounds);
}

function roomIn({ left, right, top, bottom }) {
  return lit.nodes ? Infinity : Math.max(24, ((right - left) * (bottom - top)) / (crowded ? 2 : 1) / LABEL.room);
}

// Among very many, small nodes of low rank may lie under a label; elsewhere no node may.
function stands(node, scale) {
  return !crowded || node.rank < 60 || radiusOf(node, scale) * scale > 4.5 || lit.nodes !== null;
}

function boundsOf(visible, scale) {
  const places = visible.map(positions.of);
  return {
    left: Math.min(...places.map(({ x }) => x)) * scale, right: Math.max(...places.map(({ x }) => x)) * scale,
    top: Math.min(...places.map(({ y }) => y)) * scale, bottom: Math.max(...places.map(({ y }) => y)) * scale,
  };
}

const inside = (item, room) => item.left >= room.left && item.right <= room.right && item.top >= room.top && item.bottom <= room.bottom;
const within = (item, bounds) => item.left > bounds.left - LABEL.overhang && item.right < bounds.right + LABEL.overhang;

const hubs = nodes.filter((node) => node.type === "Paper").length <= 30;
const hubPapers = hubs ? nodes.filter((node) => node.type === "Paper") : [];
const firstThings = nodes.filter((node) => node.type !== "Paper").slice(0, 20);
const leading = new Set(firstThings.slice(0, 3));
const crowded = nodes.length > 500;

// What is named before all else: what is chosen, the papers where they are few, and the first things there is room for.
function mainOf(allowed) {
  const chosen = state.line ? [state.line.subject, state.line.object] : [state.node];
  return new Set([...chosen, ...hubPapers, ...firstThings.slice(0, Math.max(4, Math.min(20, (allowed - hubPapers.length) / 2)))]);
}

function byImportance(visible, main) {
  const weight = (node) => {
    if (node === state.node || leading.has(node)) return -3;
    return main.has(node) ? (node.type === "Paper" ? -2 : -1) : 0;
  };
  return visible.filter(isLit).sort((one, other) => weight(one) - weight(other) || one.rank - other.rank);
}

function namedLines() {
  if (state.line) return [state.line];
  const around = state.node ? [...lit.lines] : [];
  return around.length <= 40 ? around : [];
}

function discOf(node, scale) {
  const { x, y } = positions.of(node);
  const radius = radiusOf(node, scale) * scale + 1;
  return { left: x * scale - radius, top: y * scale - radius, right: x * scale + radius, bottom: y * scale + radius, node };
}

// Below, above, then at the sides, a little higher and lower too.
const SIDES = 8;

function candidates(node, scale, length = 40) {
  const disc = discOf(node, scale);
  const font = fontOf(node);
  const text = wrapped(labelOf(node, length), Math.min(length, 22));
  const width = Math.max(...text.map((row) => widthOf(row, font)));
  const height = text.length * LABEL.row;
  const [middleX, middleY] = [(disc.left + disc.right) / 2, (disc.top + disc.bottom) / 2];
  return [
    [middleX, disc.bottom + LABEL.gap + height / 2],
    [middleX, disc.top - LABEL.gap - height / 2],
    ...[0, 1, -1].flatMap((turn) => [1, -1].map((side) => [
      middleX + side * ((disc.right - disc.left) / 2 + LABEL.gap + 1 + width / 2 - Math.abs(turn) * 4),
      middleY + turn * (height / 2 + 4),
    ])),
  ].map(([x, y]) => boxed({ node, text, font, x, y }, width, height));
}

function lineLabel(line, scale) {
  const { x, y } = middleOf(line);
  const font = `italic 11.5px ${theme.font}`;
  const text = [says(line.predicate)];
  return boxed({ line, text, font, x: x * scale, y: y * scale }, widthOf(text[0], font), 13);
}

function boxed(item, width, height) {
  return { ...item, left: item.x - width / 2, right: item.x + width / 2, top: item.y - height / 2, bottom: item.y + height / 2 };
}

// The middle of the curve that vis-network draws (its `curvedCW`), for one control point beside the line.
function middleOf(line) {
  const [from, to] = [positions.of(line.subject), positions.of(line.object)];
  const factor = 0.5 * drawnEdges[line.number].smooth.roundness + 0.5;
  const [across, down] = [to.x - from.x, from.y - to.y];
  const distance = Math.hypot(across, down);
  const angle = Math.atan2(down, across) + factor * Math.PI;
  const [viaX, viaY] = [from.x + factor * distance * Math.sin(angle), from.y + factor * distance * Math.cos(angle)];
  return { x: (from.x + to.x) / 4 + viaX / 2, y: (from.y + to.y) / 4 + viaY / 2 };
}

function free(grid, boxes) {
  return boxes.find((box) => !covered(grid, box).length);
}

// Of the boxes over no other label and no `main` node the one over the fewest and least nodes, whole names before cut ones.
function leastCovering(grid, boxes, main) {
  const costOf = (other) => (other.text || other.cover || main.has(other.node) ? Infinity : 1 + 20 / (1 + other.node.rank));
  const cost = (box) => covered(grid, box).reduce((sum, other) => sum + costOf(other), box.text.at(-1).endsWith("…") ? 2 : 0);
  const costs = boxes.map(cost);
  const least = Math.min(...costs);
  return least < Infinity ? boxes[costs.indexOf(least)] : undefined;
}

function covered(grid, box) {
  return [...new Set(cellsOf(box).flatMap((cell) => grid.get(cell) ?? []))].filter((other) => overlap(box, other));
}

function overlap(box, other) {
  return other.node !== box.node || !box.node
    ? box.left - 3 < other.right && box.right + 3 > other.left && box.top < other.bottom && box.bottom > other.top
    : false;
}

function occupy(grid, box) {
  for (const cell of cellsOf(box)) {
    if (!grid.has(cell)) grid.set(cell, []);
    grid.get(cell).push(box);
  }
}

function cellsOf(box) {
  const cells = [];
  for (let column = Math.floor(box.left / LABEL.cell); column <= Math.floor(box.right / LABEL.cell); column += 1) {
    for (let row = Math.floor(box.top / LABEL.cell); row <= Math.floor(box.bottom / LABEL.cell); row += 1) {
      cells.push(`${column},${row}`);
    }
  }
  return cells;
}
