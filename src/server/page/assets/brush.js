// Days are chosen by dragging over the bars, or with the arrow keys and Shift.
import { go, say } from "./swap.js";

/** Returns the address of the answer for the days of bars `first` to `last`. */
function urlOf(bars, first, last) {
  const url = new URL(bars[first].href.baseVal, location.origin);
  url.searchParams.set("since", bars[first].dataset.from);
  url.searchParams.set("until", bars[last].dataset.to);
  return url.pathname + url.search;
}

export function setUpBrush() {
  const chart = document.getElementById("trend");
  if (!chart) return;
  const bars = [...chart.querySelectorAll("a.bar")];
  const brush = chart.querySelector(".brush");
  document.querySelector(".trend .hint")?.removeAttribute("hidden");
  let anchor = null;
  let current = null;
  let dragged = false;

  const at = (x) => {
    const found = bars.findIndex((bar) => x < bar.querySelector(".slot").getBoundingClientRect().right);
    return found < 0 ? bars.length - 1 : found;
  };
  const ends = () => [Math.min(anchor, current), Math.max(anchor, current)];
  const draw = () => {
    const [first, last] = ends();
    const ground = chart.getBoundingClientRect();
    const left = bars[first].querySelector(".slot").getBoundingClientRect().left - ground.left;
    const right = bars[last].querySelector(".slot").getBoundingClientRect().right - ground.left;
    brush.setAttribute("x", left);
    brush.setAttribute("width", Math.max(1, right - left));
    brush.setAttribute("visibility", "visible");
  };
  const clear = () => {
    brush.setAttribute("visibility", "hidden");
    anchor = current = null;
  };

  chart.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    anchor = current = at(event.clientX);
    dragged = false;
    const move = (event) => {
      const now = at(event.clientX);
      if (now === current && !dragged) return;
      dragged = true;
      current = now;
      draw();
    };
    const up = () => {
      removeEventListener("pointermove", move);
      removeEventListener("pointerup", up);
      removeEventListener("pointercancel", cancel);
      if (dragged) go(urlOf(bars, ...ends()), { top: false });
    };
    const cancel = () => {
      dragged = false;
      up();
      clear();
    };
    addEventListener("pointermove", move);
    addEventListener("pointerup", up);
    addEventListener("pointercancel", cancel);
  });
  chart.addEventListener("dragstart", (event) => event.preventDefault());
  chart.addEventListener("click", (event) => {
    const bar = event.target.closest("a.bar");
    if (!bar) return;
    event.preventDefault();
    if (!dragged) go(urlOf(bars, bars.indexOf(bar), bars.indexOf(bar)), { top: false });
  });

  // One stop of the Tab key for all bars; the arrows go from bar to bar.
  const chosen = Math.max(0, bars.findIndex((bar) => bar.classList.contains("chosen")));
  bars.forEach((bar, n) => bar.setAttribute("tabindex", n === chosen ? "0" : "-1"));
  const focus = (n) => {
    bars.forEach((bar, other) => bar.setAttribute("tabindex", other === n ? "0" : "-1"));
    bars[n].focus();
  };
  chart.addEventListener("keydown", (event) => {
    const n = bars.indexOf(document.activeElement);
    const steps = { ArrowLeft: n - 1, ArrowRight: n + 1, Home: 0, End: bars.length - 1 };
    if (n < 0) return;
    if (event.key in steps) {
      event.preventDefault();
      const next = Math.min(bars.length - 1, Math.max(0, steps[event.key]));
      if (event.shiftKey) {
        anchor ??= n;
        current = next;
        draw();
        say(`${bars[ends()[0]].dataset.from} to ${bars[ends()[1]].dataset.to}`);
      } else {
        clear();
      }
      focus(next);
    } else if (event.key === "Enter" && anchor !== null && anchor !== current) {
      event.preventDefault();
      go(urlOf(bars, ...ends()), { top: false });
    } else if (event.key === "Escape") {
      clear();
    }
  });
}
