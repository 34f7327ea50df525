// Runs before the first paint: the reader's choice of light or dark, if there is one.
(() => {
  try {
    const theme = localStorage.getItem("theme");
    if (theme === "dark" || theme === "light") document.documentElement.dataset.theme = theme;
  } catch { /* Storage is closed to this page: the system's choice holds. */ }
  document.documentElement.classList.add("scripted");
})();
