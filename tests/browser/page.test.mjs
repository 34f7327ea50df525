// What a reader does, in a browser: each test opens pages of its own.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { createRequire } from "node:module";
import { chromium } from "playwright-core";

const PAGE = process.env.PAGE;
const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
  "--disable-background-networking", "--disable-component-update", "--disable-sync"];
const DESK = { width: 1280, height: 900 };
const PHONE = { width: 390, height: 844 };
let browser;

before(async () => {
  browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: FLAGS });
});
after(() => browser?.close());

/** Opens a page in a context of its own; what the page complains of fails the test. */
async function open(path, options = {}) {
  const context = await browser.newContext({ viewport: DESK, ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  page.complaints = [];
  page.on("pageerror", (error) => page.complaints.push(String(error)));
  page.on("console", (message) => {
    if (message.type() === "error") page.complaints.push(message.text());
  });
  await page.goto(PAGE + path);
  return page;
}

async function close(page, { complaints = [] } = {}) {
  const serious = page.complaints.filter((words) => !complaints.some((known) => words.includes(known)));
  assert.deepEqual(serious, []);
  await page.context().close();
}

/** Fails at the first thing that axe calls serious or critical. */
async function checkAccess(page, where) {
  await page.evaluate(AXE);
  const { violations } = await page.evaluate(() => globalThis.axe.run(document, {
    runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
  }));
  const serious = violations.filter(({ impact }) => impact === "serious" || impact === "critical");
  const told = serious.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(" | ")}`);
  assert.deepEqual(told, [], where);
}

const shot = (page, name) => page.screenshot({ path: `out/${name}.png`, fullPage: true });
const total = async (page) => Number((await page.textContent("#total .n")).replaceAll(",", ""));

test("the front page offers queries that all find something", async () => {
  const page = await open("/");
  await checkAccess(page, "front");
  await shot(page, "front");
  const links = await page.$$eval(".examples a, .quoted a, .sources a", (all) => all.map((a) => a.getAttribute("href")));
  assert.ok(links.length > 12);
  for (const link of links) {
    await page.goto(PAGE + link);
    assert.ok(await total(page) > 0, link);
  }
  await close(page);
});

test("a search marks its matches and the speakers", async () => {
  const page = await open("/");
  await page.keyboard.press("/");
  await page.keyboard.type("recusal");
  await page.keyboard.press("Enter");
  await page.waitForSelector("#hits");
  assert.equal(new URL(page.url()).search, "?q=recusal");
  assert.match(await page.textContent(".passage mark"), /recus/i);
  const speakers = await page.$$eval("q.said[data-speaker]", (all) => all.map((q) => q.dataset.speaker));
  assert.ok(new Set(speakers).size > 1, speakers.join());
  assert.ok((await page.textContent(".voices")).length > 0);
  await checkAccess(page, "results");
  await shot(page, "results");
  await close(page);
});

test("ticks narrow the answer, keep their focus and can be taken away", async () => {
  const page = await open("/?q=recusal");
  const all = await total(page);
  const box = page.locator("input[name=speaker]").first();
  const name = await box.getAttribute("value");
  await box.focus();
  await page.keyboard.press("Space");
  await page.waitForURL(/speaker=/);
  await page.waitForSelector(".chosen");
  const some = await total(page);
  assert.ok(some > 0 && some < all, `${some} of ${all}`);
  assert.equal(await page.evaluate(() => document.activeElement.value), name);
  const second = page.locator("input[name=speaker]:not(:checked)").first();
  await second.check();
  await page.waitForURL(/speaker=.*speaker=/);
  await page.waitForFunction((n) => Number(document.querySelector("#total .n").textContent) > n, some);
  await shot(page, "narrowed");
  await page.click(".chosen a.all");
  await page.waitForFunction((n) => Number(document.querySelector("#total .n").textContent) === n, all);
  await close(page);
});

test("months, papers, people, order and the two clocks are choices too", async () => {
  const page = await open("/?q=recusal+OR+runoff");
  const all = await total(page);
  for (const name of ["month", "source", "entity"]) {
    const box = page.locator(`input[name=${name}]`).first();
    const count = Number((await box.locator("xpath=..").locator(".count").textContent()).replace(/\D/gu, ""));
    await box.check();
    await page.waitForURL(new RegExp(`${name}=`));
    await page.waitForFunction((n) => Number(document.querySelector("#total .n").textContent) === n, count);
    assert.ok(count > 0 && count <= all);
    await page.click(`input[name=${name}]:checked`);
    await page.waitForFunction((n) => Number(document.querySelector("#total .n").textContent) === n, all);
  }
  await page.selectOption("select[name=sort]", "oldest");
  await page.waitForURL(/sort=oldest/);
  await page.waitForFunction(() => {
    const days = [...document.querySelectorAll(".hit time")].map((time) => time.dateTime);
    return days.length > 2 && days.join() === days.toSorted().join();
  });
  await page.fill("input[name=about_from]", "2020-07-14");
  await page.fill("input[name=about_to]", "2020-07-14");
  await page.waitForURL(/about=2020-07-14(&|$)/);
  await page.waitForFunction((n) => Number(document.querySelector("#total .n").textContent) < n, all);
  await page.selectOption("select[name=group]", "article");
  await page.waitForURL(/group=article/);
  await page.selectOption("select[name=group]", "story");
  await page.waitForURL(/group=story/);
  await page.waitForFunction(() => /stor(y|ies)/u.test(document.querySelector("#total").textContent));
  await close(page);
});

test("days are chosen by brushing over the chart", async () => {
  const page = await open("/?q=recusal");
  const all = await total(page);
  const bars = page.locator("#trend a.bar");
  const n = await bars.count();
  assert.ok(n > 12, `${n} bars`);
  const from = await bars.nth(n - 4).locator(".slot").boundingBox();
  const to = await bars.nth(n - 2).locator(".slot").boundingBox();
  await page.mouse.move(from.x + from.width / 2, from.y + 40);
  await page.mouse.down();
  await page.mouse.move(to.x + to.width / 2, to.y + 40, { steps: 6 });
  await page.mouse.up();
  await page.waitForURL(/since=2020-\d\d-01&until=2020-\d\d-\d\d/);
  await page.waitForSelector("#trend.narrowed");
  assert.ok(await total(page) < all);
  assert.ok(await page.locator("#trend a.chosen").count() >= 3);
  await shot(page, "brushed");
  const wide = await total(page);
  const first = page.locator("#trend a.chosen").first();
  const day = await first.getAttribute("data-from");
  await first.focus();
  await page.keyboard.press("Shift+ArrowRight");
  await page.keyboard.press("Enter");
  await page.waitForFunction((from) => location.search.includes(`since=${from}`) && !location.search.includes("until=2020-07-31"), day);
  await page.waitForFunction((n) => Number(document.querySelector("#total .n").textContent) < n, wide);
  await page.click(".trend figcaption a");
  await page.waitForFunction((n) => Number(document.querySelector("#total .n").textContent) === n, all);
  await close(page);
});

test("the box completes fields and speakers", async () => {
  const page = await open("/");
  await page.click("#q");
  await page.keyboard.type("spea", { delay: 20 });
  await page.waitForSelector("#offers li");
  await checkAccess(page, "completion");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  assert.equal(await page.inputValue("#q"), "speaker:");
  await page.keyboard.type("tread", { delay: 20 });
  await page.waitForFunction(() => document.querySelector("#offers li")?.textContent.includes("Treadaway"));
  await shot(page, "completion");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  assert.match(await page.inputValue("#q"), /^speaker:"[^"]*Treadaway" $/u);
  await page.keyboard.press("Enter");
  await page.waitForSelector("#hits");
  await close(page);
});

test("an article shows who said what, and the way back is as it was", async () => {
  const page = await open("/?q=recusal&sort=oldest");
  await page.keyboard.press("j");
  await page.keyboard.press("j");
  const headline = await page.evaluate(() => document.activeElement.textContent);
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/article\?id=/);
  assert.equal(await page.textContent(".story h1"), headline);
  const marks = await page.$$eval(".story .body mark", (all) => all.map((mark) => mark.textContent));
  assert.ok(marks.some((words) => /recus/iu.test(words)), marks.join());
  await checkAccess(page, "article with matches");
  await shot(page, "article-marked");
  await page.goBack();
  await page.waitForURL(/\?q=recusal&sort=oldest$/);
  await page.click('a.open:has-text("I read it twice")').catch(() => page.goto(`${PAGE}/?q=headline:twice`).then(() => page.click("a.open")));
  await page.waitForSelector(".voices-list li");
  assert.match(await page.textContent(".voices-list"), /Lyman Treadaway/u);
  assert.ok(await page.locator(".story q.said").count() > 5);
  await checkAccess(page, "article");
  await shot(page, "article");
  const only = page.locator("button.only").first();
  await only.click();
  assert.equal(await only.getAttribute("aria-pressed"), "true");
  assert.ok(await page.locator("q.forward").count() > 0);
  await page.click("#back");
  await page.waitForSelector("#hits");
  await close(page);
});

test("the back button goes through the answers", async () => {
  const page = await open("/?q=recusal");
  await page.locator("input[name=source]").first().check();
  await page.waitForSelector(".chosen");
  await page.click("a[rel=next], .chosen a");
  await page.waitForFunction(() => !location.search.includes("source=") || location.search.includes("offset="));
  await page.goBack();
  await page.waitForURL(/source=/);
  await page.waitForSelector(".chosen");
  await page.goBack();
  await page.waitForFunction(() => location.search === "?q=recusal" && !document.querySelector(".chosen"));
  await close(page);
});

test("citations are copied as text, BibTeX and RIS", async () => {
  const page = await open("/?q=recusal");
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.locator(".hit .cite summary").first().click();
  const wanted = { text: /“.+”, .+ \d{4}, paragraph \d+/u, bibtex: /^@article\{/u, ris: /^TY {2}- NEWS/u };
  for (const [form, words] of Object.entries(wanted)) {
    await page.locator(`button[data-copies$="-${form}"]`).first().click();
    await page.waitForFunction((f) => document.querySelector(`button[data-copies$="-${f}"]`).textContent.startsWith("Copied"), form);
    assert.match(await page.evaluate(() => navigator.clipboard.readText()), words);
  }
  await checkAccess(page, "citation");
  await shot(page, "citation");
  await close(page);
});

test("searching, narrowing and reading work without scripts", async () => {
  const page = await open("/", { javaScriptEnabled: false });
  await page.fill("#q", "recusal");
  await page.click(".box button");
  const all = await total(page);
  assert.ok(all > 0 && await page.isVisible(".apply"));
  await page.locator("input[name=speaker]").first().check();
  await page.click(".apply");
  assert.ok(await total(page) < all);
  assert.match(page.url(), /\?q=recusal&speaker=[^&]+$/u);
  await page.locator("#trend a.bar").last().locator(".slot").click({ force: true }).catch(() => {});
  await page.goto(`${PAGE}/?q=recusal`);
  await page.locator(".cite summary").first().click();
  assert.ok(await page.locator(".cite pre").first().isVisible());
  await page.click("a.open");
  assert.ok(await page.locator(".story q.said").count() >= 1);
  assert.ok(await page.locator(".who li").count() >= 1);
  await shot(page, "without-scripts");
  await close(page);
});

test("a phone shows it all within its width", async () => {
  for (const [path, name] of [["/", "front"], ["/?q=recusal", "results"], ["/?q=speaker:Treadaway+recus*", "speaker"]]) {
    const page = await open(path, { viewport: PHONE, isMobile: true, hasTouch: true, deviceScaleFactor: 2 });
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    assert.ok(width <= PHONE.width, `${name}: ${width}`);
    await checkAccess(page, `phone ${name}`);
    await shot(page, `phone-${name}`);
    if (name === "results") {
      await page.tap("a.open");
      await page.waitForSelector(".story");
      assert.ok(await page.evaluate(() => document.documentElement.scrollWidth) <= PHONE.width);
      await shot(page, "phone-article");
    }
    await close(page);
  }
});

test("dark is dark, by the system and by choice", async () => {
  const page = await open("/?q=recusal", { colorScheme: "dark" });
  const ground = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
  assert.equal(await ground(), "rgb(21, 22, 26)");
  await checkAccess(page, "dark results");
  await shot(page, "dark");
  await page.click("#theme");
  assert.equal(await ground(), "rgb(252, 251, 248)");
  await page.reload();
  assert.equal(await ground(), "rgb(252, 251, 248)");
  await page.click("#theme");
  await page.click("a.open");
  await page.waitForSelector(".story");
  assert.equal(await ground(), "rgb(21, 22, 26)");
  await checkAccess(page, "dark article");
  await shot(page, "dark-article");
  await close(page);
});

test("errors point at the place and offer a repair", async () => {
  const page = await open("/?q=Sources%3A+judge");
  assert.match(await page.textContent(".caret"), /Sources: judge\n\^+/u);
  await checkAccess(page, "error");
  await shot(page, "error");
  await page.click(".repair a");
  assert.match(page.url(), /q=source%3A/u);
  await page.goto(`${PAGE}/?q=xylophonist+-recusal&source=Nowhere`);
  assert.match(await page.textContent(".nothing"), /Nothing on record/u);
  await checkAccess(page, "nothing");
  await shot(page, "nothing");
  await page.goto(`${PAGE}/article?id=none`);
  assert.match(await page.textContent("h1"), /Not on record/u);
  await page.goto(`${PAGE}/?q=runoff&since=tomorrowish`);
  assert.match(await page.textContent(".trouble"), /cannot read tomorrowish/iu);
  await close(page, { complaints: ["400", "404"] });
});

test("articles and addresses cannot run anything or leave the page", async () => {
  const tries = ["/?q=zanzibarite", "/article?id=hostile-1", "/?q=%22%3E%3Cscript%3Ewindow.broken%3D1%3C%2Fscript%3E",
    "/?q=zanzibarite&speaker=%3Cimg+src%3Dx+onerror%3Dwindow.broken%3D1%3E", "/?q=%3Csvg%2Fonload%3Dwindow.broken%3D1%3E%3A",
    "/article?id=%3Cscript%3Ewindow.broken%3D1%3C%2Fscript%3E"];
  for (const path of tries) {
    const page = await open(path);
    await page.waitForTimeout(50);
    assert.equal(await page.evaluate(() => window.broken), undefined, path);
    assert.equal(await page.locator("main script, main img, [onerror], [onload], [onmouseover], a[href^='javascript']").count(), 0, path);
    await close(page, { complaints: ["400", "404"] });
  }
  const page = await open("/?q=zanzibarite+shipment");
  await shot(page, "hostile");
  await page.click("a.open");
  assert.equal(await page.textContent(".story h1"), "An id that is no path");
  await close(page);
});

test("the keyboard list opens, closes and is accessible", async () => {
  const page = await open("/?q=recusal");
  await page.keyboard.press("?");
  assert.ok(await page.isVisible("#keys"));
  await checkAccess(page, "keys");
  await page.keyboard.press("Escape");
  assert.ok(!(await page.isVisible("#keys")));
  await page.click("#keep");
  await page.goto(`${PAGE}/`);
  assert.match(await page.textContent("#kept"), /recusal/u);
  await page.emulateMedia({ media: "print" });
  await page.goto(`${PAGE}/?q=recusal`);
  assert.ok(!(await page.isVisible(".panel")));
  await shot(page, "print");
  await close(page);
});

// Last, for it changes the index.
test("newer results are announced, and found when asked for", async () => {
  const page = await open("/?q=recusal+weatherglass");
  const look = () => page.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));
  const asked = page.waitForResponse(/\/api\/v1\/status$/u);
  await look();
  await asked;
  assert.ok(!(await page.isVisible("#fresh")));
  const posted = await fetch(`${PAGE}/api/v1/articles`, {
    method: "POST",
    headers: { authorization: `Bearer ${process.env.ONRECORD_TOKEN}`, "content-type": "application/json" },
    body: JSON.stringify({ id: "fresh-1", title: "Weatherglass falls", date: "2020-07-20",
      text: "The recusal of the weatherglass came late, said Kim Lowe." }),
  });
  assert.equal(posted.status, 201);
  await page.waitForFunction(() => {
    document.dispatchEvent(new Event("visibilitychange"));
    return !document.getElementById("fresh").hidden;
  }, null, { polling: 500 });
  assert.match(await page.textContent("#fresh"), /Newer articles have been indexed/u);
  await checkAccess(page, "newer results");
  await shot(page, "newer");
  await page.click("#fresh a");
  await page.waitForFunction(() => document.querySelector(".hit .headline")?.textContent === "Weatherglass falls");
  assert.ok(!(await page.isVisible("#fresh")));
  assert.equal(new URL(page.url()).search, "?q=recusal+weatherglass");
  await close(page);
});
