// Hangul is composed: a syllable that is still growing must survive everything that the page does meanwhile.
import assert from 'node:assert/strict'
import { scene } from './browser.mjs'
import { answer, begin, control, go, grown, reveal, shows, until } from './page.mjs'

/** An input method: `grow` shows what is being composed, `fix` ends it. */
async function inputMethod(context, page) {
  const session = await context.newCDPSession(page)
  return {
    grow: (text) => session.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length }),
    fix: (text) => session.send('Input.insertText', { text }),
    // As Chromium hears a key that the input method has taken.
    taken: async (key) => {
      for (const type of ['rawKeyDown', 'keyUp']) {
        await session.send('Input.dispatchKeyEvent', { type, key, code: key, windowsVirtualKeyCode: type === 'keyUp' ? 13 : 229 })
      }
    },
  }
}

/** Composes words with pauses in which the preview catches up; the field must stay the very same. */
async function compose(page, method, field, syllables) {
  await field.evaluate((element) => { window.probe = element })
  let fixed = await field.inputValue()
  for (const steps of syllables) {
    for (const step of steps) {
      await method.grow(step)
      await page.waitForTimeout(step === steps.at(-1) ? 500 : 60)
      assert.equal(await field.inputValue(), fixed + step, 'what is being composed stands in the field')
      assert.ok(await field.evaluate((element) => element === window.probe && element === document.activeElement), 'the field was replaced or lost the focus')
    }
    await method.fix(steps.at(-1))
    fixed += steps.at(-1)
    assert.equal(await field.inputValue(), fixed)
  }
  return fixed
}

const words = [['ㅂ', '바', '발'], ['ㅈ', '주', '줏'], ['ㅎ', '화', '확'], ['ㄱ', '과', '관']]

scene('composing in a field while the preview is redrawn', async ({ context, page }) => {
  await begin(page, 'open-api-gateway')
  await grown(page)
  await go(page, 'project')
  const field = control(page, 'project', 'project.name')
  await field.fill('')
  const method = await inputMethod(context, page)
  const text = await compose(page, method, field, words)
  await shows(page, text)
})

scene('composing in a table’s cell and in a field of several lines', async ({ context, page }) => {
  await begin(page, 'civil-service-portal')
  await grown(page)
  await go(page, 'application')
  const method = await inputMethod(context, page)
  const cell = control(page, 'application', 'application.domains[0].subdomains.contexts.services.name')
  await cell.fill('')
  await cell.focus()
  await shows(page, await compose(page, method, cell, words))
  await go(page, 'project')
  const lines = await reveal(page.locator('section#project textarea').first())
  await lines.fill('')
  await lines.focus()
  await shows(page, await compose(page, method, lines, words))
})

scene('composing in the table of requirements', async ({ context, page }) => {
  await begin(page, 'open-api-gateway')
  await grown(page)
  await go(page, 'requirements')
  await page.locator('[name="choice:psr-training"]').selectOption('exclude')
  const reason = page.locator('[name="reason:psr-training"]')
  await reason.focus()
  const text = await compose(page, await inputMethod(context, page), reason, words)
  await until('the reason', async () =>
    (await page.locator('tr[data-requirement="psr-training"] .why p').first().textContent()).includes(text))
})

scene('Enter while composing sends nothing and loses nothing', async ({ context, page }) => {
  await begin(page, 'open-api-gateway')
  await grown(page)
  await go(page, 'project')
  const field = control(page, 'project', 'project.name')
  await field.fill('')
  const method = await inputMethod(context, page)
  const sent = []
  page.on('request', (request) => request.isNavigationRequest() && request.frame() === page.mainFrame() && sent.push(request.url()))
  page.on('download', () => sent.push('a file'))
  await method.grow('하')
  await method.grow('한')
  await method.taken('Enter')
  await page.waitForTimeout(300)
  assert.deepEqual(sent, [])
  assert.equal(await field.inputValue(), '한')
  await method.fix('한')
  assert.equal(await field.inputValue(), '한')

  // And Enter when nothing is being composed: the text stays, no file is saved, the page is not left.
  await field.press('Enter')
  await page.waitForTimeout(500)
  assert.deepEqual(sent, [], 'Enter in a field')
  assert.equal(await control(page, 'project', 'project.name').inputValue(), '한')
  await shows(page, '한')
})

scene('a value that is answered elsewhere does not touch the field being composed in', async ({ context, page }) => {
  await begin(page, 'open-api-gateway')
  await grown(page)
  await go(page, 'operations')
  await answer(page, 'operations', 'operations.availability_percent', '99.5')
  await go(page, 'project')
  const field = control(page, 'project', 'project.agency')
  await field.fill('')
  const method = await inputMethod(context, page)
  await method.grow('가')
  await shows(page, '99.5') // the answer of before arrives now
  await page.waitForTimeout(500)
  assert.equal(await field.inputValue(), '가')
  await method.fix('강')
  await shows(page, '강')
  assert.equal(await field.inputValue(), '강')
})
