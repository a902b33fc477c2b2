// Orders what a reader's query finds. No page needs this file before its reader searches.
//
// A query is parted into terms. Each term is looked for as a word of a name (strong) and of a text
// (weak), also in groups of words that stand for each other, and, if it is found nowhere, under
// what is spelt nearly so. An entry is worth the sum of its terms, rare ones more, less what it
// lacks, and more if the whole query is its name.

window.casebookSearch = (() => {
"use strict";

// For a case whose name has a word that begins with an initial of the query.
const INITIAL_WORTH = 1.5;
// A word of a name, by how many words the name has, and a word of what else a thing is called.
const NAME_WORTH = [1, 0.95, 0.85, 0.75, 0.7];
const ALSO_WORTH = 0.45;
// Of a word of a text, by how much of the text it is; no text is as strong as a name.
const TEXT_WORTH = [0.15, 0.3, 0.45, 0.6];
const GROUP_WORTH = [0.17, 0.21, 0.26, 0.4];
// A word that tells little.
const FAINTLY = 0.35;
const FORM_WORTH = 0.8;
// How much the rarity of a word goes by all that stand for it, rather than by itself.
const WIDE = 0.7;
const OPENING_WORTH = 0.5;
const WHOLLY = 0.5;
const ENDING_WORTH = 0.9;
const NEAR_WORTH = 0.75;
const LOOSE_WORTH = 0.6;
const LAW_WEIGHT = 8;
// A number without a code is most likely one of these.
const CODE_WORTH = { cc: 1, cao: 0.9 };
const OTHER_CODE_WORTH = 0.7;
const SHORTEST_MENDED = 4;
// Queries of so many words are most likely names.
const NAMING = 2;
// So many hits are told of before the rest has come.
const FIRST = 3;

const { nearly, stem, strictKeys, wordsOf } = window.casebookKeys;
const {
  BEGINNING, LATIN, MOST_MENDED, alike, baseOf, closely, isNumber, keysOf, nearest, stemsOf,
} = window.casebookWords;
const { SIZES, open: openIndex, take, unpacked } = window.casebookIndex;
const { Reader, SHORT, tokensOf } = window.casebookQuery;
const { weigh } = window.casebookWeights;

class Search {
  constructor(index) {
    this.index = index;
    this.reader = new Reader(index.start);
  }

  // Best first: { hits: [{ kind, label, title, status, asOf, address }], count, mended }, where
  // `mended` maps words of the query that nothing holds to the keys that were looked for instead.
  // `early` is given the first hits as soon as they are there: the rest only follows them. Nothing
  // comes, and nothing more is asked for, if meanwhile it is not `wanted`.
  async search(text, most = 10, early = null, wanted = () => true) {
    const { law, words, initials, asks } = this.reader.read(text);
    const terms = await Promise.all([
      ...(law.length ? [this.lawTerm(law)] : []),
      ...words.map((word, at) => this.wordTerm(word, at === words.length - 1, words.length)),
    ]);
    await this.addJoined(terms.slice(law.length ? 1 : 0), words);
    if (!wanted()) return null;
    const worth = weigh(this.index, terms, asks);
    const ordered = [...worth].sort((one, other) => other[1] - one[1] || one[0] - other[0]);
    const coming = ordered.slice(0, most + 2).map(async ([number, share]) => {
      const hit = await this.index.hit(number);
      return { hit, worth: share * (hasInitials(hit, initials) ? INITIAL_WORTH : 1) };
    });
    // What came with the names is there at once. Initials may put a later hit first.
    const there = ordered.findIndex(([number]) => !this.index.lines.has(number));
    for (const size of early && !initials.length ? [there, Math.max(there, FIRST)] : []) {
      if (size < 1 || size >= coming.length) continue;
      Promise.all(coming.slice(0, size))
        .then((first) => early(differing(first.map(({ hit }) => hit)))).catch(() => {});
    }
    const found = await Promise.all(coming);
    const best = found.sort((one, other) => other.worth - one.worth).map(({ hit }) => hit);
    const hits = differing(best);
    return {
      hits: hits.slice(0, most),
      count: ordered.length - (best.length - hits.length),
      mended: new Map(terms.filter((term) => term.mended).map((term) => [term.word, term.mended])),
    };
  }

  // Ask for what a query will need, while its reader still types: three letters tell the file.
  prepare(text) {
    for (const token of tokensOf(text)) {
      if (isNumber(token)) this.foresee("l", token);
      for (const word of wordsOf(token)) {
        if (this.reader.stop.has(word) || this.reader.hints.has(word)) continue;
        this.foresee("t", word);
        for (const key of keysOf(word)) this.foresee("n", key);
      }
    }
  }

  // What cannot be had now is asked for again when it is needed.
  foresee(space, term) {
    if (term.length >= BEGINNING) this.index.near(space, term).catch(() => {});
  }

  foreseeMended(keys, word) {
    if (word.length < SHORTEST_MENDED) return;
    for (const key of keys) this.index.ending("e", key).catch(() => {});
    this.index.ending("f", word).catch(() => {});
  }

  // All provisions of a query are one term: each is an answer by itself.
  async lawTerm(provisions) {
    const term = newTerm(provisions.map(({ number }) => number).join(" "));
    await Promise.all(provisions.map((one) => this.addLaw(term, one)));
    return { ...term, weight: LAW_WEIGHT };
  }

  async addLaw(term, { number, codes, marked }) {
    const base = baseOf(number);
    // "405(2)" has no page of its own, "456-2" has.
    const apart = number !== base && this.reader.laws.has(number.replace("–", "-"));
    for (const [written, worth] of new Map([[base, apart ? 0.6 : 1], [number, 1]])) {
      for (const [code, entry] of this.reader.laws.get(written.replace("–", "-")) ?? []) {
        const place = codes ? codes.indexOf(code) : 0;
        if (place < 0) continue;
        const share = codes ? 1 - 0.25 * place : CODE_WORTH[code] ?? OTHER_CODE_WORTH;
        add(term.strengths, entry, share * worth);
        term.named.add(entry);
        for (const [other] of await this.index.held("l", `${written}${code}`)) {
          add(term.strengths, other, 0.3 * worth);
        }
      }
    }
    if (marked) return;
    await this.addNames(term, strictKeys(base), 0.8);
    await this.addText(term, base, 0.5);
  }

  async wordTerm(word, isLast, count) {
    const term = newTerm(word);
    const keys = keysOf(word);
    const opened = isLast && word.length > 2 ? this.opened(keys) : [];
    // What has words that stand for it is no slip of the finger.
    const known = this.reader.groupsOf(word);
    const groups = known.map((group) => this.index.held("s", group));
    // A word or two are a name, and a slip in it is likely: what it may need then comes along.
    if (count <= NAMING && !known.length) this.foreseeMended(keys, word);
    await Promise.all([
      this.addNames(term, keys, 1),
      this.addNames(term, stemsOf(word, keys), FORM_WORTH),
      this.addText(term, word, 1),
    ]);
    if (!term.sizes.size && !/^[a-z]/.test(word)) {
      await this.addStems(term, keys, known.length ? closely : alike);
    }
    const named = new Set(
      [...term.strengths].filter(([, one]) => one > ALSO_WORTH).map(([number]) => number),
    );
    const clear = term.strengths.size;
    // A word that is whole, or one of many, is less likely the beginning of another.
    const share = OPENING_WORTH * (named.size || known.length || count > SHORT ? WHOLLY : 1);
    for (const number of await opened) add(term.strengths, number, share);
    if (!term.strengths.size && isLast) await this.addBegun(term, word);
    if (!term.strengths.size && !known.length) await this.addMended(term, keys, word);
    const direct = term.strengths.size;
    for (const group of groups) {
      for (const [number, code] of await group) {
        add(term.strengths, number, GROUP_WORTH[code]);
        if (code === GROUP_WORTH.length - 1) term.meant.add(number);
      }
    }
    // A word is as rare as it is, but less telling if common words stand for it.
    const found = (clear || direct || 1) ** (1 - WIDE) * Math.max(1, term.strengths.size) ** WIDE;
    const rare = Math.log(1 + this.index.kinds.length / found);
    return { ...term, weight: rare * (this.reader.faint.has(word) ? FAINTLY : 1), named };
  }

  // --- asking ------------------------------------------------------------------------------------

  async addNames(term, keys, worth) {
    await Promise.all(keys.map(async (key) => {
      for (const [number, code] of await this.index.held("n", key)) {
        const size = code % SIZES;
        const share = code < SIZES ? NAME_WORTH[Math.min(size, NAME_WORTH.length - 1)] : ALSO_WORTH;
        add(term.strengths, number, share * worth);
        term.sizes.set(number, (term.sizes.get(number) ?? 0) | 1 << code);
      }
    }));
  }

  // Names that a reader parts: "Ulys media", "Media Zona".
  async addJoined(terms, words) {
    await Promise.all(words.slice(1).map(async (word, at) => {
      if (words[at].length < BEGINNING || isNumber(word)) return;
      const joined = newTerm("");
      await this.addNames(joined, keysOf(words[at] + word), 1);
      for (const [number, strength] of joined.strengths) {
        for (const term of terms.slice(at, at + 2)) {
          add(term.strengths, number, strength);
          term.named.add(number);
        }
      }
    }));
  }

  // Entries whose names have a word that begins so.
  async opened(keys) {
    const found = await Promise.all(keys.filter((key) => key.length >= BEGINNING)
      .map(async (key) => {
        const terms = await this.index.near("n", key);
        const others = Object.keys(terms).filter((other) => other !== key && other.startsWith(key));
        return others.flatMap((other) => [...unpacked(terms[other], "n")]);
      }));
    return found.flat().filter(([, code]) => code < SIZES).map(([number]) => number);
  }

  // Entries with a word in their text that begins so: one that is still being typed.
  async addBegun(term, word) {
    if (word.length < BEGINNING) return;
    const terms = await this.index.near("t", word);
    for (const other of Object.keys(terms)) {
      if (!other.startsWith(word)) continue;
      for (const [number, code] of unpacked(terms[other], "t")) {
        add(term.strengths, number, TEXT_WORTH[code] * OPENING_WORTH);
      }
    }
  }

  // Entries with a word in their text, in any form of it.
  async addText(term, word, worth) {
    const terms = await this.index.near("t", word);
    const english = stem(word);
    const latin = LATIN.test(word);
    for (const other of Object.keys(terms)) {
      const like = other === word ? 1
        : other.slice(0, BEGINNING) !== word.slice(0, BEGINNING) ? 0
        : latin ? Number(stem(other) === english) * FORM_WORTH
        : alike(other, word) * FORM_WORTH;
      if (!like) continue;
      for (const [number, code] of unpacked(terms[other], "t")) {
        add(term.strengths, number, TEXT_WORTH[code] * like * worth);
      }
    }
  }

  // Names without an ending of Russian or Kazakh, or with another one.
  async addStems(term, keys, isForm) {
    for (const cut of [1, 2, 3]) {
      const stems = keys.map((key) => key.slice(0, -cut))
        .filter((key) => key.length >= SHORTEST_MENDED);
      await this.addNames(term, stems, ENDING_WORTH);
      if (term.sizes.size) return;
    }
    await Promise.all(keys.map(async (key) => {
      const others = Object.keys(await this.index.near("n", key)).filter((one) => isForm(one, key));
      await this.addNames(term, others, NEAR_WORTH);
      if (others.length) term.mended = [...(term.mended ?? []), ...others];
    }));
  }

  // For a word that nothing holds: what is spelt nearly so. Most slips are not in the first letters:
  // what begins alike is at hand already. Of the others most leave the last letters as they are;
  // only then all there is is asked for.
  async addMended(term, keys, word) {
    const long = keys.filter((key) => key.length >= SHORTEST_MENDED);
    const alike = await Promise.all(long.map((key) => this.index.near("n", key)));
    const begun = alike.flatMap((terms) => Object.keys(terms));
    let names = [begun.filter((one) => long.some((key) => nearly(one, key))), NEAR_WORTH];
    let texts = word.length < SHORTEST_MENDED ? []
      : Object.keys(await this.index.near("t", word)).filter((one) => nearly(one, word));
    if (!names[0].length && !texts.length) {
      const ended = await Promise.all(long.map((key) => this.index.ending("e", key)));
      const near = [...new Set(ended.flat())];
      names = [near.filter((one) => long.some((key) => nearly(one, key))), NEAR_WORTH];
      texts = word.length < SHORTEST_MENDED ? []
        : (await this.index.ending("f", word)).filter((one) => nearly(one, word));
    }
    if (!names[0].length && !texts.length) {
      const known = await this.index.known();
      const { near, loosely } = nearest(known.names, long);
      names = [near, loosely ? LOOSE_WORTH : NEAR_WORTH];
      texts = word.length < SHORTEST_MENDED ? [] : known.texts.filter((one) => nearly(one, word));
    }
    const [others, worth] = names;
    if (others.length) term.mended = others.slice(0, MOST_MENDED);
    await this.addNames(term, others.slice(0, MOST_MENDED), worth);
    await Promise.all(texts.slice(0, MOST_MENDED).map(async (one) => {
      await Promise.all([
        this.addText(term, one, NEAR_WORTH), this.addNames(term, keysOf(one), LOOSE_WORTH),
      ]);
      for (const group of this.reader.groupsOf(one)) {
        for (const [number, code] of await this.index.held("s", group)) {
          add(term.strengths, number, GROUP_WORTH[code] * NEAR_WORTH);
        }
      }
    }));
    if (texts.length) term.mended = [...(term.mended ?? []), ...texts.flatMap(keysOf)];
  }

}

// --- small things ------------------------------------------------------------------------------

const newTerm = (word) =>
  ({ word, strengths: new Map(), sizes: new Map(), named: new Set(), meant: new Set(), mended: null });

const add = (strengths, number, worth) => {
  strengths.set(number, Math.max(strengths.get(number) ?? 0, worth));
};

const hasInitials = ({ kind, title }, initials) => {
  if (kind !== "case" || !initials.length) return false;
  const letters = wordsOf(title).flatMap(strictKeys).map((key) => key[0]);
  return initials.every((one) => strictKeys(one).some((key) => letters.includes(key[0])));
};

// A town may lead to the page of its region, which is a hit of its own.
const differing = (hits) => {
  const seen = new Set();
  return hits.filter(({ address }) => !seen.has(address) && seen.add(address));
};

// The page has loaded `start.js`. `again` asks for it anew, for a site published anew meanwhile.
const open = async (folder, again = false) => new Search(await openIndex(folder, again));

return { open, take };
})();
