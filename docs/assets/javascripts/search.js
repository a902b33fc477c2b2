// The search dialog: opened by the header's box and by "/", worked by keyboard alone.
//
// This file is on every page, so it is small; the engine and the index are loaded when a reader
// opens the dialog. Words come from the template (overrides/partials/search.html).

(() => {
  const here = document.currentScript.src;
  const dialog = document.getElementById("cb-search");
  if (!dialog || !dialog.showModal) return;
  const input = dialog.querySelector("input");
  const list = dialog.querySelector("[role=listbox]");
  const said = dialog.querySelector("[role=status]");
  const mended = dialog.querySelector(".cb-search__mended");
  const help = dialog.querySelector(".cb-search__help");
  const words = dialog.dataset;
  const root = new URL(words.root.replace(/\/?$/, "/"), document.baseURI);
  const STEP = 10;
  // In the order in which they build on each other; `engine` says what it is all for.
  const ENGINE = ["keys", "words", "index", "query", "weights", "engine"];
  let engine = null;
  let active = -1;
  let asked = 0;
  let most = STEP;
  let pause = 0;

  // Scripts, not modules: a browser gives no module to a page in a folder on a disk. They are asked
  // for at once and run in their order.
  const script = (address) => new Promise((resolve, reject) => {
    const made = document.createElement("script");
    made.src = address.href;
    made.async = false;
    made.onload = resolve;
    made.onerror = () => reject(new Error(`${address} cannot be loaded`));
    document.head.append(made);
  });

  const start = (again = false) => {
    const folder = new URL("search/", root);
    engine ??= (again ? Promise.resolve() : Promise.all([
      ...ENGINE.map((name) => script(new URL(`search-${name}.js`, here))),
      script(new URL("start.js", folder)),
    ])).then(() => window.casebookSearch.open(folder, again));
    engine.catch(() => {
      engine = null;
      said.textContent = words.failed;
      help.hidden = false;
    });
    return engine;
  };

  // Files that are gone belong to an older edition of the site: ask for the new one, once.
  const search = async (text, early, wanted) => {
    const found = await start();
    try {
      return await found.search(text, most, early, wanted);
    } catch {
      engine = null;
      delete dialog.dataset.begun;
      return (await start(true)).search(text, most);
    }
  };

  const open = (text) => {
    if (!dialog.open) dialog.showModal();
    for (const button of document.querySelectorAll("[data-search-open]")) {
      button.setAttribute("aria-expanded", "true");
    }
    if (typeof text === "string") input.value = text;
    input.focus();
    input.select();
    start();
    if (input.value) find();
  };

  const options = () => [...list.querySelectorAll("[role=option]")];

  const choose = (at) => {
    const all = options();
    all[active]?.setAttribute("aria-selected", "false");
    active = all.length ? (at + all.length) % all.length : -1;
    if (active < 0) {
      input.removeAttribute("aria-activedescendant");
      return;
    }
    all[active].setAttribute("aria-selected", "true");
    all[active].scrollIntoView({ block: "nearest" });
    input.setAttribute("aria-activedescendant", all[active].id);
  };

  const element = (name, kind, text) => {
    const made = document.createElement(name);
    made.className = kind;
    made.textContent = text;
    return made;
  };

  // In a folder on a disk nobody answers for a folder: there a link names the page in it.
  const addressOf = (address) => {
    const found = new URL(address, root);
    if (root.protocol === "file:" && found.pathname.endsWith("/")) found.pathname += "index.html";
    return found.href;
  };

  const option = (hit, at) => {
    const link = element("a", "cb-search__hit", "");
    link.id = `cb-search-${at}`;
    link.href = addressOf(hit.address);
    link.setAttribute("role", "option");
    link.setAttribute("aria-selected", "false");
    link.tabIndex = -1;
    link.append(element("span", "cb-search__kind", hit.label), " ",
      element("span", "cb-search__title", hit.title), " ");
    const asOf = hit.asOf && words.asOf.replace("{date}", hit.asOf);
    const state = [hit.status, asOf].filter(Boolean).join(" · ");
    link.append(element("span", "cb-search__state", state));
    return link;
  };

  // The first hits may come before the rest: they stay, and so does the one that was chosen.
  const put = (hits, typed) => {
    const here = dialog.dataset.begun === typed && options().length <= hits.length
      ? options().length : 0;
    if (!here) {
      list.replaceChildren();
      active = -1;
      input.removeAttribute("aria-activedescendant");
    }
    list.append(...hits.slice(here).map((hit, at) => option(hit, here + at)));
    list.hidden = !hits.length;
    input.setAttribute("aria-expanded", String(hits.length > 0));
    help.hidden = hits.length > 0;
    dialog.dataset.begun = typed;
  };

  const show = ({ hits, count, mended: changed }, keys, typed) => {
    put(hits, typed);
    said.textContent = !hits.length ? words.none
      : (count === 1 ? words.one : words.many).replace("{count}", count).replace("{shown}", hits.length);
    more.hidden = count <= hits.length || hits.length < most;
    suggest(hits, changed, keys);
    dialog.dataset.answered = typed;
  };

  // "Did you mean": the words of the best hits that were looked for instead of what was typed.
  const suggest = (hits, changed, { wordsOf, strictKeys }) => {
    let text = input.value;
    for (const [typed, keys] of changed) {
      const meant = hits.slice(0, 3).flatMap((hit) => hit.title.match(/\p{L}+/gu) ?? [])
        .find((word) => wordsOf(word).some((one) => strictKeys(one).some((key) => keys.includes(key))));
      const place = [...text.matchAll(/[\p{L}\p{M}'’]+/gu)].find(([word]) => wordsOf(word).includes(typed));
      if (!meant || !place) continue;
      text = text.slice(0, place.index) + meant + text.slice(place.index + place[0].length);
    }
    mended.hidden = text === input.value;
    if (mended.hidden) return;
    const button = element("button", "cb-search__meant", text);
    button.type = "button";
    button.addEventListener("click", () => open(text));
    mended.replaceChildren(`${words.mean} `, button);
  };

  const clear = () => {
    list.replaceChildren();
    list.hidden = more.hidden = mended.hidden = true;
    help.hidden = false;
    said.textContent = "";
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
    active = -1;
    delete dialog.dataset.answered;
    delete dialog.dataset.begun;
  };

  const find = async () => {
    const typed = input.value;
    const text = typed.trim();
    clearTimeout(pause);
    asked += 1;
    const mine = asked;
    if (!text) {
      clear();
      return;
    }
    if (!options().length) said.textContent = words.loading;
    try {
      // A list that grows at its end ("more") needs no beginning.
      const grows = dialog.dataset.begun === typed;
      const wanted = () => mine === asked;
      const early = grows ? null : (hits) => wanted() && put(hits, typed);
      const found = await search(text, early, wanted);
      // A later letter has asked again.
      if (found && wanted()) show(found, window.casebookKeys, typed);
    } catch (error) {
      console.error(error);
      if (mine === asked) said.textContent = words.failed;
    }
  };

  const more = dialog.querySelector(".cb-search__more");
  more.addEventListener("click", async () => {
    const at = options().length;
    most += STEP;
    await find();
    input.focus();
    choose(at);
  });

  input.addEventListener("input", () => {
    clearTimeout(pause);
    most = STEP;
    const text = input.value;
    start().then((found) => found.prepare(text)).catch(() => {});
    pause = setTimeout(find, 80);
  });

  input.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      const before = event.key === "ArrowUp";
      choose(active < 0 ? (before ? -1 : 0) : active + (before ? -1 : 1));
    } else if (event.key === "Escape" && input.value) {
      // Once for the text, once more for the dialog.
      event.preventDefault();
      input.value = "";
      find();
    }
  });

  dialog.querySelector("form").addEventListener("submit", async (event) => {
    event.preventDefault();
    if (dialog.dataset.answered !== input.value) await find();
    (options()[active] ?? options()[0])?.click();
  });

  list.addEventListener("click", (event) => {
    // A hit may be a place on this very page.
    if (event.target.closest("a")) dialog.close();
  });

  dialog.addEventListener("close", () => {
    for (const button of document.querySelectorAll("[data-search-open]")) {
      button.setAttribute("aria-expanded", "false");
    }
  });
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog || event.target.closest(".cb-search__close")) dialog.close();
  });

  // Who points at the box or comes to it by keyboard is about to search.
  for (const button of document.querySelectorAll("[data-search-open]")) {
    for (const sign of ["pointerenter", "focus"]) {
      button.addEventListener(sign, () => start().catch(() => {}), { once: true });
    }
  }

  document.addEventListener("click", (event) => {
    const opener = event.target.closest?.("[data-search-open]");
    if (!opener || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    open();
  });

  document.addEventListener("keydown", (event) => {
    const field = event.target.closest?.("input, textarea, select, [contenteditable]");
    const plainKey = !event.ctrlKey && !event.metaKey && !event.altKey;
    if (event.key === "/" && plainKey && !dialog.open && !(field && field.type !== "checkbox")) {
      event.preventDefault();
      open();
    }
  });
})();
