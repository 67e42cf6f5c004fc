/* Without this the public pages work just the same. Leaving at once: this page is taken out of the history of the
   window, and Escape twice does what the link does. */
(() => {
  const weg = document.querySelector("[data-weg]");
  if (!weg) return;
  const sluit = document.querySelector("[data-sluit]");
  const ga = () => {
    // What stands open here is closed behind who leaves.
    if (sluit) navigator.sendBeacon(sluit.action, new FormData(sluit));
    document.title = "…";
    document.body.hidden = true;
    location.replace(weg.href);
  };
  weg.addEventListener("click", (gebeurtenis) => {
    gebeurtenis.preventDefault();
    ga();
  });
  let vorige = -Infinity;
  document.addEventListener("keydown", (gebeurtenis) => {
    if (gebeurtenis.key !== "Escape") return;
    if (gebeurtenis.timeStamp - vorige < 1500) ga();
    vorige = gebeurtenis.timeStamp;
  });
  // The receipt: on paper, or along to somewhere safe.
  for (const blok of document.querySelectorAll("[data-met-script]")) blok.hidden = false;
  document.querySelector("[data-print]")?.addEventListener("click", () => print());
  const kopieer = document.querySelector("[data-kopieer]");
  kopieer?.addEventListener("click", async () => {
    await navigator.clipboard.writeText(kopieer.dataset.kopieer);
    kopieer.textContent = kopieer.dataset.gedaan;
    document.querySelector("[data-status]").textContent = kopieer.dataset.gedaan;
  });
  // Come back with the browser's own button: nothing of it is left on the screen.
  addEventListener("pageshow", (gebeurtenis) => {
    if (gebeurtenis.persisted) location.reload();
  });
})();
