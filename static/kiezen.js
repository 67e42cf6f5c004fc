// Choosing rows of a list: how many are ticked, and all of this page at once. Without script the boxes and buttons do.
"use strict";
(() => {
  const vakjes = () => [...document.querySelectorAll("[data-kies]")];
  const bij = () => {
    const alle = vakjes();
    const aan = alle.filter((v) => v.checked).length;
    const kop = document.querySelector("[data-kies-alles]");
    const telling = document.querySelector("[data-gekozen]");
    if (kop) {
      kop.hidden = false;
      kop.checked = aan > 0 && aan === alle.length;
      kop.indeterminate = aan > 0 && aan < alle.length;
    }
    if (telling) {
      const { geen, een, meer } = telling.dataset;
      telling.textContent = aan === 0 ? geen : aan === 1 ? een : meer.replace("#", aan);
    }
    document.querySelectorAll("[data-zonder-script]").forEach((knop) => { knop.hidden = true; });
  };
  document.addEventListener("change", (e) => {
    if (e.target.matches("[data-kies-alles]")) vakjes().forEach((v) => { v.checked = e.target.checked; });
    if (e.target.matches("[data-kies-alles], [data-kies]")) bij();
  });
  // What the browser remembers of the boxes comes after this script.
  addEventListener("pageshow", bij);
  document.addEventListener("htmx:afterSettle", bij);
  bij();
})();
