// The part after `#` ↔ what is chosen and what the filters hide: `#model/x?hide=Task&hide=uses&least=0.9`.
const NONE = Object.freeze({ target: null, missing: "" });

function addressOf(target) {
  const id = target === null ? "" : target.subject ? lineId(target) : target.id;
  const filters = filterText();
  return encodeURIComponent(id).replace(/%2F/g, "/") + (filters ? `?${filters}` : "");
}

// An id's own question marks are escaped, so that the first one that is not begins the filters.
function partsOf(address) {
  const at = address.indexOf("?");
  return at < 0 ? [address, ""] : [address.slice(0, at), address.slice(at + 1)];
}

function chosen() {
  const [place] = partsOf(location.hash.slice(1));
  if (!place) return NONE;
  const id = unescaped(place);
  const target = byId.get(id) ?? byLineId.get(id) ?? null;
  return target ? { target, missing: "" } : { target, missing: id };
}

function unescaped(place) {
  try {
    return decodeURIComponent(place);
  } catch (error) {
    if (error instanceof URIError) return place;
    throw error;
  }
}

function filterText() {
  const hidden = [...allTypes.filter((type) => !state.types.has(type)), ...predicates.filter((each) => !state.predicates.has(each))];
  const words = new URLSearchParams(hidden.map((each) => ["hide", each]));
  if (state.confidence > 0) words.set("least", String(state.confidence));
  return words.toString();
}

// Set the filters as the address has them; tell whether that changed any.
function readFilters() {
  const before = filterText();
  const words = new URLSearchParams(partsOf(location.hash.slice(1))[1]);
  const hidden = new Set(words.getAll("hide"));
  state.types = new Set(allTypes.filter((type) => !hidden.has(type)));
  state.predicates = new Set(predicates.filter((each) => !hidden.has(each)));
  state.confidence = Math.max(0, Math.min(1, Number(words.get("least")) || 0));
  return filterText() !== before;
}

function goTo(address) {
  if (address) location.hash = address;
  else history.pushState(null, "", location.pathname + location.search);
}

// Filters change the address in place: Back leads to what was chosen before, not through every step of the slider.
function rewrite(address) {
  try {
    history.replaceState(null, "", address ? `#${address}` : location.pathname + location.search);
  } catch (error) {
    // A page inside another page may have no address of its own to change.
    if (!(error instanceof DOMException)) throw error;
  }
}
