// The explorer in Chromium: what a user clicks, what a keyboard reaches, what axe-core finds.
//   node explorer_test.mjs HTTP_ADDRESS FOLDER_FOR_SCREENSHOTS
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { chromium } from "playwright-core";

const [address, folder] = process.argv.slice(2);
const axe = readFileSync(new URL("node_modules/axe-core/axe.min.js", import.meta.url), "utf8");
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM || "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync"],
});
const page = await browser.newPage({ viewport: { width: 1200, height: 850 } });
const elsewhere = [];
const faults = [];
page.on("request", (r) => { if (!r.url().startsWith(address) && !r.url().startsWith("data:")) elsewhere.push(r.url()); });
page.on("pageerror", (error) => faults.push(error.message));
page.on("console", (message) => { if (message.type() === "error") faults.push(message.text()); });

async function look(name) {
  await page.waitForSelector("main:not([aria-busy]) h1");
  await page.waitForTimeout(300);
  await page.screenshot({ path: `${folder}/${name}.png` });
  const session = await page.context().newCDPSession(page);  // past the page's own content policy
  await session.send("Runtime.evaluate", { expression: axe });
  const violations = await page.evaluate(async () => (await window.axe.run()).violations.map((v) => v.id));
  assert.deepEqual(violations, [], name);
}
const title = () => page.locator("h1").textContent();

await page.goto(address + "/");
await look("home");

// Search: suggestions by keyboard.
await page.keyboard.press("/");
await page.keyboard.type("solh");
await page.waitForSelector("#suggestions li:first-child:has-text('Solheim')");
await page.keyboard.press("ArrowDown");
await page.keyboard.press("Enter");
await page.waitForSelector(".fact");
assert.equal(await title(), "Ingrid Solheim");
await look("entity");

// A class, then a neighbour, then back.
await page.click(".chips a:has-text('AGREE')");
await page.waitForSelector("a[aria-current=true]:has-text('AGREE')");
assert.ok((await page.locator(".fact .status").allTextContents()).every((text) => text.startsWith("AGREE")));
await page.goBack();

// A quote opens its document at the sentence, with what it states.
await page.waitForSelector("blockquote a");
await page.locator("blockquote a").first().click();
await page.waitForSelector(".document .here");
assert.ok(await page.locator(".panel .fact").count());
await look("document");

// A path between two.
await page.click("nav a:has-text('Path')");
await page.fill("input[name=a]", "Nikos Andreou");
await page.fill("input[name=b]", "Kjeldsen");
await page.click("button:has-text('Find')");
await page.waitForSelector("h2:has-text('Danish police')");
await look("path");

// The graph: pick a node on the canvas, then a filter.
await page.click("nav a:has-text('Graph')");
await page.waitForSelector("canvas");
await page.waitForTimeout(500);
await look("graph");
await page.locator("canvas").focus();
await page.keyboard.press("+");
await page.keyboard.press("0");
const box = await page.locator("canvas").boundingBox();
let picked = false;
for (let y = 40; y < box.height - 40 && !picked; y += 12) {
  for (let x = 40; x < box.width - 40 && !picked; x += 12) {
    await page.mouse.click(box.x + x, box.y + y);
    picked = await page.locator(".panel .type").count() > 0;
  }
}
assert.ok(picked, "a node can be picked");
await page.selectOption("select >> nth=0", "CONSULT");
await page.waitForFunction(() => location.hash.includes("class=CONSULT"));

await page.goto(address + "/#/timeline?name=Meridian+Shipping");
await page.waitForSelector(".timeline");
await look("timeline");

// Correct and take back.
await page.goto(address + "/#/entity?name=Ingrid+Solheim");
await page.click("summary:has-text('Correct')");
await page.fill("input[name=name]", "Minister Solheim");
await page.click("button:has-text('is called')");
await page.waitForSelector("h1:has-text('Minister Solheim')", { timeout: 10000 }).catch(() => {});
assert.equal(await title(), "Minister Solheim");
await page.click("summary:has-text('Correct')");
await page.click("button:has-text('Undo')");
await page.waitForSelector("h1:has-text('Ingrid Solheim')");

// A phone, in the dark; a name that nobody bears.
await page.emulateMedia({ colorScheme: "dark" });
await page.setViewportSize({ width: 390, height: 800 });
await page.goto(address + "/#/entity?name=Meridian+Shipping");
await page.waitForSelector(".fact");
await look("phone");
assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), "nothing sticks out");
assert.deepEqual(faults, []);
await page.goto(address + "/#/entity?name=Nobody+Known");
await page.waitForSelector("[role=alert]");

assert.deepEqual(elsewhere, []);
await browser.close();
console.log("explorer: all well");
