// What was typed → the things whose names hold it, whatever the blanks and signs in them; else those that come near.
const folded = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
const bare = (text) => folded(text).replace(/[^\p{L}\p{N}]+/gu, "");
const entries = nodes.flatMap((node) => [
  ...node.names.map((name) => entry(node, name)),
  ...authorsOf(node).map((name) => ({ ...entry(node, name), author: true })),
]);

function entry(node, name) {
  return { node, name, key: folded(name).slice(0, 400), bare: bare(name).slice(0, 400), author: false };
}

function authorsOf(node) {
  return (node.paper?.authors ?? "").replace(/ et al\.$/, "").split(/;\s*/).filter(Boolean);
}

function matches(query) {
  const words = folded(query).split(/\s+/).filter(Boolean);
  const packed = bare(query);
  if (!words.length) return [];
  return best(entries
    .filter((each) => words.every((word) => each.key.includes(word)) || (packed.length > 2 && each.bare.includes(packed)))
    .map((each) => ({ ...each, score: scoreOf(each, words.join(" "), packed) })));
}

// Whole names come before beginnings, those before words within, and names before authors.
function scoreOf({ key, bare: packedKey, author }, query, packed) {
  const late = author ? 5 : 0;
  if (key === query) return late;
  if (packed && packedKey === packed) return late + 1;
  if (key.startsWith(query) || (packed && packedKey.startsWith(packed))) return late + 2;
  return late + (key.split(/[\s\-_/:(]+/).some((word) => word.startsWith(query)) ? 3 : 4);
}

function best(scored) {
  const seenNodes = new Set();
  return scored.sort((one, other) => one.score - other.score || one.node.rank - other.node.rank)
    .filter(({ node }) => !seenNodes.has(node) && seenNodes.add(node));
}

// Names, their beginnings and their words that few changed letters lead to, as from misspelt ones.
function near(query) {
  const packed = bare(query).slice(0, 40);
  if (packed.length < 3) return [];
  const likeness = (text) => {
    const longer = Math.max(packed.length, text.length);
    return Math.abs(packed.length - text.length) / longer < 0.35 ? 1 - distance(packed, text) / longer : 0;
  };
  const likest = ({ key, bare: whole }) => Math.max(likeness(whole.slice(0, 40)), ...[
    whole.slice(0, packed.length), ...key.split(/[^\p{L}\p{N}]+/u)].map((part) => likeness(part.slice(0, 40)) - 0.01));
  return best(entries.map((each) => ({ ...each, score: 1 - likest(each) })).filter(({ score }) => score < 0.35)).slice(0, 5);
}

// Letters to add, drop, change or swap with the next (optimal string alignment).
function distance(one, other) {
  let [before, above] = [[], Array.from({ length: other.length + 1 }, (_, at) => at)];
  for (let row = 1; row <= one.length; row += 1) {
    const line = [row];
    for (let at = 1; at <= other.length; at += 1) {
      const changed = above[at - 1] + (one[row - 1] === other[at - 1] ? 0 : 1);
      const swapped = row > 1 && at > 1 && one[row - 1] === other[at - 2] && one[row - 2] === other[at - 1] ? before[at - 2] + 1 : Infinity;
      line.push(Math.min(changed, above[at] + 1, line[at - 1] + 1, swapped));
    }
    [before, above] = [above, line];
  }
  return above[other.length];
}
