/* Filters a list in the reader's browser: all cases, or one row a conviction, a restriction, a way
   out. Works from one file (see rows.js); nothing else is asked for until a reader saves the list,
   and nothing is stored but the address, so that a filtered list can be linked and Back works.

   Whatever the length of the list, a choice draws a page of rows and, in the facets that stand
   open, at most a page of terms: what a browser draws costs more than what it counts. */
(function () {
  "use strict";

  const ROWS = 30;
  const TERMS = 40;
  const SORTS = ["name", "last", "asOf"];
  const data = window.casebookFacets;
  const root = document.getElementById("tool_browse");
  if (!data || !root) {
    return;
  }
  const listing = window.casebookListing(data);
  const { make, say } = listing;
  const list = window.casebookRows(data, listing);
  const choosing = window.casebookChoosing(list.total, list.facets.map(function (facet) {
    return facet.rows;
  }));
  const saving = window.casebookSaving(list, root.dataset.table);
  const inNumbers = new Intl.NumberFormat(data.language);

  /* --- what is chosen: kept in the address --------------------------------------------------- */

  function emptyChoice() {
    return { terms: list.facets.map(function () { return new Set(); }), sort: "name" };
  }

  function readAddress() {
    const found = emptyChoice();
    const query = new URLSearchParams(location.search);
    list.facets.forEach(function (facet, number) {
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
    list.facets.forEach(function (facet, number) {
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

  // All rows in an order, worked out once: by name, as they come; or newest first, no date last.
  const orders = new Map([["name", Int32Array.from({ length: list.total }, function (_, row) {
    return row;
  })]]);

  function order(sort) {
    if (!orders.has(sort)) {
      const key = list[sort];
      orders.set(sort, orders.get("name").slice().sort(function (a, b) {
        return key[b] - key[a] || a - b;
      }));
    }
    return orders.get(sort);
  }

  /* --- what is drawn once -------------------------------------------------------------------- */

  const boxes = [];
  let choice = readAddress();
  let shown = [];
  let drawn = 0;

  const heading = make("h2", { class: "browse-heading", tabindex: "-1" });
  const status = make("p", { class: "browse-status", role: "status" });
  const chips = make("ul", { class: "browse-chips" });
  const rows = make("ol", { class: "browse-list" });
  const more = make("button", { class: "md-button", type: "button" });
  const clear = make("button", { class: "browse-clear", type: "button" }, [say("browse-clear")]);
  const sort = make("select", { id: "browse-sort" });
  const download = make("button", {
    class: "md-button", type: "button", "aria-describedby": "browse-csv-how",
  }, [say("browse-csv")]);
  const failed = make("p", { class: "browse-how", role: "alert" });

  function drawFacet(facet, number) {
    const box = {
      find: make("input", { type: "search", id: "browse-find-" + facet.id, autocomplete: "off" }),
      fold: make("details", { class: "browse-facet" }),
      limit: TERMS,
      lines: make("div"),
      more: make("button", { class: "browse-more-terms", type: "button" }),
      options: new Map(),
      summary: make("span", { class: "browse-facet-chosen" }),
    };
    const parts = [
      make("legend", { class: "browse-unseen" }, [facet.title + ". " + say("browse-any")]),
    ];
    if (facet.terms.length > TERMS) {
      const text = say("browse-find-term", { facet: facet.title });
      parts.push(make("label", { class: "browse-find", for: box.find.id }, [text]), box.find);
    }
    parts.push(box.lines, box.more);
    box.fold.append(make("summary", {}, [facet.title, " ", box.summary]),
      make("fieldset", {}, parts));
    box.fold.addEventListener("toggle", function () { drawTerms(number); });
    box.find.addEventListener("input", function () {
      box.limit = TERMS;
      drawTerms(number);
    });
    box.more.addEventListener("click", function () {
      const before = new Set(box.lines.querySelectorAll("label:not([hidden])"));
      box.limit += TERMS;
      drawTerms(number);
      const next = [...box.lines.querySelectorAll("label:not([hidden])")]
        .find(function (line) { return !before.has(line); });
      if (next) {
        next.querySelector("input").focus();
      }
    });
    boxes.push(box);
    return box.fold;
  }

  function drawOption(number, place) {
    const facet = list.facets[number];
    const box = make("input", { type: "checkbox", name: facet.id, value: facet.terms[place][0] });
    const count = make("span", { class: "browse-count" });
    box.addEventListener("change", function () {
      if (box.checked) {
        choice.terms[number].add(place);
      } else {
        choice.terms[number].delete(place);
      }
      changed();
    });
    const line = make("label", {}, [box, make("span", {}, [facet.terms[place][1]]), count]);
    return { box: box, count: count, line: line };
  }

  function draw() {
    const wide = window.matchMedia("(min-width: 60em)").matches;
    const filters = make("details", { class: "browse-filters" }, [
      make("summary", {}, [say("browse-filters")]),
      make("p", { class: "browse-how" }, [say("browse-all")]),
      ...list.facets.map(drawFacet),
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
      rows.children[first].querySelector("a").focus();
    });
    download.addEventListener("click", save);
    heading.textContent = say("browse-results");
    const results = make("section", { class: "browse-results" }, [
      heading, status, chips, clear,
      make("p", { class: "browse-sort" }, [
        make("label", { for: "browse-sort" }, [say("browse-sort")]), " ", sort,
      ]),
      rows, more,
      make("p", { class: "browse-download" }, [download]),
      failed,
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
    shown.slice(drawn, drawn + ROWS).forEach(function (row) {
      const dates = [];
      if (list.asOf[row] >= 0) {
        dates.push(say("browse-as-of", { date: list.dateInWords(list.asOf[row]) }));
      }
      if (list.last[row] >= 0) {
        dates.push(say("browse-last-event", { date: list.dateInWords(list.last[row]) }));
      }
      part.append(make("li", {}, [
        make("a", { href: list.addressOf(row) }, [list.name[row]]),
        make("span", { class: "browse-stands" }, [list.standsOf(row)]),
        make("span", { class: "browse-dates" }, [dates.join(" ")]),
      ]));
    });
    rows.append(part);
    drawn = Math.min(shown.length, drawn + ROWS);
    more.hidden = drawn >= shown.length;
    more.textContent = say("browse-more", { count: Math.min(ROWS, shown.length - drawn) });
  }

  function drawChips() {
    chips.textContent = "";
    list.facets.forEach(function (facet, number) {
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

  // The terms of an open facet that would find something, as many as there is room for, and those
  // that are chosen or in hand. What was drawn once stays, hidden, so that nothing loses the focus.
  function drawTerms(number) {
    const box = boxes[number];
    if (!box.fold.open) {
      return;
    }
    const wanted = box.find.value.trim().toLowerCase();
    let room = box.limit;
    let left = 0;
    let before = null;
    choosing.counts(number).forEach(function (count, place) {
      let option = box.options.get(place);
      const checked = choice.terms[number].has(place);
      let visible = checked || (option && document.activeElement === option.box);
      const label = list.facets[number].terms[place][1];
      if (!visible && count > 0 && (!wanted || label.toLowerCase().includes(wanted))) {
        visible = room > 0;
        room -= 1;
        left += visible ? 0 : 1;
      }
      if (!option && !visible) {
        return;
      }
      if (!option) {
        option = drawOption(number, place);
        box.options.set(place, option);
        if (before) {
          before.after(option.line);
        } else {
          box.lines.prepend(option.line);
        }
      }
      before = option.line;
      const text = inNumbers.format(count);
      if (option.count.textContent !== text) {
        option.count.textContent = text;
      }
      if (option.box.checked !== checked) {
        option.box.checked = checked;
      }
      if (option.line.hidden === Boolean(visible)) {
        option.line.hidden = !visible;
      }
    });
    box.more.hidden = left === 0;
    box.more.textContent = say("browse-more", { count: Math.min(TERMS, left) });
  }

  function update() {
    choosing.choose(choice.terms);
    shown = choosing.found(order(choice.sort));
    drawn = 0;
    rows.textContent = "";
    drawRows();
    list.facets.forEach(function (_, number) {
      const chosen = choice.terms[number].size;
      boxes[number].summary.textContent = chosen ? "(" + chosen + ")" : "";
      drawTerms(number);
    });
    drawChips();
    sort.value = choice.sort;
    download.disabled = shown.length === 0;
    status.textContent = shown.length
      ? say("browse-found", { count: shown.length, total: list.total }) : say("browse-none");
  }

  function changed() {
    history.pushState(null, "", addressNow());
    update();
  }

  function save() {
    failed.textContent = "";
    saving.save(shown).catch(function () { failed.textContent = say("browse-csv-failed"); });
  }

  window.addEventListener("popstate", function () {
    choice = readAddress();
    update();
  });

  draw();
  update();
}());
