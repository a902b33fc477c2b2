// How one word may stand for another: its keys, its forms without endings, what is spelt nearly so.

window.casebookWords = (() => {
"use strict";

const { looseKey, nearly, stem, strictKeys } = window.casebookKeys;
const BEGINNING = 3; // as in src/casebook/searching/postings.py
const LATIN = /^[\x00-\x7f]*$/;
const MOST_MENDED = 8;
// How much of a word that is not English another form of it begins with.
const SHARED = 0.66;

const keysOf = (word) => [...new Set([
  ...strictKeys(word),
  ...(word.length > 4 && /^[a-z]+s$/.test(word) ? strictKeys(word.slice(0, -1)) : []),
])];
const stemsOf = (word, keys) => strictKeys(stem(word)).filter((key) => !keys.includes(key));
const baseOf = (number) => number.replace(/[-–.(].*$/, "");
const isNumber = (token) => /^\p{Nd}/u.test(token ?? "");

// What is left of a word of Russian, or of Kazakh, without the commonest endings.
const PLURAL = "лар|лер|дар|дер|тар|тер";
const ENDINGS = [
  "иями|ями|ами|иях|ях|ах|ого|его|ому|ему|ыми|ими|ых|их|ым|им|ая|яя|ое|ее|ые|ие|ый|ий|ой|ей|ом|ем"
    + "|ам|ям|ов|ев|ую|юю|ию|ия|ии|ла|ли|ло|а|я|о|е|ы|и|у|ю|ь|й",
  `(?:${PLURAL})?(?:ның|нің|дың|дің|тың|тің|мен|бен|пен|да|де|та|те|ға|ге|қа|ке|ды|ді|ты|ті|ны|ні`
    + `|сы|сі)|${PLURAL}`,
].map((endings) => new RegExp(`(?:${endings})$`, "u"));
const cutsOf = (word) => {
  const usual = word.replaceAll("ё", "е");
  const cuts = ENDINGS.map((ending) => usual.replace(ending, ""));
  return new Set(cuts.map((cut) => cut.length < BEGINNING ? usual : cut));
};

// Words that are not English, by what is left of them; `formsIn` finds those of which one is a form.
const formsOf = (words) => {
  const forms = new Map();
  for (const word of words) {
    for (const cut of LATIN.test(word) ? [] : cutsOf(word)) {
      forms.set(cut, [...(forms.get(cut) ?? []), word]);
    }
  }
  return forms;
};
const formsIn = (forms, word) => LATIN.test(word) ? []
  : [...new Set([...cutsOf(word)].flatMap((cut) => forms.get(cut) ?? []))];

const sharedBy = (one, other) => {
  let shared = 0;
  while (shared < one.length && one[shared] === other[shared]) shared += 1;
  return shared;
};

// Whether two words that are not English are forms of one: most of both is the same.
const alike = (one, other) => {
  const shared = sharedBy(one, other);
  const least = Math.min(one.length, other.length);
  const longest = Math.max(one.length, other.length);
  return Number(shared > BEGINNING && (shared >= SHARED * longest || shared === least));
};

// The same of words of which others are known to stand for them: but for an ending they are one.
const closely = (one, other) => {
  const shared = sharedBy(one, other);
  return shared > BEGINNING && Math.max(one.length, other.length) - shared <= 2;
};

// Keys that one slip makes of others; or that sound alike; or, of long ones, that two slips make.
const nearest = (known, keys) => {
  const near = known.filter((one) => keys.some((key) => nearly(one, key)));
  if (near.length) return { near: near.slice(0, MOST_MENDED), loosely: false };
  const loose = new Set(keys.map(looseKey).filter((key) => key.length > 2));
  const alikes = known.filter((one) => loose.has(looseKey(one)));
  if (alikes.length) return { near: alikes.slice(0, MOST_MENDED), loosely: true };
  const twice = keys.filter((key) => key.length > 6);
  const far = known.filter((one) => one.length > 5 && twice.some((key) => apart(one, key) <= 2));
  return { near: far.slice(0, MOST_MENDED), loosely: true };
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

return {
  BEGINNING, LATIN, MOST_MENDED, alike, baseOf, closely, formsIn, formsOf, isNumber, keysOf, nearest,
  stemsOf,
};
})();
