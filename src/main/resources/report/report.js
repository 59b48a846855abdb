"use strict";
(() => {
  const { html, Chart } = charts;

  // ---- tables: sort by a column, search in all

  function sortable(table) {
    const body = table.tBodies[0];
    [...table.tHead.rows[0].cells].forEach((head, column) => {
      const button = html("button", { type: "button" }, ...head.childNodes);
      head.replaceChildren(button);
      button.addEventListener("click", () => {
        const isUp = head.getAttribute("aria-sort") !== "ascending";
        for (const other of table.tHead.rows[0].cells) {
          other.removeAttribute("aria-sort");
        }
        head.setAttribute("aria-sort", isUp ? "ascending" : "descending");
        const key = ({ cells }) => {
          const { className, tagName, textContent } = cells[column];
          const isNumber = className === "" && tagName === "TD";
          return !isNumber ? textContent : textContent === "-" ? "1e999" : textContent.split(" ")[0];
        };
        const compare = (a, b) => {
          const x = key(a), y = key(b);
          const isNumber = x !== "" && y !== "" && !isNaN(x) && !isNaN(y);
          return isNumber ? x - y : x.localeCompare(y, "en", { numeric: true });
        };
        const rows = [...body.rows].sort(compare);
        body.append(...(isUp ? rows : rows.reverse()));
      });
    });
  }

  // ---- search in all columns, and a field for each factor

  function searchable(place) {
    const input = place.querySelector("input[type=search]");
    if (!input) {
      return;
    }
    const count = place.querySelector("output");
    const rows = [...place.querySelector("tbody").rows];
    const fields = filters(place, rows);
    const search = () => {
      const words = input.value.toLowerCase().split(/\s+/).filter(Boolean);
      const asked = fields.filter(([field]) => field.value !== "");
      let shown = 0;
      for (const row of rows) {
        const text = row.textContent.toLowerCase();
        row.hidden = !words.every(word => text.includes(word))
          || !asked.every(([field, column]) => row.cells[column].textContent === field.value);
        shown += row.hidden ? 0 : 1;
      }
      count.textContent = `${shown} of ${rows.length}`;
    };
    input.addEventListener("input", search);
    fields.forEach(([field]) => field.addEventListener("change", search));
    search();
  }

  // A field for each column that is a factor, with its values in their order.
  function filters(place, rows) {
    const heads = [...place.querySelector("thead tr").cells];
    const fields = heads.map((head, column) => [head, column]).filter(([head]) => "filter" in head.dataset)
      .map(([head, column]) => {
        const values = [...new Set(rows.map(row => row.cells[column].textContent))]
          .sort((a, b) => a.localeCompare(b, "en", { numeric: true }));
        const field = html("select", {}, html("option", { value: "" }, "all"),
          ...values.filter(Boolean).map(value => html("option", {}, value)));
        return [field, column, head.textContent];
      });
    if (fields.length > 0) {
      place.querySelector(".search").after(html("p", { class: "filters" },
        ...fields.map(([field, , name]) => html("label", {}, name, field))));
    }
    return fields;
  }

  // Cells of cards on a narrow screen tell what they are.
  function label(table) {
    const heads = [...table.tHead.rows[0].cells].map(head => head.textContent);
    for (const row of table.tBodies[0].rows) {
      [...row.cells].forEach((cell, i) => {
        if (cell.tagName === "TD" && !cell.dataset.label && !cell.matches(".sentence")) {
          cell.dataset.label = heads[i];
        }
      });
    }
  }

  // ---- switches: rules, reading, setting; the address keeps them, with the section that is read

  const switches = document.getElementById("switches");
  const NAMES = ["rules", "reading", "setting"];
  let place = "";

  function chosen() {
    return Object.fromEntries(new FormData(switches));
  }

  function choose() {
    const now = chosen();
    for (const node of document.querySelectorAll("[data-rules], [data-reading], [data-setting]")) {
      node.hidden = NAMES.some(name =>
        node.dataset[name] !== undefined && now[name] !== undefined && node.dataset[name] !== now[name]);
    }
    for (const cell of document.querySelectorAll("[data-column]")) {
      cell.classList.toggle("chosen", cell.dataset.column === now.rules);
    }
    for (const figure of document.querySelectorAll(".variants")) {
      const articles = [...figure.querySelectorAll("article")];
      figure.querySelector(".none").hidden = articles.length === 0 || articles.some(article => !article.hidden);
    }
  }

  function remember() {
    const address = new URLSearchParams(chosen());
    if (place) {
      address.set("at", place);
    }
    history.replaceState(null, "", `#${address}`);
  }

  // Again in the next frames, since sections above get their heights when they come on the screen.
  function scrollTo(node, frames) {
    node?.scrollIntoView();
    if (frames > 0) {
      requestAnimationFrame(() => scrollTo(node, frames - 1));
    }
  }

  // #rules=tensorflow&reading=strided&at=C5, or the name of a section alone
  function follow() {
    const hash = decodeURIComponent(location.hash.slice(1));
    const address = new URLSearchParams(hash.includes("=") ? hash : { at: hash });
    for (const name of NAMES) {
      const value = address.get(name);
      const field = switches.elements[name];
      if (value !== null && field && [...(field.options ?? field)].some(one => one.value === value)) {
        field.value = value;
      }
    }
    place = address.get("at") ?? "";
    choose();
    if (place) {
      scrollTo(document.getElementById(place), 5);
      remember();
    }
  }

  document.querySelectorAll("table").forEach(table => label(table));
  document.querySelectorAll("table.sortable").forEach(sortable);
  document.querySelectorAll("div.table").forEach(searchable);
  switches.addEventListener("change", () => { choose(); remember(); });
  switches.addEventListener("submit", event => event.preventDefault());
  addEventListener("hashchange", follow);
  follow();
  document.querySelectorAll(".chart").forEach(place => new Chart(place));
})();
