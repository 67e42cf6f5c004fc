// On a narrow screen the filters wait behind their name: a list begins with what is in it. Without script they stand open.
"use strict";
for (const blad of document.querySelectorAll("[data-filterblad]")) {
  if (matchMedia("(max-width: 40rem)").matches && !blad.querySelector(".met-fout")) blad.open = false;
}
