// The picture: vis-network draws lines and handles the pointer; nodes and labels are drawn here.
const positions = {
  version: 0,
  known: new Map(drawnNodes.map((node) => [node.id, { x: node.x, y: node.y }])),
  of: (node) => positions.known.get(node.number),
};
const calm = matchMedia("(prefers-reduced-motion: reduce)");
const box = find("canvas");
let network, edgeSet, nodeSet, settling;
let thickness = 1;

function openCanvas() {
  nodeSet = new vis.DataSet(drawnNodes.map(({ id, x, y, size }) => (
    { id, x, y, size, shape: "custom", ctxRenderer: drawNode, label: undefined })));
  edgeSet = new vis.DataSet(lines.map((line) => ({ ...drawnEdges[line.number], ...lookOf(line), shadow: false })));
  network = new vis.Network(box, { nodes: nodeSet, edges: edgeSet }, options);
  network.on("afterDrawing", drawLabels);
  network.on("dragEnd", rememberPlaces);
  network.on("resize", frameAgain);
  network.on("dragStart", ({ nodes: dragged }) => { if (!dragged.length) leaveFrame(); });
  network.on("zoom", () => { leaveFrame(); clearTimeout(settling); settling = setTimeout(thicken, 120); });
  network.on("animationFinished", () => { aim = null; thicken(); });
  network.on("hoverNode", ({ node }) => hover({ node: nodes[node] }));
  network.on("blurNode", () => hover({}));
  network.on("hoverEdge", ({ edge }) => hover({ line: lines[edge] }));
  network.on("blurEdge", () => hover({}));
  network.on("click", ({ pointer }) => {
    const target = targetAt(pointer.DOM);
    go(target.node ?? target.line ?? null, target.node || target.line ? "picture" : "back");
  });
  for (const canvas of box.getElementsByTagName("canvas")) canvas.setAttribute("aria-hidden", "true");
  // The library would make its frame a second stop for the Tab key, one without a name.
  box.querySelector(".vis-network").tabIndex = -1;
}

function targetAt(point) {
  const number = network.getNodeAt(point);
  if (number !== undefined) return { node: nodes[number] };
  const labelled = labelAt(point);
  if (labelled) return labelled;
  const edge = network.getEdgeAt(point);
  const line = edge === undefined ? undefined : lines[edge];
  return line && !line.claims.length ? { node: line.subject } : { line };
}

function labelAt({ x, y }) {
  const [originX, originY] = origin();
  return placed.items.find((item) => x - originX >= item.left && x - originX <= item.right
    && y - originY >= item.top && y - originY <= item.bottom);
}

function origin() {
  const zero = network.canvasToDOM({ x: 0, y: 0 });
  return [zero.x, zero.y];
}

function hover({ node = null, line = null }) {
  state.hoveredNode = node;
  state.hoveredLine = line;
  box.style.cursor = node || line ? "pointer" : "";
  network.redraw();
}

function rememberPlaces({ nodes: moved }) {
  for (const number of moved) positions.known.set(number, network.getPosition(number));
  positions.version += 1;
}

// -- nodes and labels ------------------------------------------------------------------------------

function drawNode({ ctx, id, x, y }) {
  const node = nodes[id];
  const radius = radiusOf(node, network ? network.getScale() : 1);
  const drawNode = () => {
    ctx.translate(x, y);
    ctx.globalAlpha = isLit(node) ? 1 : crowded ? 0.12 : 0.2;
    if (node === state.node || node === state.hoveredNode) ring(ctx, node, radius);
    ctx.scale(radius, radius);
    ctx.lineJoin = "round";
    ctx.lineWidth = 0.3;
    ctx.strokeStyle = theme.ground;
    ctx.stroke(pathOf(node.type));
    ctx.fillStyle = theme.types[node.type] ?? theme.ink;
    ctx.fill(pathOf(node.type));
    if (node.type === "Paper") drawText(ctx);
  };
  return { drawNode, nodeDimensions: { width: radius * 2, height: radius * 2 } };
}

function ring(ctx, node, radius) {
  ctx.beginPath();
  ctx.arc(0, 0, radius * 1.45, 0, 2 * Math.PI);
  ctx.fillStyle = faded(theme.types[node.type] ?? theme.ink, 0.22);
  ctx.fill();
  if (node !== state.node) return;
  ctx.lineWidth = 2 / network.getScale();
  ctx.strokeStyle = theme.types[node.type] ?? theme.ink;
  ctx.stroke();
}

function drawText(ctx) {
  ctx.fillStyle = theme.ground;
  for (const [top, width] of [[-0.28, 0.95], [0.12, 0.95], [0.52, 0.6]]) ctx.fillRect(-0.48, top, width, 0.15);
}

function drawLabels(ctx) {
  const scale = network.getScale();
  const [originX, originY] = origin();
  const ratio = ctx.canvas.width / ctx.canvas.clientWidth;
  ctx.save();
  ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  ctx.lineJoin = "round";
  const items = placeLabels(scale).filter((item) => !item.node || item.node !== state.hoveredNode);
  for (const item of items) drawLabel(ctx, item, originX, originY);
  if (state.hoveredLine?.claims.length) drawPlate(ctx, sentenceOf(state.hoveredLine), lineLabel(state.hoveredLine, scale), originX, originY);
  if (state.hoveredNode) {
    const [below] = candidates(state.hoveredNode, scale);
    drawPlate(ctx, shortened(state.hoveredNode.name, 90), below, originX, originY);
  }
  ctx.restore();
}

function sentenceOf(line) {
  return `${labelOf(line.subject, 40)} ${says(line.predicate)} ${labelOf(line.object, 40)}`;
}

function drawLabel(ctx, item, originX, originY) {
  const [x, y] = [item.x + originX, item.y + originY];
  if (x < -200 || y < -30 || x > ctx.canvas.clientWidth + 200 || y > ctx.canvas.clientHeight + 30) return;
  ctx.font = item.font;
  ctx.lineWidth = 3.5;
  ctx.strokeStyle = faded(theme.ground, 0.9);
  ctx.fillStyle = item.line ? theme.quiet : theme.ink;
  const rows = item.text.map((row, at) => [row, x, y + (at - (item.text.length - 1) / 2) * LABEL.row]);
  for (const row of rows) ctx.strokeText(...row);
  for (const row of rows) ctx.fillText(...row);
}

// What is under the pointer is named in full, on a plate above all else.
function drawPlate(ctx, text, item, originX, originY) {
  ctx.font = `600 ${LABEL.large}px ${theme.font}`;
  const width = ctx.measureText(text).width + 18;
  const limit = ctx.canvas.clientWidth - width / 2 - 6;
  const x = Math.max(width / 2 + 6, Math.min(limit, item.x + originX));
  const y = item.y + originY + 4;
  ctx.fillStyle = theme.ink;
  ctx.beginPath();
  ctx.roundRect(x - width / 2, y - 12, width, 24, 6);
  ctx.fill();
  ctx.fillStyle = theme.ground;
  ctx.fillText(text, x, y + 0.5);
}

// -- lines -----------------------------------------------------------------------------------------

const looks = new Map();

function lookOf(line) {
  const spoke = !line.claims.length;
  const strong = lit.lines?.has(line) ?? false;
  // Among very many, lines as strong as elsewhere would be one dark disc.
  const opacity = strong ? 0.95 : lit.lines ? (crowded ? 0.05 : 0.12) : crowded ? 0.4 : 0.9;
  const colour = ["outperforms", "comparedWith"].includes(line.predicate) ? theme.accent : strong ? theme.quiet : theme.line;
  return {
    color: { color: faded(colour, opacity), hover: faded(theme.ink, 0.9), inherit: false },
    width: thickness * ((strong ? 1.3 : 1.1) + Math.log2(Math.max(1, line.claims.length)) * 0.6),
    dashes: spoke ? [2 * thickness, 4 * thickness] : ["variantOf", "affiliation"].includes(line.predicate) ? [5, 4] : false,
    arrows: { to: { enabled: !spoke && line.predicate !== "comparedWith", scaleFactor: 0.45 * thickness } },
    hoverWidth: 1,
    hidden: !shown.lines.has(line) || (line.quiet && !strong),
  };
}

function restyle() {
  light();
  const changed = [];
  for (const line of lines) {
    const look = lookOf(line);
    const key = JSON.stringify(look);
    if (looks.get(line.number) !== key) changed.push({ id: line.number, ...look });
    looks.set(line.number, key);
  }
  if (changed.length) edgeSet.update(changed);
  const moved = nodes.filter((node) => node.hidden !== !shown.nodes.has(node));
  for (const node of moved) node.hidden = !shown.nodes.has(node);
  if (moved.length) nodeSet.update(moved.map((node) => ({ id: node.number, hidden: node.hidden })));
  network.redraw();
}

// Lines scale with the picture; seen from afar they are drawn thicker, in three steps.
function thicken() {
  const scale = network.getScale();
  const wanted = scale < 0.4 ? 2.4 : scale < 0.75 ? 1.6 : 1;
  if (wanted === thickness) return;
  thickness = wanted;
  restyle();
}
