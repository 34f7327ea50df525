// In an article, one speaker's words can be brought forward.

export function setUpArticle() {
  const story = document.querySelector(".story");
  if (!story) return;
  const buttons = [...document.querySelectorAll("button.only")];
  for (const button of buttons) {
    button.hidden = false;
    button.addEventListener("click", () => {
      const isOn = button.getAttribute("aria-pressed") !== "true";
      for (const other of buttons) other.setAttribute("aria-pressed", String(isOn && other === button));
      story.classList.toggle("one-voice", isOn);
      for (const quote of story.querySelectorAll("q.said")) {
        quote.classList.toggle("forward", isOn && quote.dataset.speaker === button.dataset.speaker);
      }
      if (isOn) story.querySelector("q.forward")?.scrollIntoView({ block: "center" });
    });
  }
}
