// From a key to the document: what an officer waits. A debug build is slow; the bound only catches the hopeless.
import assert from 'node:assert/strict'
import { scene } from './browser.mjs'
import { begin, control, go, grown, saved, shows } from './page.mjs'

const KEYS = 20
const BOUND = 1000

scene('from a key to the preview, for the full example', async ({ page }) => {
  await begin(page, 'civil-service-portal')
  await grown(page)
  await go(page, 'project')
  const field = control(page, 'project', 'project.name')
  await field.fill('시작')
  await shows(page, '시작')
  await saved(page)
  const times = []
  for (let key = 0; key < KEYS; key++) {
    const mark = `키${key}끝`
    await field.focus()
    times.push(await page.evaluate(async (mark) => {
      const frame = document.querySelector('#preview').contentDocument
      const field = document.activeElement
      const seen = new Promise((done) => {
        const watch = new MutationObserver(() => {
          if (!frame.body.textContent.includes(mark)) return
          watch.disconnect()
          done()
        })
        watch.observe(frame.documentElement, { subtree: true, childList: true, characterData: true })
      })
      const start = performance.now()
      field.value = mark
      field.dispatchEvent(new InputEvent('input', { bubbles: true }))
      await seen
      return performance.now() - start
    }, mark))
    await page.waitForTimeout(100)
  }
  times.sort((a, b) => a - b)
  const at = (share) => times[Math.min(times.length - 1, Math.floor(times.length * share))].toFixed(0)
  console.log(`  key to preview: median ${at(0.5)} ms, p90 ${at(0.9)} ms, worst ${at(1)} ms (${KEYS} keys)`)
  assert.ok(Number(at(0.5)) < BOUND, `median ${at(0.5)} ms`)
})
