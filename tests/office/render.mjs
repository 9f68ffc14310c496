// node render.mjs TOOLS FILE: every page of a HWPX drawn by @rhwp/core; prints pages, drawn characters and
// text that its cell cuts off as JSON.
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
const cut = []
let drawn = 0
for (let page = 0; page < pages; page++) {
  const svg = document.renderPageSvg(page)
  const texts = [...svg.matchAll(/<text\b[^>]*>([^<]*)/g)].reduce((sum, found) => sum + found[1].trim().length, 0)
  if (!svg.includes('</svg>') || texts === 0) empty.push(page + 1)
  drawn += texts
  cut.push(...cutOff(svg).map(text => `page ${page + 1}: ${text}`))
}
console.log(JSON.stringify({ pages, drawn, empty, cut }))

// Characters that stand below or above the cell in which they are drawn, as one text a cell.
function cutOff(svg) {
  const rect = /<clipPath id="(cell-[^"]+)"><rect x="[\d.-]+" y="([\d.-]+)" width="[\d.-]+" height="([\d.-]+)"/g
  const cells = Object.fromEntries([...svg.matchAll(rect)].map(([, id, y, height]) => [id, [+y, +y + +height]]))
  const groups = []
  const found = {}
  for (const [tag] of svg.matchAll(/<g\b[^>]*>|<\/g>|<text\b[^>]*>[^<]*/g)) {
    if (tag === '</g>') groups.pop()
    else if (tag.startsWith('<g')) groups.push(/clip-path="url\(#([^)]+)\)"/.exec(tag)?.[1])
    else {
      const id = groups.findLast(group => group in cells)
      const y = +/ y="([\d.-]+)"/.exec(tag)[1]
      if (id && (y < cells[id][0] || y > cells[id][1])) found[id] = (found[id] ?? '') + tag.replace(/.*>/, '')
    }
  }
  return Object.values(found)
}
