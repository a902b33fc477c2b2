/* On a page that leads to another: takes the place that was asked for (`#event`) along, which the
   redirect of the page alone would lose. Without it a reader arrives at the top of the new page. */
(function () {
  "use strict";

  const asked = window.location.hash.slice(1);
  const own = asked && document.getElementById(asked);
  const link = own || document.querySelector("a.moved");
  const target = new URL(link.href, window.location.href);
  if (asked && !own && !target.hash) {
    target.hash = asked;
  }
  window.location.replace(target.href);
})();
