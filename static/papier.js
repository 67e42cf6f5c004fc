// On paper, and in a PDF that the browser makes of a page, no link carries an address of inside.
"use strict";
(() => {
  const adressen = new Map();
  addEventListener("beforeprint", () => {
    for (const link of document.querySelectorAll("a[href]")) {
      adressen.set(link, link.getAttribute("href"));
      link.removeAttribute("href");
    }
  });
  addEventListener("afterprint", () => {
    for (const [link, adres] of adressen) link.setAttribute("href", adres);
    adressen.clear();
  });
})();
