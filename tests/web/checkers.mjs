// The judges that are not ours: axe-core, the Nu HTML checker.
import { execFile } from 'node:child_process'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { axe, vnu } from './tools.mjs'

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/** Violations that axe finds on a page, one line each; `seen`: parts that are not shown are taken out meanwhile, which is faster. */
export async function axeFaults(page, where, { seen = false } = {}) {
  // Into the page by the debugger: its Content-Security-Policy lets nobody else in.
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe)
  const { violations } = await page.evaluate(async ([tags, seen]) => {
    const away = seen ? [...document.querySelectorAll('main > section')].filter((part) => part.getClientRects().length === 0) : []
    const places = away.map((part) => part.parentNode.insertBefore(document.createComment(''), part))
    for (const part of away) part.remove()
    const found = await window.axe.run(document, { runOnly: tags, resultTypes: ['violations'], iframes: false })
    places.forEach((place, i) => place.replaceWith(away[i]))
    return found
  }, [TAGS, seen])
  return violations.flatMap(({ id, impact, help, nodes }) =>
    nodes.slice(0, 5).map((node) => `${where}: ${id} (${impact}; ${nodes.length}×) ${help}: ${node.target.join(' ')} ${node.any.concat(node.all).map((one) => one.message).join('; ')}`))
}

/** What the Nu checker says against pages, name and text: nothing, when all is well. */
export function nuFaults(pages) {
  const folder = mkdtempSync(`${process.env.WEB_WORK}/nu-`)
  const files = pages.map(([name, text]) => {
    const file = `${folder}/${name.replaceAll(/[^\p{L}\d-]+/gu, '-')}.html`
    writeFileSync(file, text)
    return file
  })
  return new Promise((done, failed) => {
    // No --exit-zero-always: an exit code without a message is a fault too.
    execFile('java', ['-Xss8m', '-jar', vnu, '--format', 'json', ...files], { maxBuffer: 1 << 28 }, (error, out, said) => {
      let messages
      try {
        ({ messages } = JSON.parse(said))
      } catch {
        return failed(new Error(`the Nu checker did not answer: ${error} ${said.slice(0, 500)}`))
      }
      if (error && messages.length === 0) return failed(error)
      done(messages.map(({ type, subType, url, lastLine, message, extract }) =>
        `${url?.split('/').at(-1)}:${lastLine} ${subType ?? type}: ${message} ${extract ?? ''}`))
    })
  })
}
