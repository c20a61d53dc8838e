// The explorer: each state has an address (#/entity?name=...), each address is drawn by one view.
import { GraphView } from "/explorer/graph_view.js";

const main = document.getElementById("main");

// ---- Small tools

// h("a", {href: "..."}, "text", child): elements are built, never parsed from text.
function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return element;
}

function address(view, parameters = {}) {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) {
    for (const one of [value].flat()) if (one) query.append(name, one);
  }
  const text = query.toString();
  return `#/${view}${text ? "?" + text : ""}`;
}

let token = sessionStorage.getItem("token") || "";
const cache = new Map(); // address -> {tag, data}: asked again with If-None-Match

async function ask(path, parameters = {}, body = null) {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) {
    for (const one of [value].flat()) if (one !== "" && one !== null && one !== undefined) query.append(name, one);
  }
  const url = path + (query.size ? "?" + query : "");
  const known = body ? null : cache.get(url);
  const headers = {};
  if (token) headers.Authorization = "Bearer " + token;
  if (known) headers["If-None-Match"] = known.tag;
  if (body) headers["Content-Type"] = "application/json";
  const answer = await fetch(url, { method: body ? "POST" : "GET", headers, body: body && JSON.stringify(body) });
  if (answer.status === 304) return known.data;
  if (answer.status === 401) {
    token = prompt("This service asks for its token:") || "";
    sessionStorage.setItem("token", token);
    if (token) return ask(path, parameters, body);
  }
  const data = await answer.json();
  if (!answer.ok) throw new Error(data.error || answer.statusText);
  if (!body && answer.headers.get("ETag")) cache.set(url, { tag: answer.headers.get("ETag"), data });
  return data;
}

const entityLink = (node) => h("a", { href: address("entity", { name: node.id }), class: node.type.split(":")[0] }, node.name);
const typeTag = (type) => h("span", { class: "type " + type.split(":")[0] }, type);
const documentLink = (evidence) => h("a", {
  href: address("document", { key: evidence.document, at: evidence.byte_start }),
}, evidence.title || evidence.document);

// ---- A fact with its sentences

const encoder = new TextEncoder();
const decoder = new TextDecoder();

// The sentence with subject, relation and object marked; spans are bytes of the document.
function markedSentence(evidence) {
  const bytes = encoder.encode(evidence.text);
  const marks = [["subject", evidence.subject_span], ["relation", evidence.relation_span], ["object", evidence.object_span]]
    .filter(([, span]) => span && span[1] > span[0])
    .map(([name, [from, to]]) => ({ name, from: from - evidence.byte_start, to: to - evidence.byte_start }))
    .filter((mark) => mark.from >= 0 && mark.to <= bytes.length)
    .sort((a, b) => a.from - b.from);
  const parts = [];
  let at = 0;
  for (const mark of marks) {
    const from = Math.max(mark.from, at);
    if (mark.to <= from) continue;
    parts.push(decoder.decode(bytes.slice(at, from)));
    parts.push(h("mark", { class: mark.name, title: mark.name }, decoder.decode(bytes.slice(from, mark.to))));
    at = mark.to;
  }
  parts.push(decoder.decode(bytes.slice(at)));
  return parts;
}

function statusOf(fact) {
  const words = Object.keys(fact.modality).map((m) => (m === "asserted" ? "stated" : m));
  const parts = [words.join(", ")];
  if (fact.positive === 0) parts.push("denied");
  else if (fact.negative > 0) parts.push("disputed");
  if (fact.first_time) parts.push(fact.last_time && fact.last_time !== fact.first_time ? `${fact.first_time} – ${fact.last_time}` : fact.first_time);
  parts.push(fact.documents === 1 ? "1 document" : `${fact.documents} documents`);
  parts.push(`belief ${fact.belief.toFixed(2)}`);
  return parts.join(" · ");
}

function quote(evidence) {
  const speaker = evidence.attribution_name || evidence.attribution;
  const who = speaker ? ` · says ${speaker}` : "";
  return h("blockquote", {}, markedSentence(evidence),
    h("div", { class: "faint" }, "— ", documentLink(evidence), evidence.date ? ` · ${evidence.date}` : "",
      ` · ${evidence.polarity === "neg" ? "denied, " : ""}${evidence.modality}${who}`));
}

function factCard(fact) {
  const certain = Object.keys(fact.modality).some((m) => m === "asserted" || m === "reported");
  const card = h("article", { class: `fact${fact.positive === 0 ? " denied" : ""}${certain ? "" : " uncertain"}` },
    h("div", { class: "triple" }, entityLink(fact.subject), ` ${fact.symmetric ? "—" : "–"} `,
      h("strong", {}, fact.relation), fact.symmetric ? " — " : " → ", fact.object ? entityLink(fact.object) : ""),
    h("div", { class: "status" }, `${fact.relation_class} · ${statusOf(fact)}`),
    (fact.evidence || []).map(quote));
  if (fact.support > (fact.evidence || []).length) {
    card.append(h("button", {
      type: "button",
      onclick: async (event) => {
        const whole = await ask("/api/fact/" + fact.id);
        event.target.replaceWith(...whole.evidence.slice((fact.evidence || []).length).map(quote));
      },
    }, `all ${fact.support} sentences`));
  }
  return card;
}

// A list that goes on when asked.
function growing(path, parameters, draw) {
  const box = h("div");
  const more = async (offset) => {
    const page = await ask(path, { ...parameters, offset });
    box.append(...page.items.map(draw));
    if (page.next !== null) {
      const button = h("button", { type: "button", onclick: () => { button.remove(); more(page.next); } },
        `more (${page.total - page.next})`);
      box.append(button);
    }
    if (page.total === 0) box.append(h("p", { class: "faint" }, "None."));
  };
  return more(0).then(() => box);
}

// ---- Views: parameters of the address -> elements

const views = {
  async ""() {
    const [statistics, graph] = await Promise.all([ask("/api/statistics"), ask("/api/graph", { nodes: 40 })]);
    const count = (n, what) => h("tr", {}, h("th", { scope: "row" }, what), h("td", {}, n.toLocaleString("en")));
    return [h("h1", {}, "What is in the store"),
      h("table", {}, count(statistics.documents, "documents"), count(statistics.sentences, "sentences"),
        count(statistics.statements, "statements"), count(statistics.entities, "entities"), count(statistics.facts, "facts")),
      h("h2", {}, "Most connected"),
      h("ul", { class: "chips" }, graph.nodes.filter((node) => node.named).sort((a, b) => b.documents - a.documents)
        .slice(0, 24).map((node) => h("li", {}, entityLink(node))))];
  },

  async entity({ name, class: only, from, to }) {
    const [entity, summary, capabilities] = await Promise.all(
      [ask("/api/entity", { name }), ask("/api/summary", { name }), ask("/api/capabilities")]);
    const aliases = entity.aliases.map((alias) => alias.text).filter((text) => text !== entity.name).slice(0, 12);
    const classes = Object.entries(summary.classes).sort((a, b) => b[1] - a[1]);
    const dates = h("form", { class: "filters", onsubmit: (event) => {
      event.preventDefault();
      const form = new FormData(event.target);
      location.hash = address("entity", { name, class: only, from: form.get("from"), to: form.get("to") });
    } },
    h("label", {}, "from", h("input", { name: "from", value: from || "", placeholder: summary.first_time || "2020", size: 10 })),
    h("label", {}, "to", h("input", { name: "to", value: to || "", placeholder: summary.last_time || "2024-12", size: 10 })),
    h("button", {}, "Show"));
    return [h("h1", {}, entity.name), h("p", {}, typeTag(entity.type), " ",
      h("span", { class: "faint" }, `${entity.documents} documents · ${summary.facts} facts`)),
    aliases.length ? h("p", {}, h("span", { class: "faint" }, "also "), aliases.join(", ")) : null,
    entity.roles ? h("p", {}, h("span", { class: "faint" }, "roles "), entity.roles.slice(0, 12).join(", ")) : null,
    entity.members ? h("p", {}, h("span", { class: "faint" }, "members "),
      entity.members.flatMap((m, i) => [i ? ", " : "", entityLink(m)])) : null,
    h("ul", { class: "chips" },
      h("li", {}, h("a", { href: address("graph", { seed: entity.id }) }, "graph around it")),
      h("li", {}, h("a", { href: address("timeline", { name: entity.id }) }, "time line")),
      h("li", {}, h("a", { href: address("path", { a: entity.id }) }, "path from here"))),
    capabilities.write ? corrections(entity) : null,
    h("h2", {}, "Facts"),
    h("ul", { class: "chips" }, [["", summary.facts], ...classes].map(([one, n]) => h("li", {}, h("a", {
      href: address("entity", { name, class: one, from, to }), "aria-current": (only || "") === one ? "true" : null,
    }, `${one || "all"} ${n}`)))),
    dates,
    await growing("/api/facts", { name: entity.id, class: only, from, to, limit: 20 }, factCard)];
  },

  async timeline({ name }) {
    const entity = await ask("/api/entity", { name });
    const list = await growing("/api/timeline", { name, limit: 50 }, (fact) =>
      h("ul", { class: "timeline" }, h("li", {}, h("time", { datetime: fact.first_time }, fact.first_time), factCard(fact))));
    return [h("h1", {}, "Time line of ", entityLink(entity)), list];
  },

  async documents() {
    return [h("h1", {}, "Documents"), await growing("/api/documents", { limit: 100 }, (one) =>
      h("p", {}, h("a", { href: address("document", { key: one.key }) }, one.title || one.key), " ",
        h("span", { class: "faint" }, `${one.date || "no date"} · ${one.statements} statements`)))];
  },

  async document({ key, at }) {
    const doc = await ask("/api/document", { key });
    const bytes = encoder.encode(doc.text);
    const stated = new Map();
    for (const statement of doc.statements) {
      if (!stated.has(statement.sentence)) stated.set(statement.sentence, []);
      stated.get(statement.sentence).push(statement);
    }
    const panel = h("aside", { class: "panel", "aria-label": "Statements of the sentence" },
      h("p", { class: "faint" }, "Pick an underlined sentence to see what it states."));
    const text = h("div", { class: "document" });
    const pick = (element, statements) => {
      for (const other of text.querySelectorAll(".here")) other.classList.remove("here");
      element.classList.add("here");
      panel.replaceChildren(...statements.map((s) => h("article", { class: "fact" },
        h("div", {}, s.subject ? argument(s.subject) : "", " – ", h("strong", {}, s.relation), " → ", s.object ? argument(s.object) : ""),
        h("div", { class: "status" }, `${s.relation_class} · ${s.polarity === "neg" ? "denied, " : ""}${s.modality}`
          + (s.attribution ? ` · says ${s.attribution.text}` : "") + ` · ${s.confidence.toFixed(2)} · rule ${s.rule}`))));
    };
    let end = 0;
    let target = null;
    doc.sentences.forEach(([from, to], index) => {
      text.append(decoder.decode(bytes.slice(end, from)));
      const statements = stated.get(index);
      const words = decoder.decode(bytes.slice(from, to));
      if (statements) {
        const span = h("span", { class: "sentence stated", tabindex: 0, role: "button",
          onclick: () => pick(span, statements),
          onkeydown: (event) => { if (event.key === "Enter") pick(span, statements); } }, words);
        if (at && Number(at) >= from && Number(at) < to) target = [span, statements];
        text.append(span);
      } else text.append(words);
      end = to;
    });
    text.append(decoder.decode(bytes.slice(end)));
    if (target) {
      pick(...target);
      requestAnimationFrame(() => target[0].scrollIntoView({ block: "center" }));
    }
    main.classList.add("wide");
    return [h("h1", {}, doc.title || doc.key), h("p", { class: "faint" }, `${doc.key} · ${doc.date || "no date"}`,
      doc.uri ? ` · ${doc.uri}` : ""), h("div", { class: "split" }, text, panel)];
  },

  async path({ a, b, k }) {
    const named = async (name) => (name ? (await ask("/api/entity", { name })).name : "");
    const [from, to] = await Promise.all([named(a), named(b)]);
    const form = h("form", { class: "filters", onsubmit: (event) => {
      event.preventDefault();
      const data = new FormData(event.target);
      const id = (field, shown, known) => (data.get(field) === shown && known ? known : data.get(field));
      location.hash = address("path", { a: id("a", from, a), b: id("b", to, b), k: data.get("k") });
    } },
    h("label", {}, "from", h("input", { name: "a", required: true, value: from })),
    h("label", {}, "to", h("input", { name: "b", required: true, value: to })),
    h("label", {}, "how many", h("input", { name: "k", type: "number", min: 1, max: 10, value: k || 1 })),
    h("button", {}, "Find"));
    const result = [h("h1", {}, "How are two connected?"), form];
    if (a && b) {
      const page = await ask("/api/paths", { a, b, k: k || 1 });
      if (!page.total) result.push(h("p", {}, "No path leads from one to the other."));
      for (const path of page.items) {
        result.push(h("h2", {}, path.nodes.flatMap((node, i) => [i ? " → " : "", entityLink(node)])),
          h("p", { class: "faint" }, `${path.length} hops, belief ${path.belief.toFixed(2)}`),
          ...path.hops.map((hop) => (hop.facts.length ? factCard(hop.facts[0]) : "")));
      }
    }
    return result;
  },

  async graph(parameters) { return graphPage(parameters); },
};

const argument = (one) => (one.id ? h("a", { href: address("entity", { name: one.id }) }, one.text) : one.text);

// ---- The graph with its filters

async function graphPage({ seed, depth, nodes, class: only, min_belief: belief, a, b }) {
  const [data, classes] = await Promise.all([
    ask("/api/graph", { seed, depth: depth || 1, nodes: nodes || 150, class: only, min_belief: belief }), ask("/api/classes")]);
  main.classList.add("wide");
  const panel = h("aside", { class: "panel", "aria-label": "What was picked", "aria-live": "polite" },
    h("p", { class: "faint" }, "Pick a node or a line. Drag to move, wheel or + and − to zoom, 0 to see all."));
  const canvas = h("canvas", { tabindex: 0, role: "img",
    "aria-label": `Graph of ${data.nodes.length} entities; a list of them stands below` });
  const view = new GraphView(canvas, { onNode: (node) => { view.pick(node.id); showNode(node); }, onEdges: showEdges });
  let ends = [a, b].filter(Boolean);
  const shown = { types: new Set(), status: "", year: "" };
  const dated = data.edges.filter((e) => e.first_day).map((e) => Math.floor(e.first_day / 10000));
  const years = dated.length ? [Math.min(...dated), Math.max(...dated)] : null;

  function redraw() {
    const edges = data.edges.filter((e) => (!shown.status || e.status === shown.status)
      && (!shown.year || (e.first_day && Math.floor(e.first_day / 10000) <= shown.year)));
    const kept = data.nodes.filter((n) => !shown.types.has(n.type.split(":")[0]));
    const ids = new Set(kept.map((n) => n.id));
    view.show(kept, edges.filter((e) => ids.has(e.source) && ids.has(e.target)));
  }

  async function showNode(node) {
    const facts = await ask("/api/facts", { name: node.id, limit: 8 });
    panel.replaceChildren(h("h2", {}, entityLink(node)), h("p", {}, typeTag(node.type)),
      h("ul", { class: "chips" },
        h("li", {}, h("a", { href: address("graph", { seed: node.id, depth, nodes }) }, "around it")),
        h("li", {}, h("button", { type: "button", onclick: () => {
          ends = [...ends.filter((id) => id !== node.id), node.id].slice(-2);
          if (ends.length === 2) location.hash = address("path", { a: ends[0], b: ends[1] });
          else panel.prepend(h("p", {}, "Pick the other end, and say so again."));
        } }, "path end"))),
      ...facts.items.map(factCard));
  }

  async function showEdges({ a: one, b: other }) {
    const facts = await ask("/api/facts", { name: one.id, other: other.id, quotes: 20 });
    panel.replaceChildren(h("h2", {}, entityLink(one), " and ", entityLink(other)), ...facts.items.map(factCard));
  }

  const types = [...new Set(data.nodes.map((n) => n.type.split(":")[0]))].sort();
  const go = (changes) => { location.hash = address("graph", { seed, depth, nodes, class: only, min_belief: belief, ...changes }); };
  const choice = (label, value, options, onchange) => h("label", {}, label, h("select", { onchange: (e) => onchange(e.target.value) },
    options.map(([v, text]) => h("option", { value: v, selected: String(v) === String(value || "") }, text))));
  const filters = h("div", { class: "filters" },
    choice("class", only, [["", "all"], ...classes.items.map((c) => [c.name, c.name])], (v) => go({ class: v })),
    choice("status", "", [["", "all"], ["stated", "stated"], ["uncertain", "planned, possible"], ["disputed", "disputed"], ["denied", "denied"]],
      (v) => { shown.status = v; redraw(); }),
    choice("belief", belief, [["", "any"], ["0.5", "0.5 or more"], ["0.7", "0.7 or more"], ["0.9", "0.9 or more"]], (v) => go({ min_belief: v })),
    choice("nodes", nodes || 150, [[50, "50"], [150, "150"], [500, "500"], [2000, "2,000"], [5000, "5,000"]], (v) => go({ nodes: v })),
    seed ? choice("hops", depth || 1, [[1, "1"], [2, "2"], [3, "3"]], (v) => go({ depth: v })) : null,
    years && years[0] < years[1] ? h("label", {}, `until ${years[1]}`, h("input", { type: "range", min: years[0], max: years[1], value: years[1],
      oninput: (e) => { shown.year = Number(e.target.value); e.target.previousSibling.textContent = `until ${e.target.value}`; redraw(); } })) : null);
  const toggles = h("ul", { class: "chips", "aria-label": "Types shown" }, types.map((type) => h("li", {}, h("button", {
    type: "button", class: type, "aria-pressed": "true",
    onclick: (e) => {
      if (shown.types.delete(type)) e.target.setAttribute("aria-pressed", "true");
      else { shown.types.add(type); e.target.setAttribute("aria-pressed", "false"); }
      redraw();
    } }, type))));
  const list = h("details", {}, h("summary", {}, `The ${data.nodes.length} entities as a list`),
    h("ul", { class: "chips" }, data.nodes.map((n) => h("li", {}, entityLink(n)))));
  queueMicrotask(redraw);
  return [h("h1", {}, "Graph"), filters, toggles, h("div", { class: "split" }, canvas, panel),
    data.left_out ? h("p", { class: "faint" }, `${data.left_out} less important entities are left out.`) : null, list];
}

// ---- Corrections, where the service allows them

function corrections(entity) {
  const done = async (body) => {
    await ask("/api/decisions", {}, body);
    cache.clear();
    draw();
  };
  const form = (label, field, body) => h("form", { onsubmit: (event) => {
    event.preventDefault();
    done(body(new FormData(event.target).get(field))).catch(tell);
  } }, h("input", { name: field, required: true, "aria-label": label, placeholder: label }), h("button", {}, label));
  return h("details", { class: "correct" }, h("summary", {}, "Correct"),
    form("is the same as", "b", (b) => ({ action: "merge", a: entity.id, b })),
    form("is not", "b", (b) => ({ action: "apart", a: entity.id, b })),
    form("is called", "name", (name) => ({ action: "rename", a: entity.id, name })),
    h("button", { type: "button", onclick: () => done({ action: "undo" }).catch(tell) }, "Undo the latest correction"));
}

// ---- Search with suggestions

const field = document.getElementById("q");
const box = document.getElementById("suggestions");
let chosen = -1;
let latest = 0;

function close() {
  box.hidden = true;
  field.setAttribute("aria-expanded", "false");
  field.removeAttribute("aria-activedescendant");
  chosen = -1;
}

field.addEventListener("input", async () => {
  const mine = ++latest;
  const q = field.value.trim();
  if (!q) return close();
  const page = await ask("/api/search", { q, limit: 8 }).catch(() => ({ items: [] }));
  if (mine !== latest) return;
  box.replaceChildren(...page.items.map((item, i) => h("li", { role: "option", id: "s" + i, "aria-selected": "false",
    onpointerdown: () => { location.hash = address("entity", { name: item.id }); close(); } },
  item.name, " ", h("small", { class: item.type.split(":")[0] }, item.type))));
  box.dataset.ids = JSON.stringify(page.items.map((item) => item.id));
  box.hidden = !page.items.length;
  field.setAttribute("aria-expanded", String(!box.hidden));
  chosen = -1;
});
field.addEventListener("keydown", (event) => {
  const options = [...box.children];
  if (event.key === "Escape") return close();
  if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
  event.preventDefault();
  if (!options.length) return;
  chosen = (chosen + (event.key === "ArrowDown" ? 1 : options.length - (chosen < 0 ? 0 : 1))) % options.length;
  options.forEach((option, i) => option.setAttribute("aria-selected", String(i === chosen)));
  field.setAttribute("aria-activedescendant", "s" + chosen);
});
field.addEventListener("blur", close);
document.getElementById("search").addEventListener("submit", (event) => {
  event.preventDefault();
  const ids = box.hidden ? [] : JSON.parse(box.dataset.ids || "[]");
  const name = chosen >= 0 ? ids[chosen] : field.value.trim();
  if (name) location.hash = address("entity", { name });
  close();
});
document.addEventListener("keydown", (event) => {
  if (event.key === "/" && !/INPUT|SELECT|TEXTAREA/.test(document.activeElement.tagName)) {
    event.preventDefault();
    field.focus();
  }
});

// ---- From address to view

function tell(error) {
  main.replaceChildren(h("h1", {}, "That did not work"), h("p", { class: "error", role: "alert" }, error.message));
}

let drawing = 0;
async function draw() {
  const mine = ++drawing;
  const [name, query] = location.hash.replace(/^#\/?/, "").split("?");
  const given = new URLSearchParams(query || "");
  main.classList.remove("wide");
  main.setAttribute("aria-busy", "true");
  try {
    if (!Object.hasOwn(views, name)) throw new Error("There is no such page.");
    const content = (await views[name](Object.fromEntries(given))).filter(Boolean);
    if (mine !== drawing) return;
    main.replaceChildren(...content);
    document.title = (main.querySelector("h1")?.textContent || "Trine") + " · Trine";
    if (!given.has("at")) window.scrollTo(0, 0);
  } catch (error) {
    if (mine === drawing) tell(error);
  } finally {
    main.removeAttribute("aria-busy");
  }
}

addEventListener("hashchange", draw);
ask("/api/capabilities").then((c) => { document.getElementById("footer").textContent = `Trine ${c.version}`; }).catch(() => {});
draw();
