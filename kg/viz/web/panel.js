// The side panel: the overview, one node, or one line with the claims behind it.
const panel = find("panel");

let welcome = null;
let written = null;

// The overview is made once, so that it is found again as it was left.
function showPanel(target, missing = "") {
  written = { target, confidence: state.confidence };
  const content = target === null ? [notHere(missing), ...(welcome ??= overview())] : target.subject ? aboutLine(target) : aboutNode(target);
  panel.replaceChildren(...content.filter(Boolean));
  panel.scrollTop = 0;
  document.body.classList.toggle("chosen", target !== null);
}

// Claims come and go with the least confidence; what the reader has opened stays open.
function renewPanel() {
  if (!written.target || written.confidence === state.confidence) return;
  const at = panel.scrollTop;
  const opened = [...panel.querySelectorAll("details[open]")].map((each) => each.dataset.part);
  showPanel(written.target);
  for (const each of panel.querySelectorAll("details")) each.open = opened.includes(each.dataset.part);
  panel.scrollTop = at;
}

function notHere(missing) {
  if (!missing) return null;
  const close = near(missing.replace(/^[^/]*\//, ""));
  return make("div", { id: "not-here", role: "status" },
    make("p", {}, make("bdi", {}, `“${shortened(missing, 80)}”`), " is not in this picture.", close.length ? " Near it:" : ""),
    close.length ? make("ul", {}, close.map(({ node }) => make("li", {}, thing(node)))) : null);
}

function heading(text, ...more) {
  return make("h2", { tabindex: "-1", dir: "auto" }, text, more);
}

function closer() {
  return make("button", { type: "button", class: "close", "aria-label": "Close", title: "Close (Escape)", onclick: () => go(null) }, "×");
}

// -- overview --------------------------------------------------------------------------------------

function overview() {
  const papers = nodes.filter((node) => node.type === "Paper");
  papers.sort((one, other) => ((other.paper?.issued ?? "") < (one.paper?.issued ?? "") ? -1 : 1));
  const sections = [...TYPES.slice(1), ...new Set(nodes.map((node) => node.type).filter((type) => !TYPES.includes(type)))];
  return [
    heading("What these papers claim"),
    make("p", { class: "lead" }, `${counts()}. Every claim comes with its sentence: choose a node or a line, or search.`),
    leftOut(),
    papers.length ? make("section", { class: "group" }, make("h3", {}, "Papers", make("span", { class: "number" }, papers.length)),
      indexOfPapers(papers.slice(0, LISTED)), papers.length > LISTED ? make("details", { ontoggle: (event) =>
        event.target.children.length > 1 || event.target.append(indexOfPapers(papers.slice(LISTED))) },
        make("summary", {}, `${(papers.length - LISTED).toLocaleString("en")} more`)) : null) : null,
    ...sections.map((type) => indexOf(type)),
    keys(),
  ];
}

// So many papers are listed at once; the others when they are asked for.
const LISTED = 60;

function indexOfPapers(papers) {
  return make("ul", { class: "index" }, papers.map((node) => make("li", {}, thing(node, 80),
    make("span", { class: "date" }, node.paper?.issued))));
}

function counts() {
  const papers = nodes.filter((node) => node.type === "Paper").length;
  return [...(papers ? [counted(papers, "paper")] : []), counted(nodes.length - papers, "entity", "entities"),
    counted(claims.filter((claim) => !claim.basis && claim.line.predicate !== "figure").length, "claim"),
    counted(figures.length, "figure")].join(" · ");
}

function leftOut() {
  const { nodes: more = 0, claims: moreClaims = 0, unclaimed = 0 } = details.leftOut;
  const parts = [];
  if (more || moreClaims) parts.push(`${counted(more, "lower-ranked node")} and ${counted(moreClaims, "claim")} beyond the limit`);
  if (unclaimed) parts.push(`${counted(unclaimed, "entity", "entities")} that papers name without a claim`);
  const sentences = parts.length ? [`Left out of this picture: ${parts.join("; ")}.`] : [];
  const quiet = lines.filter((line) => line.quiet).length;
  if (quiet) sentences.push(`Of ${counted(lines.length, "line")} those of most papers are drawn, ${(lines.length - quiet).toLocaleString("en")}; choose a node to see all of its own.`);
  return sentences.length ? make("p", { id: "left-out" }, sentences.join(" ")) : null;
}

function indexOf(type) {
  const ofType = nodes.filter((node) => node.type === type);
  if (!ofType.length) return null;
  const list = make("ul", { class: "index" });
  const fill = () => list.children.length || list.append(...ofType.map((node) => make("li", {}, thing(node, 60))));
  return make("details", { class: "group", ontoggle: fill },
    make("summary", {}, make("h3", {}, PLURALS[type] ?? type, make("span", { class: "number" }, ofType.length))), list);
}

function keys() {
  const rows = [["/", "search"], ["+ −", "zoom"], ["0", "fit all"], ["← ↑ → ↓", "move, on the picture"], ["Esc", "clear"]];
  return make("dl", { class: "keys" }, rows.map(([key, what]) => [make("dt", {}, make("kbd", {}, key)), make("dd", {}, what)]));
}

// What a system beats comes before its figures, all else after them.
const FIRST = ["introduces", "outperforms", "comparedWith"];

// -- a node ----------------------------------------------------------------------------------------

function aboutNode(node) {
  const own = figures.filter((figure) => figure.subject === node.number);
  const onIt = node.figures.filter((figure) => figure.subject !== node.number);
  return [
    closer(),
    make("p", { class: "kicker" }, icon(node.type), node.type),
    heading(node.name),
    node.names.length > 1 ? make("p", { class: "names" }, "Also written ", node.names.slice(1).flatMap((name, at) => [at ? ", " : "", make("bdi", {}, name)])) : null,
    node.paper ? aboutPaper(node.paper) : null,
    identifier(node),
    ...relationGroups(node, (predicate) => FIRST.includes(predicate)),
    figureGroup(node.paper ? "Figures of its unnamed contribution" : "Figures", own, false),
    ...relationGroups(node, (predicate) => !FIRST.includes(predicate)),
    figureGroup(`Figures on ${shortened(node.name, 40)}`, onIt, true),
    node.told.length ? toldBy(node) : null,
    own.length + onIt.length + node.lines.length + node.told.length ? null : make("p", { class: "quiet" }, node.paper ? "No claim was found in this paper." : "Its claims are of things beyond the limit of this picture."),
  ];
}

// The thing's name in the graph, for queries: selected whole by one click, and copied by the button.
function identifier(node) {
  const iri = /^[a-z][a-z0-9+.-]*:/i.test(node.id) ? node.id : details.base + node.id;
  const text = make("code", {}, iri);
  const select = () => getSelection().selectAllChildren(text);
  const button = make("button", { type: "button", class: "copy", "aria-live": "polite", title: "Copy the IRI", onclick: async () => {
    select();
    try {
      await navigator.clipboard.writeText(iri);
      button.textContent = "Copied";
    } catch {
      button.textContent = "Selected";
    }
  } }, "Copy");
  return make("p", { class: "iri" }, text, " ", button);
}

function aboutPaper(paper) {
  const facts = [paper.issued, ...(paper.categories ?? []), ...(paper.organizations ?? []), paper.identifier];
  return make("div", { class: "paper" },
    make("p", { class: "facts" }, facts.filter(Boolean).join(" · ")),
    paper.authors ? make("p", { class: "authors" }, paper.authors) : null,
    paper.links ? make("p", { class: "links" }, paper.links.map(([kind, url]) => [make("span", {}, outward(url, `${kind} ↗`)), " "])) : null,
    paper.abstract ? make("details", { "data-part": "abstract" }, make("summary", {}, "Abstract"), make("p", { class: "abstract", dir: "auto" }, paper.abstract)) : null);
}

function relationGroups(node, wanted) {
  const groups = [];
  for (const predicate of predicates.filter((each) => each !== "figure" && wanted(each))) {
    const told = node.lines.filter((line) => line.predicate === predicate).flatMap((line) => line.claims);
    const other = (line) => (line.subject === node ? line.object : line.subject);
    const either = says(predicate) === says(predicate, true);
    const said = told.filter((claim) => either || claim.line.subject === node);
    const received = told.filter((claim) => !said.includes(claim));
    if (said.length) groups.push(claimGroup(predicate, says(predicate), said, { other }));
    if (received.length) groups.push(claimGroup(predicate, says(predicate, true), received, { other }));
  }
  return groups;
}

function toldBy(node) {
  const rest = node.told.filter((claim) => claim.line.subject !== node && claim.line.predicate !== "figure");
  if (!rest.length) return null;
  const box = make("div");
  const fill = () => box.children.length || box.append(...predicates
    .map((predicate) => rest.filter((claim) => claim.line.predicate === predicate))
    .filter((group) => group.length)
    .map((group) => claimGroup(group[0].line.predicate, says(group[0].line.predicate), group, { whole: true })));
  return make("details", { class: "group", "data-part": "told", ontoggle: fill },
    make("summary", {}, make("h3", {}, "Everything this paper claims", make("span", { class: "number" }, rest.length))), box);
}

// -- a line ----------------------------------------------------------------------------------------

function aboutLine(line) {
  return [
    closer(),
    make("p", { class: "kicker" }, counted(line.claims.length, "claim")),
    heading(thing(line.subject, 80), make("i", {}, ` ${says(line.predicate)} `), thing(line.object, 80)),
    claimGroup(line.predicate, says(line.predicate), line.claims),
  ];
}
