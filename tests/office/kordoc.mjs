// node kordoc.mjs TOOLS FILE: what kordoc reads, as JSON: all texts in order, and the cells of each table.
import { readFileSync } from 'node:fs'
const [tools, file] = process.argv.slice(2)
const { parse } = await import(`${tools}/node_modules/kordoc/dist/index.js`)
const read = await parse(readFileSync(file).buffer.slice(0))
if (!read.success) {
  console.error(JSON.stringify(read))
  process.exit(1)
}
const texts = []
const tables = []
const gaps = []
for (const block of read.blocks) {
  if (block.type !== 'table') {
    texts.push(block.text ?? '')
    continue
  }
  const { rows, cols, cells } = block.table
  if (cells.length !== rows || cells.some(row => row.length !== cols)) gaps.push(tables.length)
  const all = cells.flat().map(cell => cell.text ?? '')
  tables.push(all)
  texts.push(...all)
}
// DOCX: kordoc writes a link as Markdown does.
const plain = text => text.replace(/\[([^\]]*)\]\(#[^)]*\)/g, '$1')
console.log(JSON.stringify({ texts: texts.map(plain), tables: tables.map(table => table.map(plain)), gaps }))
