// Enter in the field that looks up an employer looks it up; in every other field it saves.
"use strict";
const zoekveld = document.querySelector(".gesprek [type=search]");
const zoek = () => zoekveld.dispatchEvent(new Event("search"));
zoekveld.addEventListener("keydown", (e) => {
  if (e.key !== "Enter" || e.isComposing) return;
  e.preventDefault();
  zoek();
});
// Who is quicker than the page has typed before anybody listened.
document.addEventListener("DOMContentLoaded", () => { if (zoekveld.value !== zoekveld.defaultValue) zoek(); });
// Without script Enter looks up, wherever it is pressed.
const enter = document.querySelector("[data-enter]");
enter.removeAttribute("name");
enter.removeAttribute("formaction");
