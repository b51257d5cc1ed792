// A type → its outline in a box from -1 to 1, for the canvas and for icons alike.
const polygon = (...points) => `M${points.map((point) => point.join(" ")).join("L")}Z`;
const regular = (corners, turn, radius = 1) =>
  polygon(...Array.from({ length: corners }, (_, corner) => {
    const angle = turn + (2 * Math.PI * corner) / corners;
    return [(radius * Math.sin(angle)).toFixed(3), (-radius * Math.cos(angle)).toFixed(3)];
  }));

const OUTLINES = {
  Paper: "M-.78 -1H.3L.78 -.52V1H-.78Z",
  Model: "M-.95 0A.95 .95 0 1 1 .95 0A.95 .95 0 1 1 -.95 0Z",
  System: regular(6, Math.PI / 6, 1.05),
  Method: regular(4, 0, 1.12),
  Dataset: "M-.85 -.6C-.85 -1.02 .85 -1.02 .85 -.6V.6C.85 1.02 -.85 1.02 -.85 .6Z",
  Task: polygon([0, -1.05], [1.05, 0.8], [-1.05, 0.8]),
  Metric: polygon([0, 1.05], [1.05, -0.8], [-1.05, -0.8]),
  Organization: regular(5, 0, 1.1),
  Hardware: "M-.4 -1H.4V-.4H1V.4H.4V1H-.4V.4H-1V-.4H-.4Z",
};
const paths = Object.fromEntries(Object.entries(OUTLINES).map(([type, outline]) => [type, new Path2D(outline)]));
const outlineOf = (type) => (Object.hasOwn(OUTLINES, type) ? OUTLINES[type] : OUTLINES.Model);
const pathOf = (type) => (Object.hasOwn(paths, type) ? paths[type] : paths.Model);

function icon(type) {
  const picture = document.createElementNS(SVG, "svg");
  picture.setAttribute("viewBox", "-1.3 -1.3 2.6 2.6");
  picture.setAttribute("class", "icon");
  picture.setAttribute("data-type", type);
  picture.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", outlineOf(type));
  picture.append(path);
  return picture;
}
