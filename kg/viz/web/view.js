// What part of the picture is seen: framing, fitting, zooming, moving, and where a view can be returned to.
const MARGIN = { side: 75, share: 0.1, end: 45, edge: 4 };
let aim = null;
let framed = { scale: 0, limits: null, boxes: [], live: false };

// Where the view is, or will be when it has come to rest.
function seen() {
  const now = aim ?? { position: network.getViewPosition(), scale: network.getScale() };
  return { ...now, framed, width: box.clientWidth, height: box.clientHeight };
}

// A movement may end a hair beyond its goal.
const isFramed = (scale) => Math.abs(framed.scale / scale - 1) < 0.002;

function restore(view) {
  framed = view.framed;
  placed.key = "";
  move(view, { animate: true });
}

const fitsWindow = (view) => view.width === box.clientWidth && view.height === box.clientHeight;

function move({ position, scale }, { animate, duration = 350 }) {
  const now = seen();
  const off = Math.hypot(now.position.x - position.x, now.position.y - position.y) * scale;
  const moving = animate && !calm.matches && (off > 1 || Math.abs(now.scale / scale - 1) > 0.001);
  aim = moving ? { position, scale } : null;
  network.moveTo({ position, scale, animation: moving ? { duration, easingFunction: "easeInOutCubic" } : false });
  if (!moving) setTimeout(thicken, 0);
}

// What covers the canvas: the filters' open list takes the left of a wide window, their button the top of a narrow one.
function insets() {
  const [filters, open] = [find("filters"), find("filter-box").open];
  if (box.clientWidth > 620) return { left: open ? filters.offsetLeft + filters.offsetWidth : 0, top: 0 };
  return { left: 0, top: open ? 0 : filters.offsetTop + filters.offsetHeight / 2 };
}

function frame(wanted, { largest = 1.5, smallest = 0.02, animate = true } = {}) {
  if (!wanted.length) return;
  const bounds = boundsOf(wanted, 1);
  const { left, top } = insets();
  const side = Math.min(MARGIN.side, box.clientWidth * MARGIN.share);
  const fitting = Math.min(
    (box.clientWidth - left - 2 * side) / Math.max(bounds.right - bounds.left, 1),
    (box.clientHeight - top - 2 * MARGIN.end) / Math.max(bounds.bottom - bounds.top, 1));
  const scale = Math.max(smallest, Math.min(largest, fitting));
  const position = {
    x: (bounds.left + bounds.right) / 2 - left / 2 / scale, y: (bounds.top + bounds.bottom) / 2 - top / 2 / scale,
  };
  framed = { scale, ...roomAround(position, scale), live: true, again: () => frame(wanted, { largest, smallest, animate: false }) };
  placed.key = "";
  move({ position, scale }, { animate });
}

// Where labels may stand in a framed view, counted as they are placed: from the picture's zero, in pixels.
function roomAround(position, scale) {
  const [x, y] = [box.clientWidth / 2 - position.x * scale, box.clientHeight / 2 - position.y * scale];
  const covering = [find("filters"), find("zoom")].map((each) => ({
    left: each.offsetLeft - x, right: each.offsetLeft + each.offsetWidth - x,
    top: each.offsetTop - y, bottom: each.offsetTop + each.offsetHeight - y, cover: true,
  }));
  return {
    limits: { left: MARGIN.edge - x, right: box.clientWidth - MARGIN.edge - x, top: MARGIN.edge - y, bottom: box.clientHeight - MARGIN.edge - y },
    boxes: covering,
  };
}

function leaveFrame() {
  framed.live = false;
  aim = null;
}

function frameAgain() {
  if (framed.live) framed.again();
}

const fitAll = (animate = true) => frame(nodes.filter((node) => shown.nodes.has(node)), { animate });
const frameLit = () => frame([...lit.nodes], { largest: 1.6, smallest: 0.3 });

function inView(node) {
  const { x, y } = network.canvasToDOM(positions.of(node));
  const { left, top } = insets();
  return x > left + 10 && x < box.clientWidth - 10 && y > top + 10 && y < box.clientHeight - 10;
}

function zoom(factor) {
  const { position, scale } = seen();
  leaveFrame();
  move({ position, scale: Math.max(0.02, Math.min(6, scale * factor)) }, { animate: true, duration: 160 });
}

function pan(x, y) {
  const { position, scale } = seen();
  leaveFrame();
  move({ position: { x: position.x + (x * 80) / scale, y: position.y + (y * 80) / scale }, scale }, { animate: false });
}
