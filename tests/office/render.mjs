// node render.mjs TOOLS FILE: every page of a HWPX drawn by @rhwp/core; prints pages and drawn characters as JSON.
import { readFileSync } from 'node:fs'
const [tools, file] = process.argv.slice(2)
const home = `${tools}/node_modules/@rhwp/core`
const { default: init, HwpDocument } = await import(`${home}/rhwp.js`)
// A width for layout without a browser: a full em for Hangul, about half for the rest.
globalThis.measureTextWidth = (font, text) => {
  const size = parseFloat(/([\d.]+)px/.exec(font)?.[1] ?? '10')
  return [...text].reduce((sum, c) => sum + (c.codePointAt(0) > 0x2e7f ? size : size * 0.55), 0)
}
await init({ module_or_path: readFileSync(`${home}/rhwp_bg.wasm`) })
const document = new HwpDocument(new Uint8Array(readFileSync(file)))
const pages = document.pageCount()
const empty = []
let drawn = 0
for (let page = 0; page < pages; page++) {
  const svg = document.renderPageSvg(page)
  const texts = [...svg.matchAll(/<text\b[^>]*>([^<]*)/g)].reduce((sum, found) => sum + found[1].trim().length, 0)
  if (!svg.includes('</svg>') || texts === 0) empty.push(page + 1)
  drawn += texts
}
console.log(JSON.stringify({ pages, drawn, empty }))
