// Says when articles have been indexed since the page was made.

const EVERY_MS = 60_000;

async function look() {
  const shown = Number(document.documentElement.dataset.generation);
  if (document.hidden || !document.getElementById("total")) return;
  try {
    const response = await fetch("/api/v1/status", { headers: { accept: "application/json" } });
    const status = await response.json();
    if (response.ok && Number(status.generation) > shown) document.getElementById("fresh").hidden = false;
  } catch { /* The server is away: the page stays as it is. */ }
}

export function setUpFreshness() {
  setInterval(look, EVERY_MS);
  document.addEventListener("visibilitychange", look);
}
