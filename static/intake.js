// Enter in the field that looks up an employer looks it up; in every other field it saves.
"use strict";
document.querySelector(".gesprek [type=search]").addEventListener("keydown", (e) => {
  if (e.key !== "Enter" || e.isComposing) return;
  e.preventDefault();
  e.target.dispatchEvent(new Event("search"));
});
// Without script Enter looks up, wherever it is pressed.
const enter = document.querySelector("[data-enter]");
enter.removeAttribute("name");
enter.removeAttribute("formaction");
