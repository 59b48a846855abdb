"use strict";
(() => {
  const { html, Chart } = charts;
  const EVERY = 2000;
  const byId = id => document.getElementById(id);
  const summary = byId("summary"), done = byId("done");
  const filters = { panel: byId("panel"), quantity: byId("quantity") };
  const plots = new Map();
  const rows = new Map();
  const HEADS = [...document.querySelectorAll("thead th")].map(head => head.textContent);

  // ---- table: one row per trial, updated in place

  function newRow(trial) {
    const name = html("th", { scope: "row" });
    name.innerHTML = trial.sign;
    name.append(trial.trial);
    const bar = html("progress", { max: trial.epochs, "aria-label": `Epochs of ${trial.trial}` });
    const row = html("tr", {}, name, html("td"), html("td", {}, bar));
    for (let i = 0; i < 5; i++) {
      row.append(html("td", { class: "number" }));
    }
    [...row.cells].slice(1).forEach((cell, i) => { cell.dataset.label = HEADS[i + 1]; });
    rows.set(trial.trial, row);
    return row;
  }

  const percent = fraction => `${(100 * fraction).toFixed(2)} %`;

  function showTrial(trial) {
    const row = rows.get(trial.trial) ?? newRow(trial);
    const [, status, progress, ...numbers] = row.cells;
    status.textContent = trial.status.toLowerCase();
    status.className = trial.status;
    progress.firstChild.value = trial.epoch;
    const known = trial.epoch > 0;
    [
      `${trial.epoch}/${trial.epochs}`,
      known ? percent(trial.test_accuracy) : "-",
      known ? percent(trial.best) : "-",
      known ? trial.train_loss.toPrecision(4) : "-",
      known ? Math.round(trial.images_per_second).toLocaleString("en") : "-",
    ].forEach((text, i) => { numbers[i].textContent = text; });
    return row;
  }

  // ---- charts: all of the run; those on the screen are drawn when they have new epochs

  class Plot {
    constructor({ name, panel, quantity }) {
      this.name = name;
      this.values = { panel, quantity };
      this.epochs = 0;
      this.drawn = 0;
      this.isOnScreen = false;
      this.chart = null;
      this.node = html("article", { "aria-label": `${panel}: ${quantity}` }, html("h3", {}, panel));
      byId("charts").append(this.node);
    }

    show(drawn) {
      if (this.chart) {
        this.chart.show(drawn);
      } else {
        const place = html("div", { class: "chart" });
        place.innerHTML = drawn;
        this.node.append(place);
        this.chart = new Chart(place);
      }
      this.drawn = this.epochs;
    }

    filter() {
      this.node.hidden = this.epochs === 0
        || Object.entries(filters).some(([name, { value }]) => value !== "" && value !== this.values[name]);
    }
  }

  const screen = new IntersectionObserver(entries => {
    for (const { target, isIntersecting } of entries) {
      [...plots.values()].find(plot => plot.node === target).isOnScreen = isIntersecting;
    }
    if (asked().some(plot => plot.drawn === 0)) {
      refresh();
    }
  }, { rootMargin: "50%" });

  const asked = () => [...plots.values()].filter(plot => plot.isOnScreen);

  function showChart(chart) {
    let plot = plots.get(chart.name);
    if (!plot) {
      plot = new Plot(chart);
      plots.set(chart.name, plot);
      screen.observe(plot.node);
      for (const [name, select] of Object.entries(filters)) {
        if (![...select.options].some(option => option.value === chart[name])) {
          select.append(html("option", {}, chart[name]));
        }
      }
    }
    plot.epochs = chart.epochs;
    if (chart.html) {
      plot.show(chart.html);
    }
    plot.filter();
  }

  // ---- run

  function show(state) {
    byId("trials").append(...state.trials.map(showTrial));
    state.charts.forEach(showChart);
    byId("nothing").hidden = state.charts.some(chart => chart.epochs > 0);
    const count = status => state.trials.filter(trial => trial.status === status).length;
    const damaged = count("DAMAGED"), diverged = count("DIVERGED"), ended = count("COMPLETED") + diverged;
    done.max = state.trials.reduce((sum, trial) => sum + trial.epochs, 0);
    done.value = state.trials.reduce((sum, trial) =>
      sum + (trial.status === "DIVERGED" ? trial.epochs : trial.epoch), 0);
    say(`${ended} of ${state.trials.length} trials done${diverged ? `, ${diverged} of them diverged` : ""}, ` +
      `${count("RUNNING")} ${state.over ? "unfinished" : "running"}, ${count("WAITING")} waiting${damaged ? `, ${damaged} damaged` : ""}.` +
      (state.over ? " The run has ended." : left(state.seconds_left)), false);
  }

  // To the minute, so that it does not change with every refresh.
  function left(seconds) {
    if (seconds === undefined) {
      return "";
    }
    const minutes = Math.max(1, Math.round(seconds / 60));
    return ` About ${minutes < 60 ? "" : `${Math.floor(minutes / 60)} h `}${minutes % 60} min left.`;
  }

  // Unchanged text is not set again, so that screen readers announce only changes.
  function say(text, isLost) {
    summary.classList.toggle("lost", isLost);
    if (summary.textContent !== text) {
      summary.textContent = text;
    }
  }

  // ---- polling

  let timer = 0;
  let latest = 0;

  async function refresh() {
    clearTimeout(timer);
    const own = ++latest;
    const shown = asked().map(plot => `${plot.name}:${plot.drawn}`).join();
    let isOver = false;
    try {
      const response = await fetch(shown ? `/state?shown=${encodeURIComponent(shown)}` : "/state");
      if (!response.ok) {
        throw new Error(await response.text());
      }
      const state = await response.json();
      if (own === latest) {
        show(state);
        isOver = state.over;
      }
    } catch (error) {
      if (own === latest) {
        say(error instanceof TypeError
          ? "The run does not respond: it has ended or was stopped. This is the last state." : error.message, true);
      }
    }
    if (own === latest && !isOver) {
      timer = setTimeout(refresh, EVERY);
    }
  }

  Object.values(filters).forEach(select =>
    select.addEventListener("change", () => plots.forEach(plot => plot.filter())));
  refresh();
})();
