/* Without this the public pages work just the same. Leaving at once: this page is taken out of the history of the
   window, and Escape twice does what the link does. */
(() => {
  const weg = document.querySelector("[data-weg]");
  if (!weg) return;
  const ga = () => {
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
  // Come back with the browser's own button: nothing of it is left on the screen.
  addEventListener("pageshow", (gebeurtenis) => {
    if (gebeurtenis.persisted) location.reload();
  });
})();
