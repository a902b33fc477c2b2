/* Filters a list in the reader's browser: all cases, or one row a conviction, a restriction, a way
   out. Works from one file, such as data/facets.js, which src/casebook/pages/listing_file.py writes
   and describes; nothing else is asked for, and nothing is stored but the address, so that a
   filtered list can be linked and Back works.

   Within a facet any of the chosen terms will do; between facets all must hold. The number at a
   term says how many rows would be found with it, the other facets as they are. */
(function () {
  "use strict";

  const PAGE_SIZE = 50;
  const SORTS = ["name", "last", "asOf"];
  const data = window.casebookFacets;
  const root = document.getElementById("tool_browse");
  if (!data || !root) {
    return;
  }
  // A facet without rows has a set for each row of the list, in their order.
  data.facets.forEach(function (facet) {
    facet.rows = facet.rows || facet.sets.map(function (_, row) { return row; });
  });
  const { idOf, make, say } = window.casebookListing(data);
  const total = data.name.length;

  /* --- small things --------------------------------------------------------------- */

  function dateOf(number) {
    const date = number < 0 ? "" : data.dates[number];
    return typeof date === "string" ? date : date[0];
  }

  // Plain days, months and years come without their words, all others with a phrase made of such.
  function plainInWords(date) {
    const forms = data.dateForms;
    const [year, month, day] = date.split("-").map(Number);
    const months = day ? forms.dayMonths : forms.months;
    return forms[day ? "day" : month ? "month" : "year"]
      .replace("{day}", day).replace("{month}", months[month - 1]).replace("{year}", year);
  }

  function dateInWords(number) {
    const date = data.dates[number];
    if (typeof date === "string") {
      return plainInWords(date);
    }
    const made = date.length > 2 ? date.slice(2) : date[0].match(/[0-9]{4}(?:-[0-9]{2}){0,2}/g);
    return filledIn(data.phrases[date[1]], made);
  }

  function filledIn(text, dates) {
    return text.replace(/\{(\d)\}/g, function (_, place) { return plainInWords(dates[place]); });
  }

  function standsOf(row) {
    return filledIn(data.states[data.stands[row]], data.since[row].map(dateOf));
  }

  // The address of the page says how addresses look here: with or without index.html.
  function addressOf(row) {
    const tail = /\.html$/.test(location.pathname) ? "/index.html" : "/";
    const anchor = data.anchors ? "#" + data.anchors[0][data.anchors[1][row]] : "";
    return new URL("../cases/" + idOf(row) + tail + anchor, location.origin === "null"
      ? location.href.split(/[?#]/)[0] : location.origin + location.pathname).href;
  }

  /* --- what is chosen: kept in the address --------------------------------------------------- */

  function emptyChoice() {
    return { terms: data.facets.map(function () { return new Set(); }), sort: "name" };
  }

  function readAddress() {
    const found = emptyChoice();
    const query = new URLSearchParams(location.search);
    data.facets.forEach(function (facet, number) {
      (query.get(facet.id) || "").split(",").forEach(function (id) {
        const place = facet.terms.findIndex(function (term) { return term[0] === id; });
        if (place >= 0) {
          found.terms[number].add(place);
        }
      });
    });
    if (SORTS.includes(query.get("sort"))) {
      found.sort = query.get("sort");
    }
    return found;
  }

  function addressNow() {
    const parts = [];
    data.facets.forEach(function (facet, number) {
      const ids = [...choice.terms[number]].sort(function (a, b) { return a - b; })
        .map(function (place) { return encodeURIComponent(facet.terms[place][0]); });
      if (ids.length) {
        parts.push(facet.id + "=" + ids.join(","));
      }
    });
    if (choice.sort !== "name") {
      parts.push("sort=" + choice.sort);
    }
    return location.pathname + (parts.length ? "?" + parts.join("&") : "");
  }

  /* --- choosing ------------------------------------------------------------------------------ */

  // For each facet, which of its distinct sets of terms hold a chosen term; null if none is chosen.
  function passing() {
    return data.facets.map(function (facet, number) {
      const chosen = choice.terms[number];
      return chosen.size === 0 ? null : facet.sets.map(function (terms) {
        return terms.some(function (term) { return chosen.has(term); });
      });
    });
  }

  // Rows found, and for each facet how many rows hold each set when the other facets pass.
  function choose() {
    const passes = passing();
    const held = data.facets.map(function (facet) { return new Uint32Array(facet.sets.length); });
    const found = [];
    for (let row = 0; row < total; row += 1) {
      let failed = -1;
      let failures = 0;
      for (let number = 0; number < passes.length && failures < 2; number += 1) {
        if (passes[number] && !passes[number][data.facets[number].rows[row]]) {
          failed = number;
          failures += 1;
        }
      }
      if (failures === 0) {
        found.push(row);
        for (let number = 0; number < held.length; number += 1) {
          held[number][data.facets[number].rows[row]] += 1;
        }
      } else if (failures === 1) {
        held[failed][data.facets[failed].rows[row]] += 1;
      }
    }
    const counts = data.facets.map(function (facet, number) {
      const sums = new Uint32Array(facet.terms.length);
      facet.sets.forEach(function (terms, set) {
        terms.forEach(function (term) { sums[term] += held[number][set]; });
      });
      return sums;
    });
    return { found: sorted(found), counts: counts };
  }

  // Rows come by name; newest first for dates, what has no date last.
  function sorted(rows) {
    if (choice.sort === "name") {
      return rows;
    }
    const key = data[choice.sort];
    return rows.sort(function (a, b) { return key[b] - key[a] || a - b; });
  }

  /* --- what is drawn once -------------------------------------------------------------------- */

  const boxes = [];
  let choice = readAddress();
  let shown = [];
  let drawn = 0;

  const heading = make("h2", { class: "browse-heading", tabindex: "-1" });
  const status = make("p", { class: "browse-status", role: "status" });
  const chips = make("ul", { class: "browse-chips" });
  const list = make("ol", { class: "browse-list" });
  const more = make("button", { class: "md-button", type: "button" });
  const clear = make("button", { class: "browse-clear", type: "button" }, [say("browse-clear")]);
  const sort = make("select", { id: "browse-sort" });
  const download = make("button", {
    class: "md-button", type: "button", "aria-describedby": "browse-csv-how",
  }, [say("browse-csv")]);

  function drawFacet(facet, number) {
    const summary = make("span", { class: "browse-facet-chosen" });
    const options = facet.terms.map(function (term, place) {
      const box = make("input", { type: "checkbox", name: facet.id, value: term[0] });
      const count = make("span", { class: "browse-count" });
      const line = make("label", {}, [box, make("span", {}, [term[1]]), count]);
      box.addEventListener("change", function () {
        if (box.checked) {
          choice.terms[number].add(place);
        } else {
          choice.terms[number].delete(place);
        }
        changed();
      });
      return { box: box, count: count, line: line };
    });
    const group = make("fieldset", {}, [
      make("legend", { class: "browse-unseen" }, [facet.title + ". " + say("browse-any")]),
      ...options.map(function (option) { return option.line; }),
    ]);
    const fold = make("details", { class: "browse-facet" }, [
      make("summary", {}, [facet.title, " ", summary]), group,
    ]);
    boxes.push({ options: options, summary: summary, fold: fold });
    return fold;
  }

  function draw() {
    const wide = window.matchMedia("(min-width: 60em)").matches;
    const filters = make("details", { class: "browse-filters" }, [
      make("summary", {}, [say("browse-filters")]),
      make("p", { class: "browse-how" }, [say("browse-all")]),
      ...data.facets.map(drawFacet),
    ]);
    filters.open = wide;
    [["name", "browse-sort-name"], ["last", "browse-sort-last-event"], ["asOf", "browse-sort-as-of"]]
      .forEach(function ([value, key]) { sort.append(make("option", { value: value }, [say(key)])); });
    sort.addEventListener("change", function () {
      choice.sort = sort.value;
      changed();
    });
    clear.addEventListener("click", function () {
      choice = Object.assign(emptyChoice(), { sort: choice.sort });
      changed();
      heading.focus();
    });
    more.addEventListener("click", function () {
      const first = drawn;
      drawRows();
      list.children[first].querySelector("a").focus();
    });
    download.addEventListener("click", saveTable);
    heading.textContent = say("browse-results");
    const results = make("section", { class: "browse-results" }, [
      heading, status, chips, clear,
      make("p", { class: "browse-sort" }, [
        make("label", { for: "browse-sort" }, [say("browse-sort")]), " ", sort,
      ]),
      list, more,
      make("p", { class: "browse-download" }, [download]),
      make("p", { class: "browse-how", id: "browse-csv-how" }, [say("browse-csv-how")]),
    ]);
    root.querySelector(".browse-without").remove();
    root.append(make("div", { class: "browse-columns" }, [
      make("form", { "aria-label": say("browse-filters") }, [filters]), results,
    ]));
    root.querySelector("form").addEventListener("submit", function (event) {
      event.preventDefault();
    });
    choice.terms.forEach(function (terms, number) {
      boxes[number].fold.open = terms.size > 0 || (wide && number === 0);
    });
  }

  /* --- what is drawn again after each choice -------------------------------------------------- */

  function drawRows() {
    const part = document.createDocumentFragment();
    shown.slice(drawn, drawn + PAGE_SIZE).forEach(function (row) {
      const dates = [];
      if (data.asOf[row] >= 0) {
        dates.push(say("browse-as-of", { date: dateInWords(data.asOf[row]) }));
      }
      if (data.last[row] >= 0) {
        dates.push(say("browse-last-event", { date: dateInWords(data.last[row]) }));
      }
      part.append(make("li", {}, [
        make("a", { href: addressOf(row) }, [data.name[row]]),
        make("span", { class: "browse-stands" }, [standsOf(row)]),
        make("span", { class: "browse-dates" }, [dates.join(" ")]),
      ]));
    });
    list.append(part);
    drawn = Math.min(shown.length, drawn + PAGE_SIZE);
    more.hidden = drawn >= shown.length;
    more.textContent = say("browse-more", { count: Math.min(PAGE_SIZE, shown.length - drawn) });
  }

  function drawChips() {
    chips.textContent = "";
    data.facets.forEach(function (facet, number) {
      choice.terms[number].forEach(function (place) {
        const text = say("browse-chosen", { facet: facet.title, term: facet.terms[place][1] });
        const chip = make("button", {
          type: "button", "aria-label": say("browse-remove", { what: text }),
        }, [text, make("span", { "aria-hidden": "true" }, [" \u00d7"])]);
        chip.addEventListener("click", function () {
          choice.terms[number].delete(place);
          changed();
          heading.focus();
        });
        chips.append(make("li", {}, [chip]));
      });
    });
    chips.hidden = clear.hidden = chips.children.length === 0;
  }

  function drawFacets(counts) {
    boxes.forEach(function (facet, number) {
      const chosen = choice.terms[number];
      facet.options.forEach(function (option, place) {
        const count = counts[number][place];
        const checked = chosen.has(place);
        const text = count.toLocaleString(data.language);
        if (option.count.textContent !== text) {
          option.count.textContent = text;
        }
        if (option.box.checked !== checked) {
          option.box.checked = checked;
        }
        // What would find nothing is out of the way, but never what is chosen or in hand.
        const idle = count === 0 && !checked && document.activeElement !== option.box;
        if (option.line.hidden !== idle) {
          option.line.hidden = idle;
        }
      });
      facet.summary.textContent = chosen.size ? "(" + chosen.size + ")" : "";
    });
  }

  function update() {
    const chosen = choose();
    shown = chosen.found;
    drawn = 0;
    list.textContent = "";
    drawRows();
    drawFacets(chosen.counts);
    drawChips();
    sort.value = choice.sort;
    download.disabled = shown.length === 0;
    status.textContent = shown.length
      ? say("browse-found", { count: shown.length, total: total }) : say("browse-none");
  }

  function changed() {
    history.pushState(null, "", addressNow());
    update();
  }

  /* --- the list as a table for spreadsheets --------------------------------------------------- */

  // A cell that begins like a formula would be run by spreadsheets: it gets an apostrophe.
  function cell(value) {
    const text = /^[=+\-@\t\r]/.test(value) ? "'" + value : value;
    return '"' + text.replace(/"/g, '""') + '"';
  }

  function tableOf(rows) {
    const head = ["csv-id", "csv-name", "csv-kind", "csv-stands", "csv-as-of", "csv-basis",
      "csv-sources", "csv-last-event"].map(function (key) { return say(key); });
    data.more.forEach(function (column) { head.push(column[0]); });
    data.facets.forEach(function (facet) { head.push(facet.title); });
    head.push(say("csv-address"));
    const lines = rows.map(function (row) {
      const cells = [
        idOf(row), data.name[row], data.kinds[data.kind[row]], standsOf(row),
        dateOf(data.asOf[row]), data.bases[data.basis[row]],
        data.sources[row].map(function (one) { return data.sourceTitles[one]; }).join("; "),
        dateOf(data.last[row]),
      ];
      data.more.forEach(function (column) { cells.push(column[1][column[2][row]]); });
      data.facets.forEach(function (facet) {
        cells.push(facet.sets[facet.rows[row]].map(function (term) {
          return facet.terms[term][1];
        }).join("; "));
      });
      cells.push(addressOf(row));
      return cells;
    });
    return [head, ...lines].map(function (cells) { return cells.map(cell).join(","); })
      .join("\r\n") + "\r\n";
  }

  function saveTable() {
    // The mark at the beginning tells spreadsheets that this is UTF-8.
    const blob = new Blob(["\ufeff" + tableOf(shown)], { type: "text/csv;charset=utf-8" });
    const link = make("a", { href: URL.createObjectURL(blob), download: data.savedAs });
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(function () { URL.revokeObjectURL(link.href); }, 1000);
  }

  window.addEventListener("popstate", function () {
    choice = readAddress();
    update();
  });

  draw();
  update();
}());
