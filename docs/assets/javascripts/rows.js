/* The lines of a list, unpacked from its file, such as data/facets.js, which
   src/casebook/pages/listing_file.py writes and describes. */
window.casebookRows = function (data, listing) {
  "use strict";

  const dates = listing.texts(data.dates);
  const phrase = listing.numbers(data.phrase);
  const name = listing.texts(data.name);
  const id = listing.texts(data.id);
  const states = listing.texts(data.states);
  const stands = listing.numbers(data.stands);
  const steps = listing.signed(data.since);
  const anchors = listing.column(data.anchors);
  const asOf = dateColumn(data.asOf);
  const last = dateColumn(data.last);
  const since = datesInLines();
  const facets = data.facets.map(function (facet) {
    return {
      id: facet.id, title: facet.title, terms: facet.terms, rows: facet.rows.map(listing.rising),
    };
  });

  // Places in `dates`, -1 for none.
  function dateColumn(text) {
    return listing.numbers(text).map(function (one) { return one - 1; });
  }

  // As many as the text of the line has room for, counted from its last event and then on.
  function datesInLines() {
    const room = states.map(function (text) { return (text.match(/\{\d\}/g) || []).length; });
    let at = 0;
    return Array.from(stands, function (state, row) {
      let date = Math.max(last[row], 0);
      return Array.from({ length: room[state] }, function () {
        date += steps[at];
        at += 1;
        return date;
      });
    });
  }

  function dateOf(place) {
    return place < 0 ? "" : dates[place].split(" ")[0];
  }

  // Plain days, months and years come without their words, all others with a phrase made of such.
  function plainInWords(date) {
    const forms = data.dateForms;
    const [year, month, day] = date.split("-").map(Number);
    const months = day ? forms.dayMonths : forms.months;
    return forms[day ? "day" : month ? "month" : "year"]
      .replace("{day}", day).replace("{month}", months[month - 1]).replace("{year}", year);
  }

  function dateInWords(place) {
    if (phrase[place] === 0) {
      return plainInWords(dates[place]);
    }
    const [text, ...more] = dates[place].split(" ");
    const made = more.length ? more : text.match(/[0-9]{4}(?:-[0-9]{2}){0,2}/g);
    return filledIn(data.phrases[phrase[place] - 1], made);
  }

  function filledIn(text, found) {
    return text.replace(/\{(\d)\}/g, function (_, place) { return plainInWords(found[place]); });
  }

  function standsOf(row) {
    return filledIn(states[stands[row]], since[row].map(dateOf));
  }

  function idOf(row) {
    return listing.idOf(name[row], id[row]);
  }

  // The address of the page says how addresses look here: with or without index.html.
  function addressOf(row) {
    const tail = /\.html$/.test(location.pathname) ? "/index.html" : "/";
    const anchor = anchors ? "#" + anchors.texts[anchors.rows[row]] : "";
    return new URL("../cases/" + idOf(row) + tail + anchor, location.origin === "null"
      ? location.href.split(/[?#]/)[0] : location.origin + location.pathname).href;
  }

  return {
    addressOf: addressOf, asOf: asOf, data: data, dateInWords: dateInWords, dateOf: dateOf,
    facets: facets, idOf: idOf, last: last, listing: listing, name: name, standsOf: standsOf,
    total: name.length,
  };
};
