// The HTML document that officers pass on, under the same judges as the page.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { writeFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import { scene } from './browser.mjs'
import { axeFaults, nuFaults } from './checkers.mjs'
import { strayFaults } from './measures.mjs'
import { begin, document, go, grown } from './page.mjs'

const made = []
const LOOKS = [['light', 1280], ['dark', 320], ['light', 320], ['dark', 1280]]
// The longest document in two looks: axe reads it for many seconds.
const DOCUMENTS = [['open-api-gateway', 'rfp', LOOKS], ['civil-service-portal', 'rfp', LOOKS.slice(0, 2)], ['hybrid-tourism', 'plan', LOOKS]]

for (const [from, outline, looks] of DOCUMENTS) {
  scene(`the HTML document of ${from} (${outline})`, { timeout: 120_000, bearable: [] }, async ({ context, page, complaints }) => {
    await begin(page, from)
    await grown(page)
    await go(page, 'document')
    await page.locator('#outline').selectOption(outline)
    const { bytes } = await document(page, 'html')
    made.push([`${from}-${outline}`, bytes.toString()])
    const file = `${process.env.WEB_WORK}/${from}-${outline}.html`
    writeFileSync(file, bytes)
    const asked = []
    context.on('request', (request) => asked.push(request.url()))
    for (const [colorScheme, width] of looks) {
      await page.emulateMedia({ colorScheme })
      await page.setViewportSize({ width, height: 900 })
      await page.goto(pathToFileURL(file).href)
      const where = `${colorScheme} ${width}`
      assert.deepEqual([...await axeFaults(page, where), ...await strayFaults(page, where, 'table')], [])
    }
    assert.deepEqual(asked.filter((url) => !url.startsWith('file:') && !url.startsWith('data:')), [], 'it asks somebody for something')
    assert.deepEqual(complaints.splice(0).filter((text) => !/^request to another host: file:/.test(text)), [])
  })
}

test('the Nu checker, over these documents', { timeout: 120_000 }, async () => {
  assert.equal(made.length, 3)
  assert.deepEqual(await nuFaults(made), [])
})
