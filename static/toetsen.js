// Shortcuts. An element with data-toets="x" is what the key x clicks, so each has a control one can see; "g m" is g and
// then m. None works while typing, with a modifier, or held down; all can be switched off (WCAG 2.1.4).
"use strict";
(() => {
  const SLEUTEL = "sneltoetsen";
  const blad = document.querySelector("[data-toetsenblad]");
  if (!blad) return;
  const knop = document.querySelector("[data-open-toetsen]");
  const aan = blad.querySelector("#toetsen-aan");
  const lees = () => { try { return localStorage.getItem(SLEUTEL) !== "uit"; } catch { return true; } };
  const bewaar = (waarde) => { try { localStorage.setItem(SLEUTEL, waarde ? "aan" : "uit"); } catch { /* for this page only */ } };
  const toon = () => document.documentElement.classList.toggle("met-toetsen", aan.checked);
  aan.checked = lees();
  toon();
  aan.addEventListener("change", () => { bewaar(aan.checked); toon(); });
  knop.hidden = false;
  // Long on a telephone: it begins at its head, not at the first thing one can press.
  knop.addEventListener("click", () => { blad.showModal(); blad.querySelector("h2").focus(); });

  // Asked anew at every step: htmx may have changed the list.
  const stap = (kant) => {
    const rijen = [...document.querySelectorAll("[data-rij]")].filter((rij) => rij.querySelector("a"));
    const hier = document.activeElement.closest("[data-rij]");
    let plek = rijen.indexOf(hier || document.querySelector("[data-rij]:target"));
    if (!rijen.length) return;
    // Back from a melding its row is marked; the first step lands on it.
    if (plek < 0) plek = kant > 0 ? 0 : rijen.length - 1;
    else if (hier) plek = Math.min(Math.max(plek + kant, 0), rijen.length - 1);
    rijen[plek].querySelector("a").focus();
  };

  // A form is sent once, however quickly its key or button is pressed again. Not for ever: its answer may be a file; of
  // a form that gives nothing else each button counts by itself, and the page stays in use.
  let verzonden = false;
  const vorige = new WeakMap();
  addEventListener("pageshow", () => { verzonden = false; });
  document.addEventListener("submit", (e) => {
    if (e.target.method !== "post" || e.defaultPrevented) return;
    const bestand = e.target.matches("[data-bestand]");
    const wat = bestand && e.submitter || e.target;
    if (e.timeStamp - (vorige.get(wat) ?? -Infinity) < 3000) { e.preventDefault(); return; }
    vorige.set(wat, e.timeStamp);
    verzonden = !bestand;
  });

  let eerste = "";
  let tot = 0;
  document.addEventListener("keydown", (e) => {
    if (e.ctrlKey || e.metaKey || e.altKey || e.repeat || e.isComposing || verzonden || !aan.checked) return;
    if (document.querySelector("dialog[open]") || e.target.closest("input:not([type=checkbox]), select, textarea, [contenteditable]")) return;
    const toets = eerste && e.timeStamp < tot ? `${eerste} ${e.key}` : e.key;
    eerste = "";
    if ((toets === "j" || toets === "k") && document.querySelector("[data-rij]")) {
      e.preventDefault();
      stap(toets === "j" ? 1 : -1);
      return;
    }
    const vakje = toets === "x" && document.activeElement.closest("[data-rij]")?.querySelector("[data-kies]");
    const doel = vakje || document.querySelector(`[data-toets="${CSS.escape(toets)}"]`);
    if (!doel) {
      if (document.querySelector(`[data-toets^="${CSS.escape(e.key)} "]`)) { eerste = e.key; tot = e.timeStamp + 1500; }
      return;
    }
    e.preventDefault();
    doel.click();
    if (doel.matches("summary") && doel.parentElement.open) doel.parentElement.querySelector("select, input:not([type=hidden]), textarea")?.focus();
  });
})();
