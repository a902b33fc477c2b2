// What an entry is worth to a query: the sum of its terms, rare ones more, less what it lacks, and
// more if the query is its name. All weights were tried larger and smaller over the table of queries.

window.casebookWeights = (() => {
"use strict";

const { SHORT } = window.casebookQuery;
const { SIZES } = window.casebookIndex;

const KIND_WORTH = {
  case: 1.25, body: 1.25, article: 1.15, event: 1.12, place: 1.15, organisation: 1.08, term: 0.95,
  year: 0.9, census: 0.85, page: 0.85, source: 0.7, statistic: 0.68, recommendation: 0.72,
};
const OTHER_KIND_WORTH = 0.85;
// Kinds of records that tell a story; a long query most likely asks for one, most of all for a person.
const TELLS = new Set(["case", "body", "event", "article"]);
const STORY_WORTH = { case: 1.2, body: 1.15, article: 0.75 };
const OTHER_STORY_WORTH = 0.6;
// In a story a word of a title is little more than one of a text; a person's name is a name.
const STORY_NAMED = 0.6;
// What is left of an entry whose name holds nothing of the query: of a kind that is found by what
// it tells all, of a page that lists or explains little.
const LEAST_UNNAMED = {
  case: 1, body: 1, event: 1, article: 0.8, source: 0.9, statistic: 0.9, recommendation: 1,
};
const LISTED = 0.2;
const LISTED_POWER = 1.5;
// A kind that a word of the query asks for: "how many", "recommendation".
const HINT_WORTH = 1.5;
// What is only found under a synonym or by its beginning.
const FAINT = 0.3;
const FAINT_SHARE = 0.6;
// How much of a word of the query a name holds with one that stands for it.
const MEANT_WORTH = 0.5;
// For an entry whose name holds every word of the query.
const NAMED_BONUS = 0.6;
const NAMED_POWER = 3;
// For each level of how much is told about an entry; it decides between equals.
const KNOWN_BONUS = 0.015;
// For an entry that the whole query is another name of; 1 if it is its name.
const WHOLE_ALSO_WORTH = 0.5;

// Entries that the whole query is a name of: one of so many words, and all of them found.
const wholeNames = (terms, telling) => {
  const shares = new Map();
  if (!telling || telling > SIZES || telling !== terms.length) return shares;
  const bit = 1 << (telling - 1);
  for (const [number, sizes] of terms[0].sizes) {
    const all = terms.reduce((left, term) => left & (term.sizes.get(number) ?? 0), sizes);
    if (all & bit) shares.set(number, 1);
    else if (all & bit << SIZES) shares.set(number, WHOLE_ALSO_WORTH);
  }
  return shares;
};

// Map each entry that holds a term to what it is worth.
const weigh = (index, terms, { tellingWords, hinted, ...asked }) => {
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
      const strength = isStory && index.kinds[number][0] !== "case"
        ? Math.min(found, STORY_NAMED) : found;
      worth.set(number, (worth.get(number) ?? 0) + term.weight * strength);
      const share = strength < FAINT ? FAINT_SHARE : 1;
      held.set(number, (held.get(number) ?? 0) + share * term.weight);
    }
  }
  for (const [number, found] of worth) {
    const share = (named.get(number) ?? 0) / all;
    const whole = 0.1 + 0.9 * (held.get(number) / all) ** 2;
    worth.set(number, found * whole * (1 + NAMED_BONUS * share ** NAMED_POWER));
  }
  for (const [number, share] of wholeNames(terms, tellingWords)) {
    worth.set(number, (worth.get(number) ?? 0) + all * share);
  }
  for (const [number, found] of worth) {
    const [kind] = index.kinds[number];
    const known = 1 + KNOWN_BONUS * index.levels[number];
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
};

return { weigh };
})();
