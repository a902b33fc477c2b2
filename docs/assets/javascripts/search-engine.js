// Asks Pagefind for what a reader typed, and orders what it finds. No page needs this file before
// its reader searches.
//
// Each entry of the index carries, beside its text, marks: words that no text holds, one for each
// key of its names and for its law (src/casebook/searching/entry.py lists them). A query is parted
// into terms. Each term is looked for as a mark (strong) and in the text (weak), also under its
// synonyms, and, if it is found nowhere, under what is spelt nearly so. An entry is worth the sum of
// its terms, rare ones more, less what it lacks, and more if the whole query is its name.
//
// Where a site sends a Content-Security-Policy, its script-src needs 'self' 'wasm-unsafe-eval':
// Pagefind reads its index with WebAssembly. Nothing is asked of any other host.

import { looseKey, nearly, plain, strictKeys, wordsOf } from "./search-keys.js";

const KIND_WORTH = {
  case: 1.25, article: 1.15, event: 1.12, place: 1.15, organisation: 1.08, term: 0.95, role: 0.85,
  liberty: 0.85, source: 0.7, statistic: 0.78, recommendation: 0.72,
};
// Kinds of records that tell a story; a long query most likely asks for one.
const TELLS = new Set(["case", "event", "article"]);
// A word of a name, by how many words the name has, and a word of what else a thing is called.
const NAME_WORTH = [["a", 1], ["b", 0.95], ["c", 0.8], ["d", 0.6]];
const ALSO_WORTH = 0.45;
const WHOLE_ALSO_WORTH = 0.25;
// What is only found under a synonym or by its beginning.
const FAINT = 0.2;
const SYNONYM_WORTH = 0.55;
const OPENING_WORTH = 0.5;
const ENDING_WORTH = 0.9;
const NEAR_WORTH = 0.75;
const LOOSE_WORTH = 0.6;
// For an entry whose name holds every word of the query.
const NAMED_BONUS = 0.4;
// For each level of how much is told about an entry; it decides between equals.
const KNOWN_BONUS = 0.03;
const LAW_WEIGHT = 8;
const SHORTEST_MENDED = 4;
const TOKENS = /\p{L}+|\p{Nd}+(?:[-–.]\p{Nd}+)*(?:\(\p{Nd}+\))?/gu;
const YEAR = /^(?:19|20)\d\d$/;

const listed = (text) => new Set(text.split(" "));
const keysOf = (word) => [...new Set([
  ...strictKeys(word),
  ...(word.length > 4 && /^[a-z]+s$/.test(word) ? strictKeys(word.slice(0, -1)) : []),
])];
const numberKey = (number) => wordsOf(number).flatMap(strictKeys).join("");
const codeKey = (code) => code.replaceAll("-", "").replace(/\d/g, (d) => "abcdefghij"[d]);

export const openSearch = async (folder) => {
  const [pagefind, kept] = await Promise.all([
    import(new URL("pagefind.js", folder).href),
    fetch(new URL("keys.json", folder)).then((answer) => {
      if (!answer.ok) throw new Error(`keys.json: ${answer.status}`);
      return answer.json();
    }),
  ]);
  // What a hit shows is stored with it and must not be found by itself.
  await pagefind.options({ ranking: { pageLength: 0.4, metaWeights: { hit: 0 } } });
  await pagefind.init();
  const habits = {
    entries: kept.entries,
    keys: listed(kept.keys),
    words: listed(kept.words),
    stop: listed(kept.stop),
    lawMarks: listed(kept.lawMarks),
    partMarks: listed(kept.partMarks),
    synonyms: synonymsOf(kept.synonyms),
    codes: new Map(Object.entries(kept.codes)),
  };
  const asked = new Map();
  const ask = (query) => {
    if (!asked.has(query)) {
      asked.set(query, pagefind.search(query).then(({ results }) => results));
    }
    return asked.get(query);
  };
  return new Search(habits, ask);
};

const synonymsOf = (groups) => {
  const found = new Map();
  for (const group of groups) {
    const words = group.split(" ");
    for (const word of words) {
      found.set(word, [...new Set([...(found.get(word) ?? []), ...words])]);
    }
  }
  return found;
};

class Search {
  constructor(habits, ask) {
    this.habits = habits;
    this.ask = ask;
    this.found = new Map();
  }

  // Best first: { hits: [{ kind, label, title, status, asOf, address }], count, mended }, where
  // `mended` maps words of the query that nothing holds to the keys that were looked for instead.
  async search(text, most = 10) {
    const tokens = plain(text).match(TOKENS) ?? [];
    const { law, rest } = this.partLaw(tokens);
    const telling = rest.filter((word) => !this.habits.stop.has(word));
    const words = telling.length || law.length ? telling : rest;
    const terms = await Promise.all([
      ...law.map((one) => this.lawTerm(one)),
      ...words.map((word, index) => this.wordTerm(word, index === words.length - 1)),
    ]);
    const worth = await this.weigh(terms, tokens);
    const ordered = [...worth].sort((one, other) => other[1] - one[1] || (one[0] < other[0] ? -1 : 1));
    const best = await Promise.all(ordered.slice(0, most + 2).map(([id]) => this.hit(id)));
    // A town may lead to the page of its region, which is a hit of its own.
    const seen = new Set();
    const hits = best.filter(({ address }) => !seen.has(address) && seen.add(address));
    return {
      hits: hits.slice(0, most),
      count: ordered.length - (best.length - hits.length),
      mended: new Map(terms.filter((term) => term.mended).map((term) => [term.word, term.mended])),
    };
  }

  async hit(id) {
    const { meta } = await this.found.get(id).data();
    const [kind, label, title, status, asOf, address] = JSON.parse(meta.hit);
    return { kind, label, title, status, asOf, address };
  }

  // --- reading a query ---------------------------------------------------------------------------

  // Part provisions of law from other words: "ст. 174 УК", "405-бап", "article 488 CAO", "405".
  partLaw(tokens) {
    const { codes, lawMarks, partMarks } = this.habits;
    const isNumber = (token) => /^\p{Nd}/u.test(token ?? "");
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
      const plainly = !marked && tokens.length > 1 && /^\p{Nd}{1,2}$/u.test(token);
      return plainly || (!marked && YEAR.test(token)) ? [] : [{ at, part: false }];
    });
    const law = numbers.filter((one) => !one.part);
    if (!law.length) return { law: [], rest: tokens.flatMap((one) => wordsOf(one)) };
    // A number alone may be a name's as well ("Almaty 13"): then other words decide.
    const dropped = new Set(marked ? [...numbers.map((one) => one.at), ...used] : numbers.map((one) => one.at));
    const rest = tokens.filter((token, at) =>
      !dropped.has(at) && !(marked && (lawMarks.has(token) || partMarks.has(token))));
    return {
      law: law.map((one) => ({ number: tokens[one.at], codes: named, marked })),
      rest: rest.flatMap((one) => wordsOf(one)),
    };
  }

  async lawTerm({ number, codes, marked }) {
    const strengths = new Map();
    const base = number.replace(/[-–.(].*$/, "");
    for (const [written, worth] of new Map([[base, number === base ? 1 : 0.6], [number, 1]])) {
      const key = numberKey(written);
      const own = codes
        ? codes.map((code, place) => [`ql${codeKey(code)}z${key}q`, 1 - 0.25 * place])
        : [[`qm${key}q`, 0.7], [`qlccz${key}q`, 1], [`qlcaoz${key}q`, 0.9]];
      const touched = codes ? codes.map((code) => `qr${codeKey(code)}z${key}q`) : [`qr${key}q`];
      for (const [mark, share] of own) this.add(strengths, await this.exact(mark), share * worth);
      for (const mark of touched) this.add(strengths, await this.exact(mark), 0.3 * worth);
    }
    if (!marked) {
      await this.addName(strengths, strictKeys(base), 0.8);
      this.add(strengths, await this.text(base), 0.5);
    }
    return { word: number, strengths, weight: LAW_WEIGHT, named: new Set() };
  }

  async wordTerm(word, isLast) {
    const { keys: known, words, synonyms } = this.habits;
    const strengths = new Map();
    const keys = keysOf(word);
    const own = keys.filter((key) => known.has(key));
    await this.addName(strengths, own, 1);
    const named = new Set([...strengths].filter(([, one]) => one > ALSO_WORTH).map(([id]) => id));
    this.add(strengths, await this.text(word), 1);
    const clear = strengths.size;
    let mended = null;
    if (isLast && word.length > 2) {
      const opened = keys.filter((key) => key.length > 2
        && [...known].some((one) => one !== key && one.startsWith(key)));
      for (const key of opened) this.add(strengths, await this.loaded(`qn${key}`), OPENING_WORTH);
    }
    if (!strengths.size) {
      const [others, worth] = this.mend(keys, word);
      await this.addName(strengths, others, worth);
      if (others.length) mended = others;
      for (const near of [...words].filter((one) => word.length >= SHORTEST_MENDED && nearly(one, word))) {
        this.add(strengths, await this.text(near), NEAR_WORTH);
        for (const key of keysOf(near)) if (known.has(key)) (mended ??= []).push(key);
        await this.addName(strengths, keysOf(near).filter((key) => known.has(key)), 0.6);
        for (const other of synonyms.get(near) ?? []) {
          this.add(strengths, await this.text(other), SYNONYM_WORTH * NEAR_WORTH);
        }
      }
    }
    const direct = strengths.size;
    for (const other of synonyms.get(word) ?? []) {
      if (other === word) continue;
      this.add(strengths, await this.text(other), SYNONYM_WORTH);
      await this.addName(strengths, keysOf(other).filter((key) => known.has(key)), SYNONYM_WORTH * 0.7);
    }
    const weight = Math.log(1 + this.habits.entries / Math.max(1, clear || direct || strengths.size));
    return { word, strengths, weight, mended, named };
  }

  // Find keys for a word that nothing holds: without an ending of Russian or Kazakh, with one letter
  // other, then by the loose key.
  mend(keys, word) {
    const { keys: known } = this.habits;
    const all = [...known];
    const long = keys.filter((key) => key.length >= SHORTEST_MENDED);
    if (!/^[a-z]/.test(word)) {
      for (const cut of [1, 2, 3]) {
        const stems = long.map((key) => key.slice(0, -cut))
          .filter((key) => key.length >= SHORTEST_MENDED && known.has(key));
        if (stems.length) return [stems, ENDING_WORTH];
      }
    }
    const near = all.filter((one) => long.some((key) => nearly(one, key)));
    if (near.length) return [near.slice(0, 8), NEAR_WORTH];
    const loose = new Set(long.map(looseKey).filter((key) => key.length > 2));
    const alike = all.filter((one) => loose.has(looseKey(one)));
    if (alike.length) return [alike.slice(0, 8), LOOSE_WORTH];
    const twice = long.filter((key) => key.length > 6);
    const far = all.filter((one) => one.length > 5 && twice.some((key) => apart(one, key) <= 2));
    return [far.slice(0, 8), LOOSE_WORTH];
  }

  // --- asking ------------------------------------------------------------------------------------

  // Entry -> strength between 0 and 1, for a word that must stand as it is.
  async exact(word) {
    const results = await this.ask(`"${word}"`);
    return new Map(results.map((one) => [this.keep(one), 1]));
  }

  // The same for the beginning of a word.
  async loaded(word) {
    const results = await this.ask(word);
    return new Map(results.map((one) => [this.keep(one), 1]));
  }

  // Entries with a word in their text, in any English form of it; much of it in little text is
  // stronger, and no text is as strong as a name.
  async text(word) {
    const [held, scored] = await Promise.all([this.ask(`"${word}"`), this.ask(word)]);
    const ids = new Set(held.map((one) => this.keep(one)));
    const scores = scored.filter((one) => ids.has(one.id));
    const top = Math.max(...scores.map((one) => one.score), Number.MIN_VALUE);
    return new Map(scores.map((one) => [one.id, 0.2 + 0.25 * (one.score / top)]));
  }

  async addName(strengths, keys, worth) {
    for (const key of keys) {
      for (const [size, share] of NAME_WORTH) {
        this.add(strengths, await this.exact(`qn${key}q${size}`), share * worth);
      }
      this.add(strengths, await this.exact(`qw${key}q`), ALSO_WORTH * worth);
    }
  }

  add(strengths, found, worth) {
    for (const [id, strength] of found) {
      strengths.set(id, Math.max(strengths.get(id) ?? 0, strength * worth));
    }
  }

  keep(result) {
    if (!this.found.has(result.id)) this.found.set(result.id, result);
    return result.id;
  }

  // --- weighing ----------------------------------------------------------------------------------

  async weigh(terms, tokens) {
    const all = terms.reduce((sum, term) => sum + term.weight, 0);
    const worth = new Map();
    const held = new Map();
    const named = new Map();
    for (const term of terms) {
      for (const id of term.named) named.set(id, (named.get(id) ?? 0) + term.weight);
      for (const [id, strength] of term.strengths) {
        worth.set(id, (worth.get(id) ?? 0) + term.weight * strength);
        const share = strength < FAINT ? 0.6 : 1;
        held.set(id, (held.get(id) ?? 0) + share * term.weight);
      }
    }
    for (const [id, found] of worth) {
      const share = (named.get(id) ?? 0) / all;
      worth.set(id, found * (0.1 + 0.9 * (held.get(id) / all) ** 2) * (1 + NAMED_BONUS * share ** 2));
    }
    for (const [id, share] of await this.wholeNames(terms, tokens)) {
      worth.set(id, (worth.get(id) ?? 0) + all * share);
    }
    const [kinds, levels] = await Promise.all([this.kinds(), this.levels()]);
    for (const [id, found] of worth) {
      const known = 1 + KNOWN_BONUS * (levels.get(id) ?? 0);
      const kind = kinds.get(id) ?? "case";
      const told = terms.length > 2 && !TELLS.has(kind) ? 0.85 : 1;
      worth.set(id, found * KIND_WORTH[kind] * known * told);
    }
    return worth;
  }

  // Entries that the whole query is a name of.
  async wholeNames(terms, tokens) {
    const mended = new Map(terms.filter((term) => term.mended).map((term) => [term.word, term.mended]));
    const words = tokens.flatMap((token) => wordsOf(token));
    const telling = words.filter((word) => !this.habits.stop.has(word));
    let names = [[]];
    for (const word of telling.length ? telling : words) {
      const choices = mended.get(word) ?? strictKeys(word);
      names = names.flatMap((name) => choices.map((key) => [...name, key])).slice(0, 12);
    }
    const shares = new Map();
    for (const name of names.filter((one) => one.length)) {
      const inOrder = name.join("");
      this.add(shares, await this.exact(`qf${inOrder}q`), 1);
      this.add(shares, await this.exact(`qg${[...name].sort().join("")}q`), 0.9);
      this.add(shares, await this.exact(`qh${inOrder}q`), WHOLE_ALSO_WORTH);
    }
    return shares;
  }

  // Entry -> how much is told about it, in levels.
  async levels() {
    const found = new Map();
    for (const [level, letter] of [..."abcd"].entries()) {
      for (const one of await this.ask(`"qp${letter}q"`)) found.set(one.id, level + 1);
    }
    return found;
  }

  // Entry -> kind, but for cases, which are most of them.
  async kinds() {
    const found = new Map();
    for (const kind of Object.keys(KIND_WORTH)) {
      if (kind === "case") continue;
      for (const one of await this.ask(`"qk${kind}q"`)) found.set(one.id, kind);
    }
    return found;
  }
}

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
