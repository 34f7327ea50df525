// Keys for readers who go through many passages.

const hits = () => [...document.querySelectorAll(".hit")];

/** Returns the place of the passage that has the focus, or -1. */
function place(all) {
  return all.findIndex((hit) => hit.contains(document.activeElement));
}

function step(by) {
  const all = hits();
  if (!all.length) return;
  const next = Math.min(all.length - 1, Math.max(0, place(all) + by));
  all[next].querySelector("a.open").focus({ preventScroll: true });
  all[next].scrollIntoView({ block: "nearest" });
}

function copyOfFocused() {
  const all = hits();
  const hit = all[place(all)];
  if (!hit) return;
  hit.querySelector("details.cite").open = true;
  hit.querySelector("button.copy").click();
}

export function setUpKeys() {
  const dialog = document.getElementById("keys");
  const help = document.getElementById("help");
  help.hidden = false;
  help.addEventListener("click", () => dialog.showModal());
  document.addEventListener("keydown", (event) => {
    const isTyping = event.target.closest?.("input:not([type=checkbox]), select, textarea");
    if (isTyping || event.ctrlKey || event.metaKey || event.altKey || dialog.open) return;
    const does = {
      "/": () => document.getElementById("q").select(),
      j: () => step(1),
      k: () => step(-1),
      c: copyOfFocused,
      "?": () => dialog.showModal(),
    }[event.key];
    if (does) {
      event.preventDefault();
      does();
    }
  });
}
