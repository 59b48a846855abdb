"use strict";
// Interaction with the charts that Svg.java draws: hiding lines, reading values from the table.
const charts = (() => {
  const SVG = "http://www.w3.org/2000/svg";
  const NOTHING_READ = "Point at the chart, or focus it and press an arrow key, to read values.";

  function html(name, attributes = {}, ...children) {
    const node = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) {
      node.setAttribute(key, value);
    }
    node.append(...children);
    return node;
  }

  // One of the two drawings of a chart, with the cursor in it.
  class Plot {
    constructor(svg) {
      this.svg = svg;
      this.across = svg.dataset.across === "true";
      this.panels = svg.dataset.panels.split(" ").filter(Boolean).map(panel => panel.split(",").map(Number));
      this.shares = svg.dataset.shares.split(" ").filter(Boolean).map(Number);
      this.cursors = this.panels.map(() => {
        const line = document.createElementNS(SVG, "path");
        line.setAttribute("class", "cursor");
        svg.append(line);
        return line;
      });
    }

    // The row that is nearest to the pointer.
    row(event) {
      const place = this.svg.getBoundingClientRect();
      const scale = this.svg.viewBox.baseVal.width / place.width;
      const x = (event.clientX - place.left) * scale, y = (event.clientY - place.top) * scale;
      const panel = this.panels.find(([left, top, right, bottom]) =>
        x >= left - 8 && x <= right + 8 && y >= top - 8 && y <= bottom + 8);
      if (!panel) {
        return null;
      }
      const [left, top, right, bottom] = panel;
      const share = this.across ? (x - left) / (right - left) : (y - top) / (bottom - top);
      return this.shares.reduce((best, at, i) =>
        Math.abs(at - share) < Math.abs(this.shares[best] - share) ? i : best, 0);
    }

    moveTo(row) {
      this.panels.forEach(([left, top, right, bottom], i) => {
        const x = left + this.shares[row] * (right - left), y = top + this.shares[row] * (bottom - top);
        this.cursors[i].setAttribute("d",
          row === null ? "" : this.across ? `M${x} ${top}V${bottom}` : `M${left} ${y}H${right}`);
      });
    }
  }

  class Chart {
    constructor(place) {
      this.place = place;
      this.hidden = new Set();
      this.at = null;
      this.drawn = null;
      this.connect();
    }

    // Replaces the drawing; hidden lines and the reading stay.
    show(drawn) {
      if (drawn === this.drawn) {
        return;
      }
      this.drawn = drawn;
      const focused = this.plots.find(plot => plot.svg === document.activeElement);
      const open = this.place.querySelector("details").open;
      this.place.innerHTML = drawn;
      this.connect();
      this.place.querySelector("details").open = open;
      if (focused) {
        this.place.querySelector(`svg.${focused.svg.classList[1]}`).focus();
      }
    }

    connect() {
      this.plots = [...this.place.querySelectorAll("svg.plot")].map(svg => new Plot(svg));
      this.readout = this.place.querySelector(".readout");
      const table = this.place.querySelector("table");
      this.heads = table ? [...table.tHead.rows[0].cells].map(head => head.textContent.trim()) : [];
      this.rows = table ? [...table.tBodies[0].rows] : []; // in the order of places; tables are sorted
      for (const plot of this.plots) {
        const point = event => {
          const row = plot.row(event);
          if (row !== null) {
            this.moveTo(row);
          }
        };
        plot.svg.addEventListener("pointermove", point);
        plot.svg.addEventListener("pointerdown", point);
        plot.svg.addEventListener("keydown", event => this.key(event));
      }
      const bar = this.place.querySelector(".controls");
      for (const button of bar.children) {
        const { key } = button.dataset;
        button.disabled = false; // without a script they are the key alone
        button.setAttribute("aria-pressed", !this.hidden.has(key));
        button.addEventListener("click", () => {
          this.hidden.delete(key) || this.hidden.add(key);
          button.setAttribute("aria-pressed", !this.hidden.has(key));
          this.hide();
        });
      }
      this.at = this.at !== null && this.at < this.rows.length ? this.at : null;
      this.hide();
    }

    hide() {
      for (const part of this.place.querySelectorAll("svg.plot > g")) {
        part.classList.toggle("off", [...part.classList].some(name => this.hidden.has(name)));
      }
      this.moveTo(this.at);
    }

    key(event) {
      const steps = { ArrowLeft: -1, ArrowUp: -1, ArrowRight: 1, ArrowDown: 1, Home: -Infinity, End: Infinity };
      const last = this.rows.length - 1;
      if (!(event.key in steps) || last < 0) {
        return;
      }
      event.preventDefault();
      this.moveTo(this.at === null ? (event.key === "End" ? last : 0)
        : Math.min(last, Math.max(0, this.at + steps[event.key])));
    }

    moveTo(row) {
      this.at = row;
      this.plots.forEach(plot => plot.moveTo(row));
      if (row === null) {
        this.readout.replaceChildren(NOTHING_READ);
        return;
      }
      const [place, ...values] = [...this.rows[row].cells].map(cell => cell.textContent);
      const away = [...this.place.querySelectorAll(".controls [aria-pressed=false]")]
        .map(button => button.textContent.trim());
      this.readout.replaceChildren(
        html("strong", {}, `${this.heads[0]} ${place}: `.trimStart()),
        ...values.map((value, i) => [this.heads[i + 1], value])
          .filter(([head, value]) => value !== "-" && !away.some(name => head.endsWith(name)))
          .map(([head, value]) => html("span", {}, `${head} ${value.split(":")[0]}; `)));
    }
  }

  return { html, Chart };
})();
