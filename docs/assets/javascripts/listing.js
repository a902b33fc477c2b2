/* What the tools that list cases share: the words of their file with numbers filled in, elements,
   and the ids of cases. browse.js and census.js use it, each with the file it reads. */
window.casebookListing = function (data) {
  "use strict";

  const words = data.words;
  const plural = new Intl.PluralRules(data.language);

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

  // An id that begins like its name is written without that beginning.
  function idOf(row) {
    const written = data.id[row];
    return written && !written.startsWith("-") ? written
      : data.name[row].toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "") + written;
  }

  return { idOf: idOf, make: make, say: say };
};
