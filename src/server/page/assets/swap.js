// Answers are fetched and put in place of the old ones, so that ticks keep their focus and the
// page its place. Addresses are the same as without scripts; whatever goes wrong, the browser
// goes there by itself.

const setUps = [];
let running = null;

/** Calls `setUp` for this page and for each one that takes its place. */
export function whenShown(setUp) {
  setUps.push(setUp);
  setUp();
}

/** Says something to readers who listen to the page. */
export function say(words) {
  document.getElementById("said").textContent = words;
}

/** Returns the address that the form asks for, without what is empty. */
export function askedUrl() {
  const fields = new URLSearchParams();
  const about = { from: "", to: "" };
  for (const [name, value] of new FormData(document.getElementById("ask"))) {
    const words = value.trim();
    if (name === "about_from") about.from = words;
    else if (name === "about_to") about.to = words;
    else if (words) fields.append(name, words);
  }
  if (about.from || about.to) fields.set("about", about.from === about.to ? about.from : `${about.from}..${about.to}`);
  const text = fields.toString();
  return text ? `/?${text}` : "/";
}

/** Shows the page at an address of this site. */
export async function go(url, { push = true, top = true, y = null } = {}) {
  running?.abort();
  running = new AbortController();
  const main = document.getElementById("main");
  main.setAttribute("aria-busy", "true");
  try {
    const response = await fetch(url, { headers: { accept: "text/html" }, signal: running.signal });
    if (!(response.headers.get("content-type") ?? "").startsWith("text/html")) throw new Error("no page");
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    if (!page.getElementById("main")) throw new Error("no page");
    if (push) {
      history.replaceState({ y: scrollY }, "");
      history.pushState({ y: 0 }, "", url);
    }
    show(page);
    if (y !== null) scrollTo(0, y);
    else if (top) scrollTo(0, 0);
  } catch (error) {
    if (error.name !== "AbortError") location.assign(url);
  }
}

function show(page) {
  const focused = document.activeElement?.id;
  const opened = [...document.querySelectorAll("details[open][id]")].map((details) => details.id);
  document.title = page.title;
  document.body.className = page.body.className;
  document.documentElement.dataset.generation = page.documentElement.dataset.generation;
  const query = page.getElementById("q");
  const box = document.getElementById("q");
  if (document.activeElement !== box || !box.matches(":focus")) box.value = query.value;
  const fresh = page.querySelector("#fresh a");
  document.querySelector("#fresh a")?.setAttribute("href", fresh?.getAttribute("href") ?? "/");
  document.getElementById("fresh").hidden = true;
  document.getElementById("main").replaceWith(document.adoptNode(page.getElementById("main")));
  for (const id of opened) document.getElementById(id)?.setAttribute("open", "");
  if (focused) document.getElementById(focused)?.focus({ preventScroll: true });
  for (const setUp of setUps) setUp();
  say(document.querySelector("#total, .trouble h1")?.textContent ?? document.title);
}

/** Tells whether a link leads to an answer of this site. */
function isAnswer(link) {
  return link.origin === location.origin && link.pathname === "/" && !link.hasAttribute("download");
}

export function setUpSwap() {
  const form = document.getElementById("ask");
  history.scrollRestoration = "manual";
  addEventListener("pagehide", () => { history.scrollRestoration = "auto"; });
  addEventListener("pageshow", () => { history.scrollRestoration = "manual"; });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    go(askedUrl());
  });
  document.addEventListener("change", (event) => {
    const field = event.target;
    if (field.form !== form || field.id === "q") return;
    // A date that is being typed is empty or far off until its year is complete.
    if (field.type === "date" && field.value && field.value < "1000") return;
    go(askedUrl(), { top: false });
  });
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a[href]");
    const isPlain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
    if (!isPlain || event.defaultPrevented || !link || link.namespaceURI.endsWith("svg")) return;
    if (!link.closest("#main") || !isAnswer(link) || !document.getElementById("total")) return;
    event.preventDefault();
    go(link.href, { top: !link.closest(".chosen, figcaption") });
  });
  addEventListener("popstate", (event) => {
    if (location.pathname === "/") go(location.href, { push: false, y: event.state?.y ?? 0 });
  });
}
