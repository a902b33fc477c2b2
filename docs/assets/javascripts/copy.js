/* Puts a button after each text that is meant to be taken away. Without it the text can still be
   selected; nothing is stored and nobody is asked. The clipboard needs a page that came over HTTPS
   or from this computer: elsewhere the button selects the text instead. */
(function () {
  "use strict";

  function select(element) {
    const range = document.createRange();
    range.selectNodeContents(element);
    const selection = window.getSelection();
    selection.removeAllRanges();
    selection.addRange(range);
  }

  /* A citation ends with a blank for the day on which it was read; only this device knows that day. */
  function dated(text) {
    const spoken = document.documentElement.lang || "en";
    const language = spoken === "en" ? "en-GB" : spoken;
    const today = new Intl.DateTimeFormat(language, { dateStyle: "long" }).format(new Date());
    return text.replace(/_{4}(?=\W*$)/, today);
  }

  document.querySelectorAll(".copy-text[data-copy]").forEach(function (text) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "copy-button md-button";
    button.textContent = text.dataset.copy;
    button.addEventListener("click", function () {
      const plain = dated(text.textContent.trim().replace(/\s+/g, " "));
      if (!navigator.clipboard) {
        select(text);
        return;
      }
      navigator.clipboard.writeText(plain).then(
        function () {
          button.textContent = text.dataset.copied;
        },
        function () {
          select(text);
        }
      );
    });
    text.insertAdjacentElement("afterend", button);
  });
})();
