// Orders what a reader's query finds. No page needs this file before its reader searches.
//
// The index is many small files (src/casebook/searching/files.py lists them), each a script that
// hands over one value: so the search works from a host and from a folder on a disk alike, and only
// those files are asked for that the words of a query need. Nothing is asked of any other host.
//
// A query is parted into terms. Each term is looked for as a word of a name (strong) and of a text
// (weak), also in groups of words that stand for each other, and, if it is found nowhere, under
// what is spelt nearly so. An entry is worth the sum of its terms, rare ones more, less what it
// lacks, and more if the whole query is its name.

window.casebookSearch = (() => {
"use strict";

const KIND_WORTH = {
  case: 1.25, body: 1.25, article: 1.15, event: 1.12, place: 1.15, organisation: 1.08, term: 0.95, year: 0.9,
  census: 0.85, page: 0.85, source: 0.7, statistic: 0.78, recommendation: 0.72,
};
const OTHER_KIND_WORTH = 0.85;
// Kinds of records that tell a story; a long query most likely asks for one, most of all for a case.
const TELLS = new Set(["case", "body", "event", "article"]);
// In a story a word of a title is little more than one of a text; a person's name is a name.
const STORY_NAMED = 0.6;
// What is left of an entry whose name holds nothing of the query: of a kind that is found by what
// it tells all, of a page that lists or explains little.
const LEAST_UNNAMED = {
  case: 1, body: 1, event: 1, article: 0.8, source: 0.9, statistic: 0.9, recommendation: 1,
};
const LISTED = 0.2;
const LISTED_POWER = 1.5;
const STORY_WORTH = { case: 1.2, body: 1.15, article: 0.75 };
const OTHER_STORY_WORTH = 0.6;
// For a case whose name has a word that begins with an initial of the query.
const INITIAL_WORTH = 1.5;
// So many words are no story.
const SHORT = 3;
// A kind that a word of the query asks for: "how many", "recommendation".
const HINT_WORTH = 1.5;
// A word of a name, by how many words the name has, and a word of what else a thing is called.
const NAME_WORTH = [1, 0.95, 0.85, 0.75, 0.7];
const ALSO_WORTH = 0.45;
const WHOLE_ALSO_WORTH = 0.5;
// The code of an entry at a key: its first 8 values are sizes of names, the next 8 of other words.
const SIZES = 8;
// Of a word of a text, by how much of the text it is; no text is as strong as a name.
const TEXT_WORTH = [0.15, 0.3, 0.45, 0.6];
// What is only found under a synonym or by its beginning.
const FAINT = 0.3;
const GROUP_WORTH = [0.17, 0.21, 0.26, 0.4];
// For a person's case if a word of the query speaks of one: "his", "journalist".
const PERSONAL_WORTH = 1.4;
// For an event if a word speaks of several: "activists", "relatives".
const SEVERAL_WORTH = 1.12;
// How much of a word of the query a name holds with one that stands for it.
const MEANT_WORTH = 0.5;
// A word that tells little.
const FAINTLY = 0.35;
const FORM_WORTH = 0.8;
// How much the rarity of a word goes by all that stand for it, rather than by itself.
const WIDE = 0.7;
const OPENING_WORTH = 0.5;
const WHOLLY = 0.7;
const ENDING_WORTH = 0.9;
const NEAR_WORTH = 0.75;
const LOOSE_WORTH = 0.6;
// For an entry whose name holds every word of the query.
const NAMED_BONUS = 0.6;
const NAMED_POWER = 3;
// For each level of how much is told about an entry; it decides between equals.
const KNOWN_BONUS = 0.015;
const LAW_WEIGHT = 8;
const SHORTEST_MENDED = 4;
const MOST_MENDED = 8;
// How much of a word that is not English another form of it begins with.
const SHARED = 0.66;
// So many hits are told of before the rest has come.
const FIRST = 3;
const BEGINNING = 3; // as in src/casebook/searching/postings.py
const DIGITS = new Map(
  [..."ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"].map((one, at) => [one, at]),
);
// Files of these bring what the likeliest entries of their terms show.
const CARRYING = new Set(["n", "l"]);
const BITS = { n: 4, t: 2, s: 2, l: 0 };
const TOKENS = /\p{L}+|\p{Nd}+(?:[-–.]\p{Nd}+)*(?:\(\p{Nd}+\))?/gu;
const LATIN = /^[\x00-\x7f]*$/;
const YEAR = /^(?:19|20)\d\d$/;

const { looseKey, nearly, plain, stem, strictKeys, wordsOf } = window.casebookKeys;
const listed = (text) => new Set(text.split(" "));
const keysOf = (word) => [...new Set([
  ...strictKeys(word),
  ...(word.length > 4 && /^[a-z]+s$/.test(word) ? strictKeys(word.slice(0, -1)) : []),
])];
const stemsOf = (word, keys) => strictKeys(stem(word)).filter((key) => !keys.includes(key));
const baseOf = (number) => number.replace(/[-–.(].*$/, "");
const isNumber = (token) => /^\p{Nd}/u.test(token ?? "");

// --- files -------------------------------------------------------------------------------------

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

// The page has loaded `start.js`. `again` asks for it past what the browser has kept, for a site that
// has been published anew meanwhile.
const open = async (folder, again = false) => {
  if (again) await script(new URL("start.js?again", folder).href, "start");
  const start = taken.get("start");
  return new Search(start, files(new URL(`${start.folder}/`, folder)));
};

// What a term stands with: yields the number of an entry and its code.
const unpacked = function* (text, bits) {
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

// --- the search --------------------------------------------------------------------------------

class Search {
  constructor(start, load) {
    this.load = load;
    this.start = start;
    this.lines = new Map();
    this.stop = listed(start.stop);
    this.faint = listed(start.faint);
    this.personal = listed(start.personal);
    this.several = listed(start.several);
    this.lawMarks = listed(start.lawMarks);
    this.partMarks = listed(start.partMarks);
    this.codes = new Map(Object.entries(start.codes));
    this.laws = new Map(Object.entries(start.laws));
    this.begins = Object.fromEntries(
      Object.entries(start.files).map(([space, text]) => [space, text ? text.split(" ") : []]),
    );
    this.hints = new Map(Object.entries(start.hints)
      .flatMap(([kind, text]) => text.split(" ").map((word) => [word, kind])));
    this.groups = new Map();
    start.synonyms.forEach((group, number) => {
      for (const word of new Set(group.split(" ").map(stem))) {
        this.groups.set(word, [...(this.groups.get(word) ?? []), String(number).padStart(3, "0")]);
      }
    });
    this.foreign = formsOf(this.groups.keys());
    this.personalForms = formsOf(this.personal);
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

  // Best first: { hits: [{ kind, label, title, status, asOf, address }], count, mended }, where
  // `mended` maps words of the query that nothing holds to the keys that were looked for instead.
  // `early` is given the first hits as soon as they are there: the rest only follows them. Nothing
  // comes, and nothing more is asked for, if meanwhile it is not `wanted`.
  async search(text, most = 10, early = null, wanted = () => true) {
    const tokens = plain(text).match(TOKENS) ?? [];
    const { law, rest } = this.partLaw(tokens);
    const telling = rest.filter((word) => !this.stop.has(word));
    // In a long query "article" is more likely one of a newspaper than a provision.
    const hint = (word) => {
      const kind = this.hints.get(word);
      return kind === "article" && telling.length > SHORT ? undefined : kind;
    };
    const hinted = new Set(telling.map(hint).filter(Boolean));
    const plainly = telling.filter((word) => !hint(word));
    const words = plainly.length || law.length ? plainly : telling.length ? telling : rest;
    const terms = await Promise.all([
      ...(law.length ? [this.lawTerm(law)] : []),
      ...words.map((word, index) => this.wordTerm(word, index === words.length - 1)),
    ]);
    await this.addJoined(terms.slice(-words.length), words);
    if (!wanted()) return null;
    const asks = {
      hinted: words.length < telling.length ? hinted : new Set(),
      case: rest.some((word) => this.personal.has(word) || this.personalForms.has(bare(word)))
        ? PERSONAL_WORTH : 1,
      event: rest.some((word) => this.several.has(word)) ? SEVERAL_WORTH : 1,
    };
    const worth = this.weigh(terms, tokens, asks);
    const ordered = [...worth].sort((one, other) => other[1] - one[1] || one[0] - other[0]);
    const initials = initialsOf(text, tokens);
    const coming = ordered.slice(0, most + 2).map(async ([number, share]) => {
      const hit = await this.hit(number);
      return { hit, worth: share * (hasInitials(hit, initials) ? INITIAL_WORTH : 1) };
    });
    // What came with the names is there at once. Initials may put a later hit first.
    const there = ordered.findIndex(([number]) => !this.lines.has(number));
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
    for (const token of plain(text).match(TOKENS) ?? []) {
      if (isNumber(token)) this.foresee("l", token);
      for (const word of wordsOf(token)) {
        if (this.stop.has(word) || this.hints.has(word)) continue;
        this.foresee("t", word);
        for (const key of keysOf(word)) this.foresee("n", key);
      }
    }
  }

  // What cannot be had now is asked for again when it is needed.
  foresee(space, term) {
    if (term.length >= BEGINNING) this.near(space, term).catch(() => {});
  }

  async hit(number) {
    const { hits } = this.start;
    const line = this.lines.get(number)
      ?? (await this.load(`h${Math.floor(number / hits)}`))[number % hits];
    const [title, status, asOf, address] = line;
    const [kind, label] = this.kinds[number];
    return { kind, label, title, status, asOf, address };
  }

  // --- reading a query ---------------------------------------------------------------------------

  // Part provisions of law from other words: "ст. 174 УК", "405-бап", "article 488 CAO", "405".
  partLaw(tokens) {
    const { codes, lawMarks, partMarks } = this;
    const used = new Set();
    let named = null;
    for (let at = 0; at < tokens.length; at += 1) {
      for (let length = Math.min(9, tokens.length - at); length > 0; length -= 1) {
        const found = codes.get(tokens.slice(at, at + length).join(" "));
        if (found && !used.has(at)) {
          named ??= found;
          for (let word = at; word < at + length; word += 1) used.add(word);
        }
      }
    }
    const marked = tokens.some((token) => lawMarks.has(token)) || named !== null;
    const numbers = tokens.flatMap((token, at) => {
      if (!isNumber(token) || used.has(at)) return [];
      const isPart = partMarks.has(tokens[at - 1])
        || /^(?:тармақ|бөлі[кг])/.test(tokens[at + 1] ?? "");
      if (isPart && tokens.some((other, place) => place !== at && isNumber(other))) {
        return [{ at, part: true }];
      }
      // "UPR 139.94": not each number with a point is one of a provision.
      const isLaw = [token, baseOf(token)].some((one) => this.laws.has(one));
      const plainly = !marked && tokens.length > 1 && (/^\p{Nd}{1,2}$/u.test(token) || !isLaw);
      return plainly || (!marked && YEAR.test(token)) ? [] : [{ at, part: false }];
    });
    const law = numbers.filter((one) => !one.part);
    if (!law.length) return { law: [], rest: tokens.flatMap((one) => wordsOf(one)) };
    // A number alone may be a name's as well ("Almaty 13"): then other words decide.
    const dropped = new Set([...numbers.map((one) => one.at), ...(marked ? used : [])]);
    const rest = tokens.filter((token, at) =>
      !dropped.has(at) && !(marked && (lawMarks.has(token) || partMarks.has(token))));
    return {
      law: law.map((one) => ({ number: tokens[one.at], codes: named, marked })),
      rest: rest.flatMap((one) => wordsOf(one)),
    };
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
    const apart = number !== base && this.laws.has(number.replace("–", "-"));
    for (const [written, worth] of new Map([[base, apart ? 0.6 : 1], [number, 1]])) {
      for (const [code, entry] of this.laws.get(written.replace("–", "-")) ?? []) {
        const place = codes ? codes.indexOf(code) : 0;
        if (place < 0) continue;
        const share = codes ? 1 - 0.25 * place : { cc: 1, cao: 0.9 }[code] ?? 0.7;
        add(term.strengths, entry, share * worth);
        term.named.add(entry);
        for (const [other] of await this.held("l", `${written}${code}`)) {
          add(term.strengths, other, 0.3 * worth);
        }
      }
    }
    if (marked) return;
    await this.addNames(term, strictKeys(base), 0.8);
    await this.addText(term, base, 0.5);
  }

  async wordTerm(word, isLast) {
    const term = newTerm(word);
    const keys = keysOf(word);
    const opened = isLast && word.length > 2 ? this.opened(keys) : [];
    // What has words that stand for it is no slip of the finger.
    const known = this.groupsOf(word);
    const groups = known.map((group) => this.held("s", group));
    await Promise.all([
      this.addNames(term, keys, 1),
      this.addNames(term, stemsOf(word, keys), FORM_WORTH),
      this.addText(term, word, 1),
    ]);
    if (!term.sizes.size && !/^[a-z]/.test(word)) await this.addStems(term, keys, !known.length);
    const named = new Set(
      [...term.strengths].filter(([, one]) => one > ALSO_WORTH).map(([number]) => number),
    );
    const clear = term.strengths.size;
    // A word that is whole is less likely the beginning of another.
    const share = OPENING_WORTH * (named.size || known.length ? WHOLLY : 1);
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
    const rare = Math.log(1 + this.kinds.length / found);
    return { ...term, weight: rare * (this.faint.has(word) ? FAINTLY : 1), named };
  }

  // Groups of words that a word stands with; one that is not English in any form of it.
  groupsOf(word) {
    const groups = this.groups.get(stem(word));
    if (groups || LATIN.test(word)) return groups ?? [];
    const forms = this.foreign.get(bare(word)) ?? [];
    return [...new Set(forms.flatMap((form) => this.groups.get(form)))];
  }

  // --- asking ------------------------------------------------------------------------------------

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
    return Object.hasOwn(terms, term) ? unpacked(terms[term], BITS[space]) : [];
  }

  async addNames(term, keys, worth) {
    await Promise.all(keys.map(async (key) => {
      for (const [number, code] of await this.held("n", key)) {
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
        const terms = await this.near("n", key);
        const others = Object.keys(terms).filter((other) => other !== key && other.startsWith(key));
        return others.flatMap((other) => [...unpacked(terms[other], BITS.n)]);
      }));
    return found.flat().filter(([, code]) => code < SIZES).map(([number]) => number);
  }

  // Entries with a word in their text that begins so: one that is still being typed.
  async addBegun(term, word) {
    if (word.length < BEGINNING) return;
    const terms = await this.near("t", word);
    for (const other of Object.keys(terms)) {
      if (!other.startsWith(word)) continue;
      for (const [number, code] of unpacked(terms[other], BITS.t)) {
        add(term.strengths, number, TEXT_WORTH[code] * OPENING_WORTH);
      }
    }
  }

  // Entries with a word in their text, in any form of it.
  async addText(term, word, worth) {
    const terms = await this.near("t", word);
    const english = stem(word);
    const latin = LATIN.test(word);
    for (const other of Object.keys(terms)) {
      const like = other === word ? 1
        : other.slice(0, BEGINNING) !== word.slice(0, BEGINNING) ? 0
        : latin ? Number(stem(other) === english) * FORM_WORTH
        : alike(other, word) * FORM_WORTH;
      if (!like) continue;
      for (const [number, code] of unpacked(terms[other], BITS.t)) {
        add(term.strengths, number, TEXT_WORTH[code] * like * worth);
      }
    }
  }

  // Names without an ending of Russian or Kazakh, or with another one.
  async addStems(term, keys, widely) {
    for (const cut of [1, 2, 3]) {
      const stems = keys.map((key) => key.slice(0, -cut))
        .filter((key) => key.length >= SHORTEST_MENDED);
      await this.addNames(term, stems, ENDING_WORTH);
      if (term.sizes.size) return;
    }
    if (!widely) return;
    await Promise.all(keys.map(async (key) => {
      const others = Object.keys(await this.near("n", key)).filter((one) => alike(one, key));
      await this.addNames(term, others, NEAR_WORTH);
      if (others.length) term.mended = [...(term.mended ?? []), ...others];
    }));
  }

  // For a word that nothing holds: what is spelt nearly so. Most slips are not in the first letters:
  // what begins alike is at hand already. Of the others most leave the last letters as they are;
  // only then all there is is asked for.
  async addMended(term, keys, word) {
    const long = keys.filter((key) => key.length >= SHORTEST_MENDED);
    const alike = await Promise.all(long.map((key) => this.near("n", key)));
    const begun = alike.flatMap((terms) => Object.keys(terms));
    let names = [begun.filter((one) => long.some((key) => nearly(one, key))), NEAR_WORTH];
    let texts = word.length < SHORTEST_MENDED ? []
      : Object.keys(await this.near("t", word)).filter((one) => nearly(one, word));
    if (!names[0].length && !texts.length) {
      const ended = await Promise.all(long.map((key) => this.ending("e", key)));
      names = [[...new Set(ended.flat())].filter((one) => long.some((key) => nearly(one, key))), NEAR_WORTH];
      texts = word.length < SHORTEST_MENDED ? []
        : (await this.ending("f", word)).filter((one) => nearly(one, word));
    }
    if (!names[0].length && !texts.length) {
      const known = await this.known();
      names = nearest(known.names, long);
      texts = word.length < SHORTEST_MENDED ? [] : known.texts.filter((one) => nearly(one, word));
    }
    const [others, worth] = names;
    if (others.length) term.mended = others.slice(0, MOST_MENDED);
    await this.addNames(term, others.slice(0, MOST_MENDED), worth);
    await Promise.all(texts.slice(0, MOST_MENDED).map(async (one) => {
      await Promise.all([
        this.addText(term, one, NEAR_WORTH), this.addNames(term, keysOf(one), LOOSE_WORTH),
      ]);
      for (const group of this.groupsOf(one)) {
        for (const [number, code] of await this.held("s", group)) {
          add(term.strengths, number, GROUP_WORTH[code] * NEAR_WORTH);
        }
      }
    }));
    if (texts.length) term.mended = [...(term.mended ?? []), ...texts.flatMap(keysOf)];
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

  // --- weighing ----------------------------------------------------------------------------------

  weigh(terms, tokens, { hinted, ...asked }) {
    const all = terms.reduce((sum, term) => sum + term.weight, 0);
    const isStory = terms.length > SHORT;
    const worth = new Map();
    const held = new Map();
    const named = new Map();
    for (const term of terms) {
      for (const number of term.named) named.set(number, (named.get(number) ?? 0) + term.weight);
      // Its name has not the word, but one that stands for it.
      for (const number of term.meant) {
        if (!term.named.has(number)) {
          named.set(number, (named.get(number) ?? 0) + MEANT_WORTH * term.weight);
        }
      }
      for (const [number, found] of term.strengths) {
        const strength = isStory && this.kinds[number][0] !== "case"
          ? Math.min(found, STORY_NAMED) : found;
        worth.set(number, (worth.get(number) ?? 0) + term.weight * strength);
        const share = strength < FAINT ? 0.6 : 1;
        held.set(number, (held.get(number) ?? 0) + share * term.weight);
      }
    }
    for (const [number, found] of worth) {
      const share = (named.get(number) ?? 0) / all;
      const whole = 0.1 + 0.9 * (held.get(number) / all) ** 2;
      worth.set(number, found * whole * (1 + NAMED_BONUS * share ** NAMED_POWER));
    }
    for (const [number, share] of this.wholeNames(terms, tokens)) {
      worth.set(number, (worth.get(number) ?? 0) + all * share);
    }
    for (const [number, found] of worth) {
      const [kind] = this.kinds[number];
      const known = 1 + KNOWN_BONUS * this.levels[number];
      const told = hinted.size ? (hinted.has(kind) ? HINT_WORTH : 1 / HINT_WORTH)
        : terms.length < SHORT ? 1
        : isStory && STORY_WORTH[kind] ? STORY_WORTH[kind]
        : TELLS.has(kind) ? 1 : OTHER_STORY_WORTH;
      const least = LEAST_UNNAMED[kind] ?? LISTED;
      const meant = least + (1 - least) * ((named.get(number) ?? 0) / all) ** LISTED_POWER;
      worth.set(number, found * (KIND_WORTH[kind] ?? OTHER_KIND_WORTH) * known * told * meant
        * (asked[kind] ?? 1));
    }
    return worth;
  }

  // Entries that the whole query is a name of: one of so many words, and all of them found.
  wholeNames(terms, tokens) {
    const words = tokens.flatMap((token) => wordsOf(token));
    const telling = words.filter((word) => !this.stop.has(word)).length || words.length;
    const shares = new Map();
    if (!telling || telling > SIZES || telling !== terms.length) return shares;
    const bit = 1 << (telling - 1);
    for (const [number, sizes] of terms[0].sizes) {
      const all = terms.reduce((left, term) => left & (term.sizes.get(number) ?? 0), sizes);
      if (all & bit) shares.set(number, 1);
      else if (all & bit << SIZES) shares.set(number, WHOLE_ALSO_WORTH);
    }
    return shares;
  }
}

// --- small things ------------------------------------------------------------------------------

const newTerm = (word) =>
  ({ word, strengths: new Map(), sizes: new Map(), named: new Set(), meant: new Set(), mended: null });

const add = (strengths, number, worth) => {
  strengths.set(number, Math.max(strengths.get(number) ?? 0, worth));
};

// "С. Бокаев", "Utepova A": a single letter with a full stop, or beside one word only.
const initialsOf = (text, tokens) => tokens.filter((token) => /^\p{L}$/u.test(token)
  && (tokens.length === 2 || plain(text).includes(`${token}.`)));

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

// What is left of a word of Russian or Kazakh without the commonest endings; English stays whole.
const ENDINGS = /(?:(?:лар|лер|дар|дер|тар|тер)?(?:ның|нің|дың|дің|тың|тің|мен|бен|пен|да|де|та|те|ға|ге|қа|ке|ды|ді|ты|ті|ны|ні)|лар|лер|дар|дер|тар|тер|иями|ями|ами|иях|ях|ах|ого|его|ому|ему|ыми|ими|ых|их|ым|им|ая|яя|ое|ее|ые|ие|ый|ий|ой|ей|ом|ем|ам|ям|ов|ев|ую|юю|ию|ия|ии|а|я|о|е|ё|ы|и|у|ю|ь|й|ла|ли|ло|сы|сі)$/u;
const bare = (word) => {
  if (LATIN.test(word)) return word;
  const cut = word.replaceAll("ё", "е").replace(ENDINGS, "");
  return cut.length < BEGINNING ? word.replaceAll("ё", "е") : cut;
};

// Words that are not English by what is left of them without their endings.
const formsOf = (words) => {
  const forms = new Map();
  for (const word of words) {
    if (!LATIN.test(word)) forms.set(bare(word), [...(forms.get(bare(word)) ?? []), word]);
  }
  return forms;
};

// Whether two words that are not English are forms of one: most of both is the same.
const alike = (one, other) => {
  let shared = 0;
  while (shared < one.length && one[shared] === other[shared]) shared += 1;
  const least = Math.min(one.length, other.length);
  const longest = Math.max(one.length, other.length);
  return Number(shared > BEGINNING && (shared >= SHARED * longest || shared === least));
};

// Keys that one slip makes of others; or that sound alike; or, of long ones, that two slips make.
const nearest = (known, keys) => {
  const near = known.filter((one) => keys.some((key) => nearly(one, key)));
  if (near.length) return [near.slice(0, MOST_MENDED), NEAR_WORTH];
  const loose = new Set(keys.map(looseKey).filter((key) => key.length > 2));
  const alikes = known.filter((one) => loose.has(looseKey(one)));
  if (alikes.length) return [alikes.slice(0, MOST_MENDED), LOOSE_WORTH];
  const twice = keys.filter((key) => key.length > 6);
  const far = known.filter((one) => one.length > 5 && twice.some((key) => apart(one, key) <= 2));
  return [far.slice(0, MOST_MENDED), LOOSE_WORTH];
};

// How many letters must be changed, left out or put in.
const apart = (one, other) => {
  let row = [...other, ""].map((_, at) => at);
  for (let i = 1; i <= one.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= other.length; j += 1) {
      next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (one[i - 1] !== other[j - 1]));
    }
    row = next;
  }
  return row[other.length];
};

return { open, take };
})();
