// On paper the picture stands in the light colours, whatever the screen has.
function recolour(printing) {
  document.documentElement.classList.toggle("printing", printing);
  readTheme();
  restyle();
}

function openPrinting() {
  addEventListener("beforeprint", () => recolour(true));
  addEventListener("afterprint", () => recolour(false));
}
