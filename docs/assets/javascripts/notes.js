/* Shows a note or an explained word where it is cited, in a box that Esc or a click elsewhere closes.

   Without this script, in a browser without popovers, or for a click that opens a new tab, the link
   leads to the list of notes or to the glossary, as it says. */
"use strict";

(() => {
  const words = document.currentScript.dataset;
  const box = document.createElement("div");
  if (!("showPopover" in box)) {
    return;
  }
  box.popover = "auto";
  box.className = "note-box md-typeset";
  box.tabIndex = -1;
  box.setAttribute("role", "dialog");
  document.body.append(box);
  let cited = null;

  const NOTE = ".md-content a[href^='#note_']";
  // The theme takes titles away to show them in its own way to a pointer, which a finger is not.
  const terms = document.querySelectorAll(".md-content a[title][href*='glossary/']");
  const meanings = new Map([...terms].map((link) => [link, link.title]));

  /** The nodes that a link leads to, without their ids; null where there is nothing to show. */
  const explained = (link) => {
    const href = link.getAttribute("href");
    const text = document.createElement("p");
    if (meanings.has(link)) {
      text.textContent = meanings.get(link);
      return [text];
    }
    const note = document.getElementById(href.slice(1));
    if (!note) {
      return null;
    }
    text.append(...[...note.childNodes].map((node) => node.cloneNode(true)));
    return [text];
  };

  const place = (link) => {
    const spot = link.getBoundingClientRect();
    if (getComputedStyle(box).position === "fixed") {
      // At the foot of a narrow screen: what is explained must stay in sight above it.
      const hidden = spot.bottom + 8 - (window.innerHeight - box.offsetHeight);
      if (hidden > 0) {
        window.scrollBy(0, hidden);
      }
      return;
    }
    const room = document.documentElement.clientWidth - box.offsetWidth - 8;
    box.style.left = `${window.scrollX + Math.max(8, Math.min(spot.left, room))}px`;
    box.style.top = `${window.scrollY + spot.bottom + 6}px`;
  };

  const show = (link, nodes) => {
    const onward = document.createElement("a");
    onward.href = link.getAttribute("href");
    onward.textContent = meanings.has(link) ? words.glossary : words.list;
    const close = document.createElement("button");
    close.type = "button";
    close.textContent = words.close;
    const ways = document.createElement("p");
    ways.className = "note-ways";
    ways.append(onward, close);
    box.replaceChildren(...nodes, ways);
    box.setAttribute("aria-label", link.textContent);
    onward.addEventListener("click", () => box.hidePopover());
    close.addEventListener("click", () => {
      box.hidePopover();
      link.focus();
    });
    cited = link;
    box.showPopover();
    place(link);
    box.focus({ preventScroll: true });
  };

  // A popover closes by itself on Esc; the reader goes on where the note was cited.
  box.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && cited) {
      cited.focus({ preventScroll: true });
    }
  });

  document.addEventListener("click", (event) => {
    const near = event.target.closest("a");
    const link = near && (near.matches(NOTE) || meanings.has(near)) ? near : null;
    const plain = !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);
    const nodes = link && plain && event.button === 0 && explained(link);
    if (nodes) {
      event.preventDefault();
      show(link, nodes);
    }
  });
})();
