// The page works without scripts; this makes it quicker to use. Each module looks for its own
// part of the page and does nothing where it is missing.
import { setUpSwap, whenShown } from "./swap.js";
import { setUpCompletion } from "./complete.js";
import { setUpBrush } from "./brush.js";
import { setUpKeys } from "./keys.js";
import { setUpCopying, showCopying } from "./copy.js";
import { setUpArticle } from "./article.js";
import { setUpFreshness } from "./fresh.js";
import { setUpKept } from "./kept.js";

function setUpTheme() {
  const button = document.getElementById("theme");
  const root = document.documentElement;
  const prefersDark = matchMedia("(prefers-color-scheme: dark)");
  const isDark = () => (root.dataset.theme ?? (prefersDark.matches ? "dark" : "light")) === "dark";
  const show = () => button.setAttribute("aria-pressed", String(isDark()));
  button.hidden = false;
  show();
  prefersDark.addEventListener("change", show);
  button.addEventListener("click", () => {
    root.dataset.theme = isDark() ? "light" : "dark";
    try { localStorage.setItem("theme", root.dataset.theme); } catch { /* Holds for this page. */ }
    show();
  });
}

setUpTheme();
setUpSwap();
setUpCompletion();
setUpKeys();
setUpCopying();
setUpFreshness();
whenShown(setUpBrush);
whenShown(setUpArticle);
whenShown(showCopying);
whenShown(setUpKept);
