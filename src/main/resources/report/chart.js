"use strict";
// Charts in SVG from what ChartData.java writes, for all pages.
const charts = (() => {
  // ---- elements

  const SVG = "http://www.w3.org/2000/svg";

  function fill(node, attributes, children) {
    for (const [name, value] of Object.entries(attributes)) {
      node.setAttribute(name, value);
    }
    node.append(...children);
    return node;
  }

  const svg = (name, attributes = {}, ...children) =>
    fill(document.createElementNS(SVG, name), attributes, children);

  const html = (name, attributes = {}, ...children) =>
    fill(document.createElement(name), attributes, children);

  // ---- scales: value to 0..1, and the values that get a label

  const plain = value => String(+value.toPrecision(6));

  function linear(low, high, least = 0) {
    const raw = (high - low) / 6;
    const power = 10 ** Math.floor(Math.log10(raw));
    const step = Math.max(least, [1, 2, 5, 10].map(factor => factor * power).find(candidate => candidate >= raw));
    const ticks = [];
    for (let i = Math.ceil(low / step - 1e-9); i * step <= high + step * 1e-9; i++) {
      ticks.push(+(i * step).toPrecision(12));
    }
    return { at: value => (value - low) / (high - low), ticks };
  }

  function logarithmic(low, high) {
    const from = Math.log10(low), to = Math.log10(high);
    const ticks = [];
    for (let power = Math.floor(from); power <= Math.ceil(to); power++) {
      for (const factor of to - from < 3 ? [1, 2, 5] : [1]) {
        const tick = +(factor * 10 ** power).toPrecision(3);
        if (tick >= low * 0.999 && tick <= high * 1.001) {
          ticks.push(tick);
        }
      }
    }
    return { at: value => (Math.log10(value) - from) / (to - from), ticks };
  }

  // Percents by the logarithm of what is missing to 100: 90, 99 and 99.9 are equally far apart.
  function missing(low, high) {
    const rest = value => -Math.log10(Math.max(100 - value, 0.005));
    const from = rest(low), to = rest(high);
    const ticks = [0, 50, 80, 90, 95, 98, 99, 99.5, 99.8, 99.9, 99.95, 99.99]
      .filter(tick => tick >= low && tick <= high);
    return { at: value => (rest(value) - from) / (to - from), ticks };
  }

  function extent(values, room) {
    const low = Math.min(...values), high = Math.max(...values);
    const margin = (high - low || Math.abs(high) || 1) * room;
    return [low - margin, high + margin];
  }

  function valueScale(figure, series, isLog) {
    const values = series.flatMap(s => s.points.flatMap(p => [p.low, p.value, p.high]));
    if (figure.percent) {
      const [low, high] = extent(values, 0.05);
      const ends = [Math.max(0, low), Math.min(100, high)];
      return isLog ? missing(...ends) : linear(...ends);
    }
    const positive = values.filter(value => value > 0);
    return isLog && positive.length === values.length
      ? logarithmic(Math.min(...positive) * 0.9, Math.max(...positive) * 1.1)
      : linear(...extent(values, 0.05));
  }

  // ---- marks that differ in shape

  const SHAPES = {
@MARKS@
  };

  const mark = (optimizer, x, y, extra = "") =>
    svg("path", { class: `mark ${optimizer} ${extra}`, d: SHAPES[optimizer], transform: `translate(${x} ${y})` });

  // ---- a chart

  class Chart {
    constructor(place, figure) {
      this.place = place;
      this.figure = figure;
      this.hidden = new Set();
      this.log = { x: this.figure.axis === "learning_rate", y: !this.figure.percent };
      this.cursor = null;
      this.plot = svg("svg", { class: "plot", tabindex: 0, role: "group" });
      this.bar = html("div", { class: "controls" });
      this.readout = html("output", { class: "readout", "aria-live": "polite" });
      this.describe();
      place.append(this.bar, this.plot, this.readout);
      this.plot.addEventListener("pointermove", event => this.point(event));
      this.plot.addEventListener("pointerdown", event => this.point(event));
      this.plot.addEventListener("keydown", event => this.key(event));
      new ResizeObserver(() => this.draw()).observe(place);
    }

    // Takes other values of the same kind of figure; what is switched off and the reading stay.
    show(figure) {
      const names = f => f.series.map(series => series.optimizer).join();
      const isOther = names(figure) !== names(this.figure) || figure.title !== this.figure.title;
      this.figure = figure;
      if (isOther) {
        this.describe();
      }
      this.draw();
    }

    describe() {
      this.plot.setAttribute("aria-label", `${this.figure.title}. Arrow keys read values.`);
      this.bar.replaceChildren(...this.controls());
    }

    get dots() { return this.figure.axis === "optimizer"; }

    get visible() { return this.figure.series.filter(series => !this.hidden.has(series.optimizer)); }

    get xs() {
      return [...new Set(this.visible.flatMap(s => s.points.map(p => p.x)))].sort((a, b) => a - b);
    }

    controls() {
      const buttons = [];
      const seen = new Map(this.figure.series.map(series => [series.optimizer, series.name]));
      for (const [optimizer, name] of seen) {
        const sign = svg("svg", { viewBox: "-6 -6 12 12", "aria-hidden": "true" }, mark(optimizer, 0, 0));
        buttons.push(this.button("optimizer", !this.hidden.has(optimizer), [sign, ` ${name}`], isOn => {
          isOn ? this.hidden.delete(optimizer) : this.hidden.add(optimizer);
        }));
      }
      if (this.figure.axis === "learning_rate") {
        buttons.push(this.button("scale", this.log.x, ["Logarithmic learning rate"], isOn => { this.log.x = isOn; }));
      }
      const words = this.figure.percent ? "Logarithmic error" : "Logarithmic loss";
      buttons.push(this.button("scale", this.log.y, [words], isOn => { this.log.y = isOn; }));
      return buttons;
    }

    button(kind, pressed, children, change) {
      const button = html("button", { type: "button", class: kind, "aria-pressed": pressed }, ...children);
      button.addEventListener("click", () => {
        const isOn = button.getAttribute("aria-pressed") !== "true";
        button.setAttribute("aria-pressed", isOn);
        change(isOn);
        this.draw();
      });
      return button;
    }

    draw() {
      const width = Math.round(this.place.clientWidth);
      if (width === 0) {
        return;
      }
      const height = Math.round(Math.min(480, Math.max(300, width * 0.55)));
      const left = this.dots ? Math.min(130, width * 0.34) : 58;
      this.box = { left, right: width - (this.dots ? 52 : 16), top: 12, bottom: height - 48 };
      this.plot.setAttribute("viewBox", `0 0 ${width} ${height}`);
      this.plot.replaceChildren();
      if (this.visible.length === 0) {
        this.plot.append(svg("text", { x: left, y: height / 2 },
          this.figure.series.length === 0 ? "No epoch is recorded yet." : "Every optimizer is switched off."));
        this.readout.replaceChildren();
        return;
      }
      this.dots ? this.drawDots(height) : this.drawLines(height);
      this.plot.append(this.cursorLayer = svg("g"));
      this.moveTo(this.cursor);
    }

    across(share) { return this.box.left + share * (this.box.right - this.box.left); }

    up(share) { return this.box.bottom - share * (this.box.bottom - this.box.top); }

    verticals(scale, title, height) {
      const count = scale.ticks.length;
      const every = Math.ceil(count * 52 / (this.box.right - this.box.left));
      scale.ticks.forEach((tick, i) => {
        const x = this.across(scale.at(tick));
        this.plot.append(svg("line", { class: "grid", x1: x, x2: x, y1: this.box.top, y2: this.box.bottom }));
        if (i % every === 0) {
          this.plot.append(svg("text", { x, y: this.box.bottom + 18, "text-anchor": "middle" }, plain(tick)));
        }
      });
      this.plot.append(svg("text",
        { x: this.across(0.5), y: height - 8, "text-anchor": "middle" }, title));
    }

    drawDots(height) {
      const scale = valueScale(this.figure, this.visible, this.log.y);
      this.verticals(scale, this.figure.measure, height);
      const rows = this.xs;
      this.row = x => this.up(1 - (rows.indexOf(x) + 0.5) / rows.length);
      for (const series of this.visible) {
        const point = series.points[0];
        const isSmall = series.network === "small-cnn";
        const y = this.row(point.x) + (isSmall ? -9 : 9);
        const x = value => this.across(Math.min(1, Math.max(0, scale.at(value))));
        this.plot.append(
          svg("line", { class: `line ${series.optimizer}`, x1: x(point.low), x2: x(point.high), y1: y, y2: y }),
          mark(series.optimizer, x(point.value), y, isSmall ? "" : "hollow"),
          svg("text", { x: x(point.high) + 8, y: y + 4 }, point.value.toFixed(2)));
        if (isSmall || !this.visible.some(s => s !== series && s.optimizer === series.optimizer)) {
          this.plot.append(svg("text",
            { x: this.box.left - 8, y: this.row(point.x) + 4, "text-anchor": "end" }, series.name));
        }
      }
      this.plot.append(svg("line",
        { class: "axis", x1: this.box.left, x2: this.box.left, y1: this.box.top, y2: this.box.bottom }));
    }

    drawLines(height) {
      const xs = this.xs;
      const last = xs[xs.length - 1];
      const xScale = this.log.x ? logarithmic(xs[0] * 0.9, last * 1.1)
        : this.figure.axis === "epoch" ? linear(0, last, 1) : linear(0, last * 1.05);
      const yScale = valueScale(this.figure, this.visible, this.log.y);
      this.verticals(xScale, this.figure.axisTitle, height);
      for (const tick of yScale.ticks) {
        const y = this.up(yScale.at(tick));
        this.plot.append(
          svg("line", { class: "grid", x1: this.box.left, x2: this.box.right, y1: y, y2: y }),
          svg("text", { x: this.box.left - 6, y: y + 4, "text-anchor": "end" }, plain(tick)));
      }
      const middle = (this.box.top + this.box.bottom) / 2;
      this.plot.append(svg("text",
        { transform: `translate(14 ${middle}) rotate(-90)`, "text-anchor": "middle" }, this.figure.measure));
      this.x = value => this.across(xScale.at(value));
      this.y = value => this.up(Math.min(1, Math.max(0, yScale.at(value))));
      const every = this.figure.axis === "epoch" ? Math.max(1, Math.round(xs.length / 10)) : 1;
      for (const series of this.visible) {
        const high = series.points.map(p => `${this.x(p.x)},${this.y(p.high)}`);
        const low = series.points.map(p => `${this.x(p.x)},${this.y(p.low)}`).reverse();
        this.plot.append(svg("polygon", { class: `band ${series.optimizer}`, points: [...high, ...low].join(" ") }));
      }
      for (const series of this.visible) {
        const line = series.points.map(p => `${this.x(p.x)},${this.y(p.value)}`).join(" ");
        this.plot.append(svg("polyline", { class: `line ${series.optimizer}`, points: line }));
        series.points.filter(p => xs.indexOf(p.x) % every === every - 1 || every === 1)
          .forEach(p => this.plot.append(mark(series.optimizer, this.x(p.x), this.y(p.value))));
      }
    }

    point(event) {
      if (this.visible.length === 0) {
        return;
      }
      const place = this.plot.getBoundingClientRect();
      const scale = this.plot.viewBox.baseVal.width / place.width;
      const at = this.dots ? (event.clientY - place.top) * scale : (event.clientX - place.left) * scale;
      const where = this.dots ? this.row : this.x;
      this.moveTo(this.xs.reduce((best, x) => Math.abs(where(x) - at) < Math.abs(where(best) - at) ? x : best));
    }

    key(event) {
      const steps = { ArrowLeft: -1, ArrowUp: -1, ArrowRight: 1, ArrowDown: 1, Home: -Infinity, End: Infinity };
      if (!(event.key in steps) || this.visible.length === 0) {
        return;
      }
      event.preventDefault();
      const xs = this.xs;
      const next = this.cursor === null ? 0 : xs.indexOf(this.cursor) + steps[event.key];
      this.moveTo(xs[Math.min(xs.length - 1, Math.max(0, next))]);
    }

    moveTo(x) {
      this.cursor = this.xs.includes(x) ? x : null;
      this.cursorLayer.replaceChildren();
      if (this.cursor === null) {
        this.readout.replaceChildren("Point at the chart, or focus it and press an arrow key, to read values.");
        return;
      }
      const { left, right, top, bottom } = this.box;
      const at = this.dots ? this.row(x) : this.x(x);
      this.cursorLayer.append(this.dots
        ? svg("line", { class: "cursor", x1: left, x2: right, y1: at, y2: at })
        : svg("line", { class: "cursor", x1: at, x2: at, y1: top, y2: bottom }));
      const parts = this.visible.flatMap(series => series.points.filter(p => p.x === x).map(p => this.words(series, p)));
      const head = this.dots ? [] : [`${this.figure.axisTitle} ${plain(x)}: `];
      this.readout.replaceChildren(...head.map(text => html("strong", {}, text)), ...parts);
    }

    words(series, point) {
      const digits = value => this.figure.percent ? value.toFixed(2) : value.toPrecision(4);
      const unit = this.figure.percent ? " %" : "";
      const range = point.low < point.high ? ` (${digits(point.low)} to ${digits(point.high)})` : "";
      const seeds = point.seeds === 1 ? "1 seed" : `${point.seeds} seeds`;
      const network = this.dots ? `, ${series.network === "small-cnn" ? "small (filled)" : "medium (hollow)"}` : "";
      return html("span", {}, `${series.name}${network} ${digits(point.value)}${unit}${range}, ${seeds}. `);
    }
  }

  return { html, svg, mark, Chart };
})();
