/* A table wider than the page scrolls by itself; let the keyboard scroll it too. The theme puts the
   scrolling box around each table when the page has loaded, so this waits for that. */
(function () {
  "use strict";

  function name(box) {
    let before = box.previousElementSibling;
    while (before && !/^H[1-6]$/.test(before.tagName)) {
      before = before.previousElementSibling;
    }
    return before ? before.id : "";
  }

  function look() {
    document.querySelectorAll(".md-typeset__scrollwrap").forEach(function (box) {
      if (box.scrollWidth > box.clientWidth) {
        box.tabIndex = 0;
        box.setAttribute("role", "region");
        const heading = name(box);
        if (heading) {
          box.setAttribute("aria-labelledby", heading);
        }
      } else {
        ["tabindex", "role", "aria-labelledby"].forEach(function (one) {
          box.removeAttribute(one);
        });
      }
    });
  }

  window.addEventListener("load", function () {
    look();
    window.addEventListener("resize", look);
  });
})();
