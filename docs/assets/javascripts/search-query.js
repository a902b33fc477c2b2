// What a query says: provisions of law, words that tell something, words that say what is asked for.

window.casebookQuery = (() => {
"use strict";

// For a person's case if a word of the query speaks of one: "his", "journalist".
const PERSONAL_WORTH = 1.4;
// For an event if a word speaks of several: "activists", "relatives".
const SEVERAL_WORTH = 1.12;
// Codes of law that readers name for any of their articles.
const NUMBERED = new Set(["cc", "cao"]);
// So many words are no story.
const SHORT = 3;
const TOKENS = /\p{L}+|\p{Nd}+(?:[-–.]\p{Nd}+)*(?:\(\p{Nd}+\))?/gu;
const YEAR = /^(?:19|20)\d\d$/;

const { plain, stem, wordsOf } = window.casebookKeys;
const { LATIN, baseOf, formsIn, formsOf, isNumber } = window.casebookWords;
const listed = (text) => new Set(text.split(" "));

const tokensOf = (text) => plain(text).match(TOKENS) ?? [];

// "С. Бокаев", "Utepova A": a single letter with a full stop, or beside one word only.
const initialsOf = (text, tokens) => tokens.filter((token) => /^\p{L}$/u.test(token)
  && (tokens.length === 2 || plain(text).includes(`${token}.`)));

// Reads queries by the habits of readers that `start.js` brings (templates/search.yaml).
class Reader {
  constructor(start) {
    this.stop = listed(start.stop);
    this.faint = listed(start.faint);
    this.personal = listed(start.personal);
    this.personalForms = formsOf(this.personal);
    this.several = listed(start.several);
    this.lawMarks = listed(start.lawMarks);
    this.partMarks = listed(start.partMarks);
    this.codes = new Map(Object.entries(start.codes));
    this.laws = new Map(Object.entries(start.laws));
    this.hints = new Map(Object.entries(start.hints)
      .flatMap(([kind, text]) => text.split(" ").map((word) => [word, kind])));
    this.groups = new Map();
    start.synonyms.forEach((group, number) => {
      for (const word of new Set(group.split(" ").map(stem))) {
        this.groups.set(word, [...(this.groups.get(word) ?? []), String(number).padStart(3, "0")]);
      }
    });
    this.foreign = formsOf(this.groups.keys());
  }

  // { law, words, initials, asks }: the provisions named, the words to be looked for, and what else
  // says how to order what is found.
  read(text) {
    const tokens = tokensOf(text);
    const { law, rest, asksArticle } = this.partLaw(tokens);
    const telling = rest.filter((word) => !this.stop.has(word));
    // In a long query "article" is more likely one of a newspaper than a provision.
    const hint = (word) => {
      const kind = this.hints.get(word);
      return kind === "article" && telling.length > SHORT ? undefined : kind;
    };
    const plainly = telling.filter((word) => !hint(word));
    const words = plainly.length || law.length ? plainly : telling.length ? telling : rest;
    const hinted = words.length < telling.length ? telling.map(hint).filter(Boolean) : [];
    if (asksArticle) hinted.push("article");
    const all = tokens.flatMap((token) => wordsOf(token));
    return {
      law,
      words,
      initials: initialsOf(text, tokens),
      asks: {
        tellingWords: all.filter((word) => !this.stop.has(word)).length || all.length,
        hinted: new Set(hinted),
        case: rest.some((word) => this.speaksOfOne(word)) ? PERSONAL_WORTH : 1,
        event: rest.some((word) => this.several.has(word)) ? SEVERAL_WORTH : 1,
      },
    };
  }

  speaksOfOne(word) {
    return this.personal.has(word) || formsIn(this.personalForms, word).length > 0;
  }

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
    if (!law.length) {
      const others = tokens.filter((_, at) => !used.has(at));
      const telling = named?.some((code) => NUMBERED.has(code))
        && others.some((one) => !this.stop.has(one) && !lawMarks.has(one));
      // "Riots, criminal code": an article is asked for, but not by its number.
      return {
        law: [],
        rest: (telling ? others : tokens).flatMap((one) => wordsOf(one)),
        asksArticle: Boolean(telling),
      };
    }
    // A number alone may be a name's as well ("Almaty 13"): then other words decide.
    const dropped = new Set([...numbers.map((one) => one.at), ...(marked ? used : [])]);
    const rest = tokens.filter((token, at) =>
      !dropped.has(at) && !(marked && (lawMarks.has(token) || partMarks.has(token))));
    return {
      law: law.map((one) => ({ number: tokens[one.at], codes: named, marked })),
      rest: rest.flatMap((one) => wordsOf(one)),
    };
  }

  // Groups of words that a word stands with; one that is not English in any form of it.
  groupsOf(word) {
    const groups = this.groups.get(stem(word));
    if (groups || LATIN.test(word)) return groups ?? [];
    const forms = formsIn(this.foreign, word);
    return [...new Set(forms.flatMap((form) => this.groups.get(form)))];
  }
}

return { Reader, SHORT, tokensOf };
})();
