// Says some minutes before the session ends that it does, with a button that keeps it (WCAG 2.2.1). Nothing moves and the
// focus stays where one is typing. What another tab did meanwhile is asked of the server before anything is said.
"use strict";
(() => {
  const vak = document.querySelector("[data-sessie]");
  if (!vak) return;
  const tekst = vak.querySelector("[data-sessie-tekst]");
  const form = vak.querySelector("[data-sessie-form]");
  const VOORAF = 5 * 60 * 1000;
  const nu = () => Date.now();
  let eind = nu() + Number(vak.dataset.over) * 1000;
  let bezig = false;
  let nogEens = false;
  let gezegd = "";

  const zeg = (wat, woorden) => {
    if (gezegd === wat) return;
    gezegd = wat;
    tekst.textContent = woorden;
    form.hidden = wat !== "bijna";
    vak.classList.toggle("zichtbaar", wat !== "");
    document.documentElement.classList.toggle("met-sessie", wat !== "");
  };
  const vraag = async (methode) => {
    const antwoord = await fetch(vak.dataset.sessie, {
      method: methode,
      headers: { "X-CSRFToken": form.querySelector("[name=csrfmiddlewaretoken]").value },
    });
    if (antwoord.status === 401) eind = nu();
    else if (antwoord.ok) eind = nu() + (await antwoord.json()).over * 1000;
    else throw new Error(antwoord.status);
  };
  const toon = () => {
    const over = eind - nu();
    if (over <= 0) zeg("verlopen", tekst.dataset.verlopen);
    else if (over <= VOORAF) {
      const tijd = new Date(eind).toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit", hour12: false });
      zeg("bijna", tekst.dataset.bijna.replace("#", tijd));
    } else if (gezegd !== "verlengd") zeg("", "");
  };
  const kijk = async () => {
    if (gezegd === "verlopen") return;
    // An answer under way may be older than what somebody now wants to know: ask again after it.
    if (bezig) { nogEens = true; return; }
    if (eind - nu() > VOORAF) { toon(); return; }
    bezig = true;
    try { await vraag("GET"); } catch { /* no network: what was known stays */ } finally { bezig = false; }
    toon();
    if (nogEens) { nogEens = false; await kijk(); }
  };
  form.addEventListener("submit", async (e) => {
    e.preventDefault();
    const hier = form.contains(document.activeElement);
    try { await vraag("POST"); } catch { return; }
    if (eind - nu() <= 0) { toon(); return; }
    zeg("verlengd", tekst.dataset.verlengd);
    if (hier) document.querySelector("main").focus();
    setTimeout(() => { if (gezegd === "verlengd") zeg("", ""); }, 8000);
  });
  setInterval(kijk, 15000);
  // Timers sleep with the computer.
  document.addEventListener("visibilitychange", () => { if (!document.hidden) kijk(); });
  kijk();
})();
