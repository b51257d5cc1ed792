// The stylesheet's colours → the canvas; read again when the reader's system turns dark or light.
const theme = { types: {} };

function readTheme() {
  const style = getComputedStyle(document.documentElement);
  const colour = (name) => style.getPropertyValue(name).trim();
  for (const type of TYPES) theme.types[type] = colour(`--${type.toLowerCase()}`);
  for (const name of ["ground", "ink", "quiet", "line", "accent", "card"]) theme[name] = colour(`--${name}`);
  theme.font = style.fontFamily || "sans-serif";
}

function faded(colour, opacity) {
  const [red, green, blue] = [1, 3, 5].map((start) => parseInt(colour.slice(start, start + 2), 16));
  return `rgba(${red},${green},${blue},${opacity})`;
}

function onThemeChange(listener) {
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => { readTheme(); listener(); });
}
