// The graph on a canvas: places come from the service, here they are drawn, moved about and picked.
const TYPES = ["Person", "Organization", "Place", "Event"];

export class GraphView {
  // onNode(node), onEdges(edges between two nodes) are called when one is picked.
  constructor(canvas, { onNode, onEdges }) {
    this.canvas = canvas;
    this.onNode = onNode;
    this.onEdges = onEdges;
    this.nodes = [];
    this.pairs = [];
    this.view = { x: 0.5, y: 0.5, scale: 1 };
    this.picked = null;
    this.listen();
    new ResizeObserver(() => this.draw()).observe(canvas);
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.draw());
  }

  show(nodes, edges) {
    this.nodes = nodes;
    const byId = new Map(nodes.map((node) => [node.id, node]));
    const pairs = new Map();
    for (const edge of edges) {
      const a = byId.get(edge.source);
      const b = byId.get(edge.target);
      if (!a || !b || a === b) continue;
      const key = a.id < b.id ? a.id + b.id : b.id + a.id;
      if (!pairs.has(key)) pairs.set(key, { a, b, edges: [] });
      pairs.get(key).edges.push(edge);
    }
    this.pairs = [...pairs.values()];
    const degree = new Map();
    for (const { a, b } of this.pairs) {
      degree.set(a, (degree.get(a) || 0) + 1);
      degree.set(b, (degree.get(b) || 0) + 1);
    }
    for (const node of nodes) node.size = 3 + 2.2 * Math.sqrt(degree.get(node) || 0);
    this.fit();
  }

  fit() {
    let [left, right, top, bottom] = [1, 0, 1, 0];
    for (const { x, y } of this.nodes) {
      [left, right] = [Math.min(left, x), Math.max(right, x)];
      [top, bottom] = [Math.min(top, y), Math.max(bottom, y)];
    }
    const extent = Math.max(right - left, bottom - top, 0.01);
    this.view = { x: (left + right) / 2, y: (top + bottom) / 2, scale: 0.86 / extent };
    this.draw();
  }

  pick(id) {
    this.picked = this.nodes.find((node) => node.id === id) || null;
    this.draw();
  }

  place(node) {
    const side = Math.min(this.width, this.height) * this.view.scale;
    return [this.width / 2 + (node.x - this.view.x) * side,
            this.height / 2 + (node.y - this.view.y) * side];
  }

  colours() {
    const style = getComputedStyle(document.documentElement);
    const of = (name) => style.getPropertyValue(name).trim();
    return { ink: of("--ink"), line: of("--faint"), ground: of("--raised"), denied: of("--denied"),
             accent: of("--accent"), other: of("--other"),
             ...Object.fromEntries(TYPES.map((t) => [t, of("--" + t.toLowerCase())])) };
  }

  draw() {
    if (this.waiting) return;
    this.waiting = requestAnimationFrame(() => {
      this.waiting = 0;
      this.paint();
    });
  }

  paint() {
    const ratio = window.devicePixelRatio || 1;
    const box = this.canvas.getBoundingClientRect();
    [this.width, this.height] = [box.width, box.height];
    this.canvas.width = box.width * ratio;
    this.canvas.height = box.height * ratio;
    const pen = this.canvas.getContext("2d");
    pen.scale(ratio, ratio);
    const colours = this.colours();
    const seen = ([x, y]) => x > -50 && y > -50 && x < this.width + 50 && y < this.height + 50;
    for (const pair of this.pairs) {
      const [from, to] = [this.place(pair.a), this.place(pair.b)];
      if (!seen(from) && !seen(to)) continue;
      const near = this.picked && (pair.a === this.picked || pair.b === this.picked);
      const denied = pair.edges.every((edge) => edge.status === "denied");
      const uncertain = pair.edges.every((edge) => edge.status === "uncertain");
      pen.strokeStyle = denied ? colours.denied : near ? colours.accent : colours.line;
      pen.globalAlpha = near ? 1 : this.picked ? 0.2 : 0.5;
      pen.lineWidth = Math.min(1 + Math.log2(pair.edges.length), 4);
      pen.setLineDash(uncertain ? [4, 4] : []);
      pen.beginPath();
      pen.moveTo(...from);
      pen.lineTo(...to);
      pen.stroke();
    }
    pen.setLineDash([]);
    pen.globalAlpha = 1;
    this.paintNodes(pen, colours, seen);
  }

  paintNodes(pen, colours, seen) {
    const near = new Set();
    if (this.picked) {
      for (const { a, b } of this.pairs) {
        if (a === this.picked) near.add(b);
        if (b === this.picked) near.add(a);
      }
    }
    const shown = this.nodes.map((node) => [node, this.place(node)]).filter(([, at]) => seen(at));
    for (const [node, [x, y]] of shown) {
      pen.globalAlpha = !this.picked || node === this.picked || near.has(node) ? 1 : 0.35;
      pen.fillStyle = colours[node.type.split(":")[0]] || colours.other;
      pen.beginPath();
      pen.arc(x, y, node.size, 0, 7);
      pen.fill();
      if (node === this.picked) {
        pen.strokeStyle = colours.ink;
        pen.lineWidth = 2.5;
        pen.stroke();
      }
    }
    pen.globalAlpha = 1;
    this.paintNames(pen, colours, shown, near);
  }

  // The larger nodes' names first, and none over another.
  paintNames(pen, colours, shown, near) {
    pen.font = "13px system-ui, sans-serif";
    pen.textBaseline = "middle";
    const taken = [];
    const rank = ([node]) => (node === this.picked ? 1e6 : near.has(node) ? 1e3 : 0) + node.size;
    for (const [node, [x, y]] of [...shown].sort((a, b) => rank(b) - rank(a)).slice(0, 400)) {
      const name = node.name.length > 32 ? node.name.slice(0, 31) + "…" : node.name;
      const width = pen.measureText(name).width;
      const box = [x + node.size + 3, y - 8, x + node.size + 3 + width, y + 8];
      const free = taken.every((t) => box[2] < t[0] || box[0] > t[2] || box[3] < t[1] || box[1] > t[3]);
      if (!free) continue;
      taken.push(box);
      pen.lineWidth = 3;
      pen.strokeStyle = colours.ground;
      pen.strokeText(name, box[0], y);
      pen.fillStyle = colours.ink;
      pen.fillText(name, box[0], y);
    }
  }

  at(event) {
    const box = this.canvas.getBoundingClientRect();
    return [event.clientX - box.left, event.clientY - box.top];
  }

  hit([x, y]) {
    let best = null;
    let nearest = 12;
    for (const node of this.nodes) {
      const [nx, ny] = this.place(node);
      const distance = Math.hypot(nx - x, ny - y) - node.size;
      if (distance < nearest) [best, nearest] = [node, distance];
    }
    if (best) return { node: best };
    nearest = 6;
    let pair = null;
    for (const one of this.pairs) {
      const [[ax, ay], [bx, by]] = [this.place(one.a), this.place(one.b)];
      const length = Math.hypot(bx - ax, by - ay) || 1;
      const along = ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / length;
      if (along < 0 || along > length) continue;
      const distance = Math.abs((x - ax) * (by - ay) - (y - ay) * (bx - ax)) / length;
      if (distance < nearest) [pair, nearest] = [one, distance];
    }
    return { pair };
  }

  zoom(factor, [x, y] = [this.width / 2, this.height / 2]) {
    const side = Math.min(this.width, this.height) * this.view.scale;
    const scale = Math.min(Math.max(this.view.scale * factor, 0.2), 200);
    const change = 1 - this.view.scale / scale;
    this.view.x += ((x - this.width / 2) / side) * change;
    this.view.y += ((y - this.height / 2) / side) * change;
    this.view.scale = scale;
    this.draw();
  }

  move(dx, dy) {
    const side = Math.min(this.width, this.height) * this.view.scale;
    this.view.x -= dx / side;
    this.view.y -= dy / side;
    this.draw();
  }

  listen() {
    const canvas = this.canvas;
    let from = null;
    let moved = false;
    canvas.addEventListener("pointerdown", (event) => {
      from = this.at(event);
      moved = false;
      canvas.setPointerCapture(event.pointerId);
    });
    canvas.addEventListener("pointermove", (event) => {
      if (!from) return;
      const to = this.at(event);
      if (!moved && Math.hypot(to[0] - from[0], to[1] - from[1]) < 4) return;
      moved = true;
      this.move(to[0] - from[0], to[1] - from[1]);
      from = to;
    });
    canvas.addEventListener("pointerup", (event) => {
      if (from && !moved) {
        const { node, pair } = this.hit(this.at(event));
        if (node) this.onNode(node);
        else if (pair) this.onEdges(pair);
      }
      from = null;
    });
    canvas.addEventListener("wheel", (event) => {
      event.preventDefault();
      this.zoom(Math.exp(-event.deltaY / 400), this.at(event));
    }, { passive: false });
    canvas.addEventListener("keydown", (event) => {
      const step = { ArrowLeft: [40, 0], ArrowRight: [-40, 0], ArrowUp: [0, 40], ArrowDown: [0, -40] };
      if (step[event.key]) this.move(...step[event.key]);
      else if (event.key === "+" || event.key === "=") this.zoom(1.3);
      else if (event.key === "-") this.zoom(1 / 1.3);
      else if (event.key === "0") this.fit();
      else return;
      event.preventDefault();
    });
  }
}
