// Keys by which one name is found in any spelling.
//
// The twin of src/casebook/names.py, rule for rule: that file explains them, and a test compares
// the two over every name of the site. Stems stand twice, too: src/casebook/searching/stems.py.

window.casebookKeys = (() => {
"use strict";

const LETTERS = new Map();
for (const letter of "abdefghiklmnoprstuvz") LETTERS.set(letter, [letter]);
for (const [index, letter] of [..."абвгдезклмнопрстуф"].entries()) {
  LETTERS.set(letter, ["abvgdezklmnoprstuf"[index]]);
}
for (const [letter, ...sounds] of [
  ["c", "k"], ["q", "k"], ["w", "v"], ["x", "ks"], ["y", "i"], ["j", "j", "i"],
  ["ж", "j"], ["ё", "e", "io"], ["и", "i"], ["й", "i"], ["х", "h"], ["ц", "ts"], ["ч", "c"],
  ["ш", "w"], ["щ", "w"], ["ъ", ""], ["ы", "i"], ["ь", ""], ["э", "e"], ["ю", "iu"], ["я", "ia"],
  ["ә", "a"], ["ғ", "g"], ["қ", "k"], ["ң", "n"], ["ө", "o", "u"], ["ұ", "u"], ["ү", "u"],
  ["һ", "h"], ["і", "i"], ["ä", "a"], ["ə", "a"], ["ç", "c"], ["č", "c"], ["ğ", "g"],
  ["ġ", "g"], ["ǵ", "g"], ["ı", "i"], ["ñ", "n"], ["ń", "n"], ["ŋ", "n"], ["ö", "o", "u"],
  ["ş", "w"], ["š", "w"], ["ž", "j"],
]) {
  LETTERS.set(letter, sounds);
}
const GROUPS = new Map([
  ["shch", ["w"]], ["sch", ["w"]], ["dzh", ["j"]], ["дж", ["j"]], ["dž", ["j"]], ["zh", ["j"]], ["kh", ["h"]],
  ["gh", ["g"]], ["ch", ["c"]], ["sh", ["w"]], ["ph", ["f"]], ["ye", ["e"]],
  ["yo", ["io", "e"]], ["ngh", ["n"]], ["ng", ["n"]], ["нг", ["n"]], ["ңғ", ["n"]], ["ck", ["k"]],
]);
const LONGEST = 4;
const MOST_KEYS = 8;

const small = (text) => {
  // The dot that small letters of "İ" leave behind means nothing.
  const folded = text.toLowerCase().replaceAll("ß", "ss").normalize("NFC");
  let out = "";
  for (const letter of folded) {
    out += LETTERS.has(letter) || letter <= "\x7f"
      ? letter : letter.normalize("NFD").replace(/\p{M}/gu, "");
  }
  return out;
};

// Small letters, without apostrophes and accents that mean nothing.
const plain = (text) => small(
  text.normalize("NFKC").replace(/['’]s(?![\p{L}\p{N}_])/giu, "").replace(/['’‘ʼʹ`´]/g, ""),
);

const wordsOf = (text) => plain(text).match(/\p{L}+|\p{Nd}+/gu) ?? [];

const once = (sounds) => sounds.replace(/(.)\1+/g, "$1");

const settled = (sounds) =>
  once(once(sounds).replaceAll("ie", "e").replaceAll("ng", "n"))
    .replace(/(?<=..)(ov|ev|in)(?:a|u|e|oi|oiu|im|i|ih|imi)$/, "$1")
    .replace(/(?<=..)sk(?:aia|oi|uiu|ogo|omu|im|ii|i|ie|ih)$/, "ski");

const strictKeys = (word) => {
  if (/^\d+$/.test(word)) {
    return ["y" + word.replace(/^0+(?=\d)/, "").replace(/\d/g, (d) => "abcdefghij"[d])];
  }
  let keys = [""];
  for (let at = 0; at < word.length;) {
    let length = LONGEST;
    while (length > 1 && (at + length > word.length || !GROUPS.has(word.slice(at, at + length)))) {
      length -= 1;
    }
    const sounds = length > 1 ? GROUPS.get(word.slice(at, at + length)) : LETTERS.get(word[at]);
    if (sounds) keys = keys.flatMap((key) => sounds.map((sound) => key + sound)).slice(0, 64);
    at += length;
  }
  return [...new Set(keys.slice(0, MOST_KEYS).map(settled))].filter(Boolean);
};

const looseKey = (key) => key.startsWith("y") ? key : key
  .replace(/(?<=...)(?:ov|ev|in)$/, "").replace(/(?<=...)i$/, "")
  .replace(/[oewhg]/g, (letter) => ({ o: "u", e: "i", w: "s", h: "k", g: "k" })[letter]);

// Whether one letter wrong, missing, doubled or in its neighbour's place makes one of the other.
const nearly = (one, other) => {
  const [short, long] = one.length <= other.length ? [one, other] : [other, one];
  if (long.length - short.length > 1 || one === other) return false;
  let at = 0;
  while (at < short.length && short[at] === long[at]) at += 1;
  if (short.length < long.length) return short.slice(at) === long.slice(at + 1);
  if (short.slice(at + 1) === long.slice(at + 1)) return true;
  return short[at] === long[at + 1] && short[at + 1] === long[at]
    && short.slice(at + 2) === long.slice(at + 2);
};

// --- stems of English words ------------------------------------------------------------------

const stem = (word) => {
  if (word.length < 4 || !/^[\x00-\x7f]*$/.test(word)) return word;
  const cut = word.replace(/(?<=..)([iy])z(?=e|i|a|$)/g, "$1s")
    .replace(/(?<=...)our(?=$|ed$|s$|ing$|er)/g, "or")
    .replace(/(?<=...)ense(?=s?$)/, "ence")
    .replace(/(?<=..)nter(?=s?$)/, "ntre")
    .replace(/ies$/, "y")
    .replace(/(?<=[^aeious])es$|(?<=sh|ch|ss)es$|(?<=[^sui])s$/, "")
    .replace(/(?<=....)(?:ations?|itions?|ions?|ments?|ists?|isms?|ives?|able|ible|ures?|ers?|ors?|ly|al)$|(?<=...)(?:ing|ed)$/, "")
    .replace(/([bdfgkmnprt])\1$/, "$1")
    .replace(/e$/, "");
  return cut.replace(/y$/, "i");
};

return { looseKey, nearly, plain, stem, strictKeys, wordsOf };
})();
