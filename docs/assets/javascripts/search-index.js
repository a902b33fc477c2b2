// The files of the search: src/casebook/searching/files.py lists them and says what they hold.
//
// Each is a script that hands over one value: so the search works from a host and from a folder on
// a disk alike. Only those are asked for that the words of a query need, and nothing of any other
// host.

window.casebookIndex = (() => {
"use strict";

const { BEGINNING } = window.casebookWords;
const DIGITS = new Map(
  [..."ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"].map((one, at) => [one, at]),
);
// Files of these bring what the likeliest entries of their terms show.
const CARRYING = new Set(["n", "l"]);
// The code of an entry at a key: its first 8 values are sizes of names, the next 8 of other words.
const SIZES = 8;
const BITS = { n: 4, t: 2, s: 2, l: 0 };

const taken = new Map();
const take = (name, value) => taken.set(name, value);

const script = (address, name) => new Promise((resolve, reject) => {
  const made = document.createElement("script");
  made.src = address;
  made.onload = () => {
    made.remove();
    if (taken.has(name)) resolve(taken.get(name));
    else reject(new Error(`${address} hands over nothing`));
  };
  made.onerror = () => {
    made.remove();
    reject(new Error(`${address} cannot be loaded`));
  };
  document.head.append(made);
});

// Each file is asked for once; one that failed may be asked for again.
const files = (folder) => {
  const asked = new Map();
  return (name) => {
    if (!asked.has(name)) {
      const loading = script(new URL(`${name}.js`, folder).href, name);
      loading.catch(() => asked.delete(name));
      asked.set(name, loading);
    }
    return asked.get(name);
  };
};

// What a term stands with: yields the number of an entry and its code.
const unpacked = function* (text, space) {
  const bits = BITS[space];
  let number = 0;
  let value = 0;
  let shift = 0;
  for (const letter of text) {
    const digit = DIGITS.get(letter);
    value += (digit % 32) * 2 ** shift;
    shift += 5;
    if (digit < 32) {
      number += Math.floor(value / 2 ** bits);
      yield [number, value % 2 ** bits];
      value = shift = 0;
    }
  }
};

class Index {
  constructor(start, load) {
    this.start = start;
    this.load = load;
    this.lines = new Map();
    this.begins = Object.fromEntries(
      Object.entries(start.files).map(([space, text]) => [space, text ? text.split(" ") : []]),
    );
    // Kind and level of each entry by its number.
    this.kinds = [];
    this.levels = [];
    for (const [kind, label, ...counts] of start.kinds) {
      counts.forEach((count, place) => {
        for (let one = 0; one < count; one += 1) {
          this.kinds.push([kind, label]);
          this.levels.push(counts.length - 1 - place);
        }
      });
    }
  }

  // The terms that begin as one does, each with its entries as they are packed.
  async near(space, term) {
    const begins = this.begins[space];
    if (!begins?.length) return {};
    const beginning = term.slice(0, BEGINNING);
    let place = begins.length - 1;
    while (place > 0 && begins[place] > beginning) place -= 1;
    const found = await this.load(`${space}${place}`);
    if (!CARRYING.has(space)) return found;
    const [terms, lines] = found;
    for (const [number, line] of Object.entries(lines)) this.lines.set(Number(number), line);
    return terms;
  }

  async held(space, term) {
    const terms = await this.near(space, term);
    return Object.hasOwn(terms, term) ? unpacked(terms[term], space) : [];
  }

  async hit(number) {
    const { hits } = this.start;
    const line = this.lines.get(number)
      ?? (await this.load(`h${Math.floor(number / hits)}`))[number % hits];
    const [title, status, asOf, address] = line;
    const [kind, label] = this.kinds[number];
    return { kind, label, title, status, asOf, address };
  }

  // The keys, or common words, that end as one does.
  async ending(space, word) {
    const found = await this.near(space, [...word].reverse().join(""));
    return typeof found === "string" ? found.split(" ") : [];
  }

  // All keys and common words there are.
  async known() {
    const [keys, words] = await Promise.all([this.load("k"), this.load("w")]);
    this.all ??= { names: keys.split(" "), texts: words.split(" ") };
    return this.all;
  }
}

// The page has loaded `start.js`. `again` asks for it past what the browser has kept, for a site that
// has been published anew meanwhile.
const open = async (folder, again = false) => {
  if (again) await script(new URL("start.js?again", folder).href, "start");
  const start = taken.get("start");
  return new Index(start, files(new URL(`${start.folder}/`, folder)));
};

return { SIZES, open, take, unpacked };
})();
