// Citations go to the clipboard.
import { say } from "./swap.js";

/** Copies where the browser has no clipboard for the page: on a plain address of the house. */
function copySelection(element) {
  const selection = getSelection();
  selection.selectAllChildren(element);
  const done = document.execCommand("copy");
  if (done) selection.removeAllRanges();
  return done;
}

async function copy(element) {
  try {
    await navigator.clipboard.writeText(element.textContent);
    return true;
  } catch {
    return copySelection(element);
  }
}

/** Shows the buttons of a page that has just come. */
export function showCopying() {
  for (const button of document.querySelectorAll("button.copy")) button.hidden = false;
}

export function setUpCopying() {
  document.addEventListener("click", async (event) => {
    const button = event.target.closest?.("button.copy");
    if (!button) return;
    const done = await copy(document.getElementById(button.dataset.copies));
    button.firstChild.data = done ? "Copied" : "Selected: press Ctrl+C";
    say(done ? "Citation copied" : "Citation selected");
    setTimeout(() => { button.firstChild.data = "Copy"; }, 2000);
  });
}
