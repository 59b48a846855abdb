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
        const key = row => row.cells[column].dataset.sort ?? row.cells[column].textContent;
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

  function searchable(place) {
    const input = place.querySelector("input[type=search]");
    if (!input) {
      return;
    }
    const count = place.querySelector("output");
    const rows = [...place.querySelector("tbody").rows];
    const search = () => {
      const words = input.value.toLowerCase().split(/\s+/).filter(Boolean);
      let shown = 0;
      for (const row of rows) {
        const text = row.textContent.toLowerCase();
        row.hidden = !words.every(word => text.includes(word));
        shown += row.hidden ? 0 : 1;
      }
      count.textContent = `${shown} of ${rows.length}`;
    };
    input.addEventListener("input", search);
    search();
  }

  // ---- switches: rules, reading, setting

  function choose() {
    const chosen = Object.fromEntries(new FormData(document.getElementById("switches")));
    for (const node of document.querySelectorAll("[data-semantics], [data-reading], [data-setting]")) {
      node.hidden = ["semantics", "reading", "setting"].some(name =>
        node.dataset[name] !== undefined && chosen[name] !== undefined && node.dataset[name] !== chosen[name]);
    }
    for (const section of document.querySelectorAll("section.number")) {
      const articles = [...section.querySelectorAll("article")];
      section.querySelector(".none").hidden = articles.length === 0 || articles.some(article => !article.hidden);
    }
  }

  document.querySelectorAll("table.sortable").forEach(sortable);
  document.querySelectorAll("div.table").forEach(searchable);
  document.getElementById("switches").addEventListener("change", choose);
  choose();
  document.querySelectorAll(".chart").forEach(place => new Chart(place));
})();
