// Runs the scenes, one after the other: `node main.mjs [NAME…]`, all of them if none is named.
import { test } from 'node:test'

const all = ['way', 'keyboard', 'preview', 'choices', 'composition', 'rows', 'draft', 'files', 'plain', 'looks', 'exported', 'speed', 'load']
const wanted = process.argv.slice(2)
for (const name of wanted) {
  if (!all.includes(name)) throw new Error(`no such file: ${name}; there are ${all.join(', ')}`)
}
for (const name of all.filter((name) => wanted.length === 0 || wanted.includes(name))) await import(`./${name}.mjs`)
if (process.env.WEB_WITHOUT) test(`SKIPPED, not installed:${process.env.WEB_WITHOUT}`, { skip: true })
