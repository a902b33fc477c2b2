/* Which rows of a list are chosen, and how many would be with another term. Touches no page.

   Within a facet any of the chosen terms will do; between facets all must hold. Each term has the
   rows that hold it, so that a choice takes one pass over the rows of what is chosen, and the
   numbers of a facet one over its own: nothing is compared row by row, and nothing is sorted. */
window.casebookChoosing = function (total, facets) {
  "use strict";

  const held = new Uint8Array(total);
  // In how many facets a row holds no chosen term, and the last of them.
  const misses = new Uint8Array(total);
  const missed = new Uint8Array(total);

  // `chosen`: for each facet a set of terms.
  function choose(chosen) {
    misses.fill(0);
    chosen.forEach(function (terms, facet) {
      if (terms.size === 0) {
        return;
      }
      held.fill(0);
      terms.forEach(function (term) {
        const rows = facets[facet][term];
        for (let at = 0; at < rows.length; at += 1) {
          held[rows[at]] = 1;
        }
      });
      for (let row = 0; row < total; row += 1) {
        if (held[row] === 0) {
          misses[row] += 1;
          missed[row] = facet;
        }
      }
    });
  }

  // The chosen rows, in the order in which all rows are given.
  function found(order) {
    return order.filter(function (row) { return misses[row] === 0; });
  }

  // For each term of a facet, how many rows would be chosen by it, the other facets as they are.
  function counts(facet) {
    return facets[facet].map(function (rows) {
      let count = 0;
      for (let at = 0; at < rows.length; at += 1) {
        const row = rows[at];
        if (misses[row] === 0 || (misses[row] === 1 && missed[row] === facet)) {
          count += 1;
        }
      }
      return count;
    });
  }

  return { choose: choose, counts: counts, found: found };
};
