// Completes fields and names in the search box: a combobox with a list of its own.

const FIELDS = [
  ["speaker:", "who said something in the passage"],
  ["said:", "words inside quotes"],
  ["person:", "a person named"],
  ["org:", "a body named"],
  ["place:", "a place named"],
  ["entity:", "any name"],
  ["headline:", "words of the headline"],
  ["source:", "the paper"],
  ["byline:", "the writer"],
  ["section:", "the paper’s section"],
  ["published:", "when it appeared: 2020-05, 2020-05..2020-07"],
  ["about:", "a day it speaks of: 2020-07-14"],
  ["lead:", "in the first two paragraphs"],
  ["exact:", "this form of the word only"],
];
const LISTS = {
  speaker: "/api/v1/speakers?",
  entity: "/api/v1/entities?",
  person: "/api/v1/entities?kind=person&",
  org: "/api/v1/entities?kind=org&",
  place: "/api/v1/entities?kind=place&",
};
const MOST = 8;
const known = new Map();

/** Returns the word at the caret: where it begins, its field if it has one, and the rest. */
function wordAt(box) {
  const before = box.value.slice(0, box.selectionStart);
  const found = /(?:^|[\s(+-])((?:([a-z]+):)?(["“]?)([^"“”()]*))$/iu.exec(before);
  if (!found) return null;
  const [, whole, field, quote, text] = found;
  // Without a quotation mark a word ends at a space.
  const last = quote ? null : /(?:^|[\s(+-])((?:([a-z]+):)?([^\s"“”()]*))$/iu.exec(before);
  const word = last ? { whole: last[1], field: last[2], text: last[3] } : { whole, field, text };
  return { start: before.length - word.whole.length, end: before.length, field: word.field?.toLowerCase(), text: word.text };
}

async function names(field, like) {
  const url = `${LISTS[field]}limit=${MOST}&like=${encodeURIComponent(like)}`;
  if (!known.has(url)) {
    try {
      const response = await fetch(url, { headers: { accept: "application/json" } });
      const body = response.ok ? await response.json() : {};
      known.set(url, body.speakers ?? body.entities ?? []);
    } catch {
      return [];
    }
  }
  return known.get(url);
}

function sources(like) {
  const boxes = [...document.querySelectorAll("input[name=source]")].map((box) => box.value);
  return boxes.filter((name) => name.toLowerCase().includes(like.toLowerCase())).map((name) => ({ name }));
}

async function offers(word) {
  const offer = (field) => ({ name, count }) => ({ text: `${field}:"${name}" `, shown: name, note: count ? `${count}` : field });
  if (word.field) {
    if (word.field === "source") return sources(word.text).slice(0, MOST).map(offer("source"));
    if (!(word.field in LISTS)) return [];
    return (await names(word.field, word.text)).slice(0, MOST).map(offer(word.field));
  }
  if (!word.text) return [];
  const start = word.text.toLowerCase();
  const fields = FIELDS.filter(([field]) => field.startsWith(start)).map(([field, note]) => ({ text: field, shown: field, note }));
  const speakers = start.length > 2 ? await names("speaker", word.text) : [];
  const said = speakers.slice(0, 5).map(({ name, count }) => ({ text: `speaker:"${name}" `, shown: `speaker:"${name}"`, note: `${count} quotes` }));
  return [...fields, ...said].slice(0, MOST);
}

export function setUpCompletion() {
  const box = document.getElementById("q");
  const list = Object.assign(document.createElement("ul"), { id: "offers", hidden: true });
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", "Fields and names");
  box.after(list);
  const set = { role: "combobox", "aria-expanded": "false", "aria-controls": "offers", "aria-autocomplete": "list" };
  for (const [name, value] of Object.entries(set)) box.setAttribute(name, value);
  let active = -1;
  let asked = 0;
  let word = null;

  const close = () => {
    asked += 1;
    active = -1;
    list.hidden = true;
    box.setAttribute("aria-expanded", "false");
    box.removeAttribute("aria-activedescendant");
  };
  const mark = (n) => {
    active = n;
    [...list.children].forEach((row, at) => row.setAttribute("aria-selected", String(at === n)));
    if (n < 0) box.removeAttribute("aria-activedescendant");
    else {
      box.setAttribute("aria-activedescendant", list.children[n].id);
      list.children[n].scrollIntoView({ block: "nearest" });
    }
  };
  const take = (row) => {
    const { text } = row.dataset;
    const rest = box.value.slice(word.end).replace(/^"/u, "").trimStart();
    box.value = box.value.slice(0, word.start) + text + rest;
    const caret = word.start + text.length;
    box.setSelectionRange(caret, caret);
    close();
    box.focus();
    if (text.endsWith(":")) look();
  };
  const show = (rows) => {
    list.replaceChildren(...rows.map(({ text, shown, note }, n) => {
      const row = Object.assign(document.createElement("li"), { id: `offer-${n}` });
      row.setAttribute("role", "option");
      row.setAttribute("aria-selected", "false");
      row.dataset.text = text;
      const words = Object.assign(document.createElement("span"), { textContent: shown });
      const aside = Object.assign(document.createElement("span"), { className: "note", textContent: note });
      row.append(words, aside);
      return row;
    }));
    list.hidden = !rows.length;
    box.setAttribute("aria-expanded", String(rows.length > 0));
    mark(-1);
  };
  const look = async () => {
    asked += 1;
    const mine = asked;
    const now = wordAt(box);
    if (!now || box.selectionStart !== box.selectionEnd) return close();
    const rows = await offers(now);
    if (mine !== asked || document.activeElement !== box) return;
    word = now;
    show(rows);
  };

  let timer = 0;
  box.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(look, 60);
  });
  box.addEventListener("blur", () => setTimeout(close, 100));
  box.form.addEventListener("submit", () => {
    clearTimeout(timer);
    close();
  });
  list.addEventListener("pointerdown", (event) => {
    event.preventDefault();
    const row = event.target.closest("li");
    if (row) take(row);
  });
  box.addEventListener("keydown", (event) => {
    const n = list.children.length;
    if (list.hidden || event.isComposing) return;
    if (event.key === "ArrowDown") mark(active + 1 >= n ? -1 : active + 1);
    else if (event.key === "ArrowUp") mark(active < 0 ? n - 1 : active - 1);
    else if (event.key === "Enter" && active >= 0) take(list.children[active]);
    else if (event.key === "Tab" && active >= 0) take(list.children[active]);
    else if (event.key === "Escape") close();
    else return;
    event.preventDefault();
  });
}
