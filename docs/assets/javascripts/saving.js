/* Saves a list as a table for spreadsheets. What only the table shows is in a second file, which
   src/casebook/pages/listing_table.py writes and which is loaded when a reader first saves. */
window.casebookSaving = function (list, address) {
  "use strict";

  const { data, listing } = list;
  let table = null;

  function load() {
    if (table) {
      return Promise.resolve();
    }
    // A script and not a request: a request finds nothing in a folder on a disk.
    return new Promise(function (done, failed) {
      const script = listing.make("script", { src: address });
      script.addEventListener("load", function () {
        table = unpacked(window.casebookTable);
        done();
      });
      script.addEventListener("error", function () {
        script.remove();
        failed(new Error(address));
      });
      document.body.append(script);
    });
  }

  function unpacked(file) {
    const sources = listing.numbers(file.sources);
    let at = 0;
    return {
      words: file.words,
      kind: listing.column(file.kind),
      basis: listing.column(file.basis),
      sources: Array.from(listing.numbers(file.sourceCounts), function (count) {
        at += count;
        return Array.from(sources.subarray(at - count, at), function (one) {
          return file.sourceTitles[one];
        });
      }),
      more: file.more.map(function (one) {
        return { title: one[0], cells: listing.column(one.slice(1)) };
      }),
    };
  }

  // A cell that begins like a formula would be run by spreadsheets: it gets an apostrophe.
  function cell(value) {
    const text = /^[=+\-@\t\r]/.test(value) ? "'" + value : value;
    return '"' + text.replace(/"/g, '""') + '"';
  }

  // For each row, the labels of its terms in a facet.
  function labelsOf(facet) {
    const found = Array.from({ length: list.total }, function () { return []; });
    facet.rows.forEach(function (rows, term) {
      rows.forEach(function (row) { found[row].push(facet.terms[term][1]); });
    });
    return found;
  }

  function tableOf(rows) {
    const facets = list.facets.map(labelsOf);
    const head = ["csv-id", "csv-name", "csv-kind", "csv-stands", "csv-as-of", "csv-basis",
      "csv-sources", "csv-last-event"].map(function (key) { return table.words[key]; });
    table.more.forEach(function (one) { head.push(one.title); });
    data.facets.forEach(function (facet) { head.push(facet.title); });
    head.push(table.words["csv-address"]);
    const lines = Array.from(rows, function (row) {
      return [
        list.idOf(row), list.name[row], table.kind.texts[table.kind.rows[row]],
        list.standsOf(row), list.dateOf(list.asOf[row]), table.basis.texts[table.basis.rows[row]],
        table.sources[row].join("; "), list.dateOf(list.last[row]),
        ...table.more.map(function (one) { return one.cells.texts[one.cells.rows[row]]; }),
        ...facets.map(function (labels) { return labels[row].join("; "); }),
        list.addressOf(row),
      ];
    });
    return [head, ...lines].map(function (cells) { return cells.map(cell).join(","); })
      .join("\r\n") + "\r\n";
  }

  function save(rows) {
    return load().then(function () {
      // The mark at the beginning tells spreadsheets that this is UTF-8.
      const blob = new Blob(["\ufeff" + tableOf(rows)], { type: "text/csv;charset=utf-8" });
      const link = listing.make("a", { href: URL.createObjectURL(blob), download: data.savedAs });
      document.body.append(link);
      link.click();
      link.remove();
      setTimeout(function () { URL.revokeObjectURL(link.href); }, 1000);
    });
  }

  return { save: save };
};
