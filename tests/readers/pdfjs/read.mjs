// Reads paths of PDF files as JSON from standard input, answers as JSON with what pdf.js makes of
// each: {language, title, titleInMetadata, isMarked, outline: [[level, title, page]],
// attachments: {name: base64}, pages: [page], warnings}. A page is {pieces, artifacts, links, held}:
// a piece of the structure tree is [roles, text, language, alt], in reading order; `links` are the
// page's annotations, `held` those that an element holds.
import { readFileSync } from "node:fs";

const warnings = [];
console.warn = (...words) => warnings.push(words.join(" "));
console.log = console.warn;
// Nothing is painted here, so that what painting needs may be empty.
for (const name of ["DOMMatrix", "ImageData", "Path2D"]) globalThis[name] ??= class {};
const { getDocument } = await import("./pdf.min.mjs");
await import("./pdf.worker.min.mjs"); // in this process, where pdf.js then finds it

const answer = [];
for (const path of JSON.parse(readFileSync(0, "utf8"))) answer.push(await told(path));
process.stdout.write(JSON.stringify(answer));

async function told(path) {
  warnings.length = 0;
  const data = new Uint8Array(readFileSync(path));
  const task = getDocument({ data, verbosity: 1, isEvalSupported: false, useSystemFonts: false });
  const file = await task.promise;
  const { info, metadata } = await file.getMetadata();
  const pages = [];
  for (let number = 1; number <= file.numPages; number++) {
    pages.push(await ofPage(await file.getPage(number)));
  }
  const found = {
    language: info.Language,
    title: info.Title,
    titleInMetadata: metadata.get("dc:title"),
    isMarked: (await file.getMarkInfo())?.Marked === true,
    outline: await bookmarks(file, (await file.getOutline()) ?? [], 0),
    attachments: inside(await file.getAttachments()),
    pages,
    warnings: [...warnings],
  };
  await task.destroy();
  return found;
}

async function bookmarks(file, entries, level) {
  const out = [];
  for (const { title, dest, items } of entries) {
    const place = typeof dest === "string" ? await file.getDestination(dest) : dest;
    out.push([level, title, 1 + (await file.getPageIndex(place[0]))]);
    out.push(...(await bookmarks(file, items, level + 1)));
  }
  return out;
}

function inside(attachments) {
  const entries = Object.entries(attachments ?? {});
  const packed = ({ content }) => Buffer.from(content).toString("base64");
  return Object.fromEntries(entries.map(([name, each]) => [name, packed(each)]));
}

async function ofPage(page) {
  const { said, artifacts } = await texts(page);
  const pieces = [];
  const held = [];
  walk((await page.getStructTree()) ?? { children: [] }, [], "", "");
  const annotations = await page.getAnnotations();
  return { pieces, artifacts, links: annotations.map(({ id }) => id), held };

  function walk(node, above, language, alt) {
    const roles = node.role === "Root" ? above : [...above, node.role];
    const spoken = node.lang ?? language;
    const shows = node.alt ?? alt;
    for (const kid of node.children) {
      if (kid.type === "content") pieces.push([roles, said.get(kid.id) ?? null, spoken, shows]);
      else if (kid.type) held.push(kid.id.replace("pdfjs_internal_id_", "")); // so for fields
      else walk(kid, roles, spoken, shows);
    }
  }
}

async function texts(page) {
  const options = { includeMarkedContent: true, disableNormalization: true };
  const said = new Map();
  const artifacts = [];
  const open = [];
  for (const item of (await page.getTextContent(options)).items) {
    if (item.type === "endMarkedContent") open.pop();
    else if (item.type !== undefined) begin(item);
    else say(item.str);
  }
  return { said, artifacts };

  function begin({ id, tag }) {
    const outer = open.at(-1) ?? { id: null, tag };
    open.push(id ? { id, tag } : open.length ? outer : { id: null, tag });
    if (id) said.set(id, "");
  }

  function say(text) {
    const at = open.at(-1);
    if (at?.id) said.set(at.id, said.get(at.id) + text);
    else if (text.trim()) artifacts.push(text);
  }
}
