// Shortcuts of one key. An element with data-toets="x" is what the key x clicks, so each has a control one can see.
// None works while typing, with a modifier, or held down; all can be switched off (WCAG 2.1.4).
"use strict";
(() => {
  const SLEUTEL = "sneltoetsen";
  const paneel = document.querySelector("[data-toetsen]");
  if (!paneel) return;
  const blad = paneel.querySelector("dialog");
  const aan = paneel.querySelector("#toetsen-aan");
  const lees = () => { try { return localStorage.getItem(SLEUTEL) !== "uit"; } catch { return true; } };
  const bewaar = (waarde) => { try { localStorage.setItem(SLEUTEL, waarde ? "aan" : "uit"); } catch { /* for this page only */ } };
  paneel.hidden = false;
  const toon = () => document.documentElement.classList.toggle("met-toetsen", aan.checked);
  aan.checked = lees();
  toon();
  aan.addEventListener("change", () => { bewaar(aan.checked); toon(); });
  paneel.querySelector("[data-open-toetsen]").addEventListener("click", () => blad.showModal());

  const rijen = [...document.querySelectorAll("[data-rij]")];
  const stap = (kant) => {
    const hier = document.activeElement.closest("[data-rij]");
    let plek = rijen.indexOf(hier || document.querySelector("[data-rij]:target"));
    // Back from a melding its row is marked; the first step lands on it.
    if (plek < 0) plek = kant > 0 ? 0 : rijen.length - 1;
    else if (hier) plek = Math.min(Math.max(plek + kant, 0), rijen.length - 1);
    rijen[plek].querySelector("a").focus();
  };

  // A decision is sent once, however quickly the key is pressed again.
  let verzonden = false;
  addEventListener("pageshow", () => { verzonden = false; });
  document.addEventListener("submit", (e) => { if (e.target.method === "post") verzonden = true; });

  document.addEventListener("keydown", (e) => {
    if (e.ctrlKey || e.metaKey || e.altKey || e.repeat || e.isComposing || verzonden || blad.open || !aan.checked) return;
    if (e.target.closest("input, select, textarea, [contenteditable]")) return;
    if (rijen.length && (e.key === "j" || e.key === "k")) {
      e.preventDefault();
      stap(e.key === "j" ? 1 : -1);
      return;
    }
    const doel = document.querySelector(`[data-toets="${CSS.escape(e.key)}"]`);
    if (!doel) return;
    e.preventDefault();
    doel.click();
    if (doel.matches("summary") && doel.parentElement.open) doel.parentElement.querySelector("select, input:not([type=hidden]), textarea").focus();
  });
})();
