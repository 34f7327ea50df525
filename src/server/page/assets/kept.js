// Searches that a reader keeps, in this browser only.

const KEY = "kept-searches";
const MOST = 50;

function kept() {
  try {
    const list = JSON.parse(localStorage.getItem(KEY) ?? "[]");
    return Array.isArray(list) ? list.filter((url) => typeof url === "string" && url.startsWith("/?")) : [];
  } catch {
    return [];
  }
}

function keep(list) {
  try { localStorage.setItem(KEY, JSON.stringify(list.slice(0, MOST))); } catch { /* Not kept. */ }
}

/** Returns the words for an address: its query, then what narrows it. */
function title(url) {
  const fields = new URLSearchParams(url.slice(2));
  const query = fields.get("q") ?? "";
  fields.delete("q");
  return [query, ...fields.values()].filter(Boolean).join(" · ");
}

function list(section) {
  const rows = section.querySelector("ul");
  rows.replaceChildren();
  for (const url of kept()) {
    const row = document.createElement("li");
    const link = Object.assign(document.createElement("a"), { href: url, textContent: title(url) });
    const drop = Object.assign(document.createElement("button"), { type: "button", textContent: "Forget" });
    drop.setAttribute("aria-label", `Forget ${title(url)}`);
    drop.addEventListener("click", () => {
      keep(kept().filter((other) => other !== url));
      list(section);
    });
    row.append(link, " ", drop);
    rows.append(row);
  }
  section.hidden = !rows.children.length;
}

export function setUpKept() {
  const section = document.getElementById("kept");
  if (section) list(section);
  const button = document.getElementById("keep");
  if (!button) return;
  const url = location.pathname + location.search;
  const show = () => {
    const isKept = kept().includes(url);
    button.textContent = isKept ? "Kept" : "Keep this search";
    button.setAttribute("aria-pressed", String(isKept));
  };
  button.hidden = false;
  show();
  button.addEventListener("click", () => {
    const others = kept().filter((other) => other !== url);
    keep(others.length === kept().length ? [url, ...others] : others);
    show();
  });
}
