/* Counts who was confined on a date that the reader chooses, from data/periods.js, which
   src/casebook/pages/period_file.py writes and describes. The same formula as on the pages of the
   years: the spans are made from the same fold. The date stands in the address of the page. */
(function () {
  "use strict";

  const DAY = 86400000;
  const data = window.casebookPeriods;
  const root = document.getElementById("tool_census");
  if (!data || !root || !root.dataset.last) {
    return;
  }
  const { idOf, make, numbers, say, texts } = window.casebookListing(data);
  const name = texts(data.name);
  const id = texts(data.id);
  const person = numbers(data.person);
  const spans = unpacked();

  function unpacked() {
    const [first, days, state, certainty, since, asOf] = ["first", "days", "state", "certainty",
      "since", "asOf"].map(function (column) { return numbers(data[column]); });
    return Array.from(numbers(data.case), function (number, row) {
      const begin = data.base + first[row];
      return {
        case: number,
        first: begin,
        last: days[row] ? begin + days[row] - 1 : Infinity,
        state: data.states[state[row]],
        certainty: data.certainties[certainty[row]],
        since: since[row] - 1,
        asOf: asOf[row] - 1,
      };
    });
  }

  function addressOf(number) {
    const tail = /\.html$/.test(location.pathname) ? "/index.html" : "/";
    return "../cases/" + idOf(name[number], id[number]) + tail;
  }

  // Days since 1970-01-01, or null for what is no date.
  function dayOf(text) {
    const found = /^\d{4}-\d{2}-\d{2}$/.test(text || "") ? Date.parse(text + "T00:00:00Z") : NaN;
    return Number.isNaN(found) ? null : Math.floor(found / DAY);
  }

  function on(day) {
    return spans.filter(function (one) { return one.first <= day && day <= one.last; });
  }

  /* --- what is drawn ------------------------------------------------------------------------- */

  const input = make("input", {
    type: "date", id: "census-date", min: root.dataset.first,
    max: root.dataset.last, "aria-describedby": "census-answer",
  });
  const answer = make("p", { role: "status", id: "census-answer" });
  const lists = make("div", { id: "census-lists" });

  function inWords(text) {
    const [year, month, date] = text.split("-").map(Number);
    return data.dayForm.text.replace("{day}", date).replace("{month}", data.dayForm.months[month - 1])
      .replace("{year}", year);
  }

  function known(entries) {
    return entries.filter(function (one) { return one.certainty[0] === "known"; }).length;
  }

  function line(label, entries, kind) {
    return make("tr", kind ? { class: kind } : {}, [
      make("th", { scope: "row" }, [label]),
      make("td", {}, [known(entries).toLocaleString(data.language)]),
      make("td", {}, [entries.length.toLocaleString(data.language)]),
    ]);
  }

  function drawCounts(people) {
    const body = make("tbody");
    data.groups.forEach(function ([group, total]) {
      const here = people.filter(function (one) { return one.state[2] === group; });
      body.append(line(say(total), here, "census-total"));
      data.states.forEach(function (state) {
        const some = here.filter(function (one) { return one.state === state; });
        if (some.length) {
          body.append(line(say("census-of-which", { state: state[1] }), some));
        }
      });
    });
    const head = ["column-state", "column-known", "column-known-believed"].map(function (key) {
      return make("th", { scope: "col" }, [say(key)]);
    });
    lists.append(make("table", {}, [make("thead", {}, [make("tr", {}, head)]), body]));
  }

  function drawList(heading, entries) {
    if (!entries.length) {
      return;
    }
    const items = entries.map(function (one) {
      const parts = [one.state[1]];
      if (one.since >= 0) {
        parts.push(say("census-since", { date: data.dates[one.since] }));
      }
      if (one.asOf >= 0) {
        parts.push(say("census-as-of", { date: data.dates[one.asOf] }));
      }
      return make("li", {}, [
        make("a", { href: addressOf(one.case) }, [name[one.case]]),
        make("span", { class: "browse-stands" }, [parts.join(", ")]),
        make("span", { class: "browse-dates" }, [say(one.certainty[1])]),
      ]);
    });
    lists.append(make("h2", {}, [say(heading, { count: entries.length })]));
    lists.append(make("ul", { class: "browse-list" }, items));
  }

  function draw(text) {
    const day = dayOf(text);
    lists.textContent = "";
    if (day === null || text < root.dataset.first || text > root.dataset.last) {
      answer.textContent = say("census-wrong-date", {
        first: root.dataset.first, last: root.dataset.last,
      });
      return;
    }
    const found = on(day);
    const people = found.filter(function (one) { return person[one.case]; });
    const held = people.filter(function (one) { return one.state[2] === data.groups[0][0]; });
    answer.textContent = say("census-found", {
      date: inWords(text), known: known(held), believed: held.length,
    });
    drawCounts(people);
    data.groups.forEach(function ([group, , sure, rest]) {
      const here = people.filter(function (one) { return one.state[2] === group; });
      drawList(sure, here.filter(function (one) { return one.certainty[0] === "known"; }));
      drawList(rest, here.filter(function (one) { return one.certainty[0] !== "known"; }));
    });
    drawList("census-groups", found.filter(function (one) { return !person[one.case]; }));
  }

  function fromAddress() {
    const usual = root.dataset.shown || root.dataset.last;
    const text = new URLSearchParams(location.search).get("date") || usual;
    input.value = dayOf(text) === null ? usual : text;
    draw(input.value);
  }

  input.addEventListener("change", function () {
    history.pushState(null, "", location.pathname + "?date=" + encodeURIComponent(input.value));
    draw(input.value);
  });
  window.addEventListener("popstate", fromAddress);

  root.querySelector(".browse-without").remove();
  root.append(make("p", {}, [
    make("label", { for: "census-date" }, [say("census-choose")]), " ", input,
  ]), answer, lists);
  fromAddress();
}());
