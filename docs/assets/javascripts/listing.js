/* What the tools that list cases share: the words of their file with numbers filled in, elements,
   columns that src/casebook/pages/packing.py packed, and the ids of cases. */
window.casebookListing = function (data) {
  "use strict";

  const words = data.words;
  const plural = new Intl.PluralRules(data.language);
  const place = new Uint8Array(128);
  Array.from(data.alphabet).forEach(function (one, number) { place[one.charCodeAt(0)] = number; });
  const more = data.alphabet.length - data.lastOfNumber;

  function say(key, values) {
    const filled = values || {};
    let text = words[key];
    if (typeof text === "object") {
      text = text[plural.select(filled.count)] || text.other;
    }
    return text.replace(/\{(\w+)\}/g, function (_, name) {
      const value = filled[name];
      return typeof value === "number" ? value.toLocaleString(data.language) : value;
    });
  }

  function make(name, attributes, children) {
    const element = document.createElement(name);
    Object.entries(attributes || {}).forEach(function ([key, value]) {
      element.setAttribute(key, value);
    });
    (children || []).forEach(function (child) {
      element.append(child);
    });
    return element;
  }

  /* --- packed columns -------------------------------------------------------------------------- */

  function numbers(text) {
    const found = new Int32Array(text.length);
    let length = 0;
    let high = 0;
    for (let at = 0; at < text.length; at += 1) {
      const digit = place[text.charCodeAt(at)];
      if (digit < data.lastOfNumber) {
        found[length] = high * data.lastOfNumber + digit;
        length += 1;
        high = 0;
      } else {
        high = high * more + digit - data.lastOfNumber + 1;
      }
    }
    return found.slice(0, length);
  }

  // Rising numbers, of which the file tells how many lie between each and the one before.
  function rising(text) {
    let before = -1;
    return numbers(text).map(function (gap) {
      before += gap + 1;
      return before;
    });
  }

  // Numbers that may be below nought.
  function signed(text) {
    return numbers(text).map(function (one) { return one % 2 ? -(one + 1) / 2 : one / 2; });
  }

  function texts(lines) {
    let before = "";
    return lines.map(function (line) {
      before = before.slice(0, place[line.charCodeAt(0)]) + line.slice(1);
      return before;
    });
  }

  // A column of texts, each of which stands once; null for a column that is not there.
  function column(written) {
    return written ? { texts: texts(written[0]), rows: numbers(written[1]) } : null;
  }

  /* --- cases ----------------------------------------------------------------------------------- */

  // An id that begins like its name is written without that beginning.
  function idOf(name, written) {
    return written && !written.startsWith("-") ? written
      : name.toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "") + written;
  }

  return {
    column: column, idOf: idOf, make: make, numbers: numbers, rising: rising, say: say,
    signed: signed, texts: texts,
  };
};
