// The document grows beside the form, stands still while it does, and leads back to the questions.
import assert from 'node:assert/strict'
import { scene } from './browser.mjs'
import { answer, begin, control, go, grown, hides, shows, until } from './page.mjs'

scene('what is typed stands in the document', async ({ page }) => {
  await begin(page, 'open-api-gateway')
  await grown(page)
  await go(page, 'project')
  const name = control(page, 'project', 'project.name')
  await name.fill('')
  await name.pressSequentially('상수도 원격검침', { delay: 20 })
  await shows(page, '상수도 원격검침')
  assert.ok(await name.evaluate((field) => field === document.activeElement), 'the field keeps the focus')
  await answer(page, 'project', 'project.name', '하수도 원격검침')
  await shows(page, '하수도 원격검침')
  await hides(page, '상수도 원격검침')
})

scene('a part switched on brings its requirements, at once', async ({ page }) => {
  await begin(page, 'records-monolith')
  await grown(page)
  const count = () => page.locator('#summary').textContent()
  const before = await count()
  await go(page, 'api-gateway')
  const on = page.locator('section#api-gateway [name="api_gateway.enabled"][value=true]')
  const off = page.locator('section#api-gateway [name="api_gateway.enabled"][value=false]')
  const [from, to] = (await on.isChecked()) ? [off, on] : [on, off]
  await from.check()
  await until('another number of requirements', async () => (await count()) !== before)
  await to.check()
  await until('the number of before', async () => (await count()) === before)
})

scene('the preview keeps its place', async ({ page }) => {
  await begin(page, 'civil-service-portal')
  await grown(page)
  await go(page, 'operations')
  const place = () =>
    page.evaluate(() => {
      const frame = document.querySelector('#preview').contentDocument
      const seen = [...frame.querySelectorAll('h2, h3, h4, caption, p')].find((e) => e.getBoundingClientRect().top > 100)
      return [seen.textContent.slice(0, 60), Math.round(seen.getBoundingClientRect().top)]
    })
  await page.evaluate(() => document.querySelector('#preview').contentWindow.scrollTo(0, 6000))
  await page.waitForTimeout(200)
  const before = await place()
  for (const percent of ['99.97', '99.98']) {
    await answer(page, 'operations', 'operations.availability_percent', percent)
    await shows(page, percent)
  }
  assert.equal(await page.evaluate(() => document.querySelector('#preview').contentWindow.scrollY > 1000), true)
  const after = await place()
  assert.equal(after[0], before[0], 'the same lines are on the screen')
  assert.ok(Math.abs(after[1] - before[1]) < 30, `at the same height: ${before[1]} and ${after[1]}`)
})

scene('a blank profile has no document yet, and says so', async ({ page }) => {
  await begin(page)
  await until('a word on how it begins', async () => /[가-힣]{2}/.test(await page.frameLocator('#preview').locator('body').innerText()))
  await go(page, 'api-gateway')
  await page.locator('section#api-gateway [name="api_gateway.enabled"][value=true]').check()
  await grown(page)
})

scene('a mark in the document leads to its question', { timeout: 120_000 }, async ({ page }) => {
  await begin(page)
  for (const part of ['application', 'containers', 'cicd', 'api-gateway', 'backend', 'telemetry', 'security', 'data-migration']) {
    await go(page, part)
    await page.locator(`section#${part} .switch input[value=true]`).first().check()
  }
  await grown(page)
  const marks = await page.evaluate(() => {
    const frame = document.querySelector('#preview').contentDocument
    return [...new Set([...frame.querySelectorAll('mark[data-field]')].map((mark) => mark.dataset.field))]
  })
  assert.ok(marks.length >= 10, `${marks.length} marks`)
  const lost = []
  for (const field of marks) {
    await page.frameLocator('#preview').locator(`mark[data-field="${field}"]`).first().click()
    const led = async () =>
      page.evaluate((field) => {
        const at = document.activeElement
        // Where the part is switched off, its switch comes first.
        const near = at.name === field || at.name === `${field.split('.')[0]}.enabled` || at.closest('[data-field]')?.dataset.field === field
        return near && at.localName !== 'body' && at.localName !== 'iframe' && at.getClientRects().length > 0
      }, field)
    if (!(await until(field, led, 1500).catch(() => false))) {
      lost.push(`${field} → ${await page.evaluate(() => document.activeElement.name || document.activeElement.localName)}`)
    }
  }
  assert.deepEqual(lost, [], 'marks that lead to no question')
})

scene('a requirement in the document leads to its row', async ({ page }) => {
  const told = page.waitForResponse((answer) => answer.url().endsWith('/preview') && answer.ok())
  await begin(page, 'open-api-gateway')
  await grown(page)
  const taken = (await (await told).json()).requirements.filter((one) => one.taken && one.anchor)
  assert.ok(taken.length > 20)
  for (const { id, anchor } of [taken[0], taken[Math.floor(taken.length / 2)], taken.at(-1)]) {
    await page.frameLocator('#preview').locator(`[id="${anchor}"] th`).first().click()
    await until(`row of ${id}`, () =>
      page.evaluate((id) => {
        const row = document.getElementById(`r-${id}`)
        const { top, bottom } = row.getBoundingClientRect()
        return row.contains(document.activeElement) && bottom > 0 && top < innerHeight
      }, id))
  }
})

scene('a value that cannot be stands as an error at its field, and the document goes on', async ({ page }) => {
  await begin(page, 'open-api-gateway')
  await grown(page)
  await go(page, 'operations')
  await answer(page, 'operations', 'operations.availability_percent', '200')
  const field = control(page, 'operations', 'operations.availability_percent')
  await until('aria-invalid', async () => (await field.getAttribute('aria-invalid')) === 'true')
  const described = await field.evaluate((field) =>
    ['aria-describedby', 'aria-errormessage'].flatMap((name) => (field.getAttribute(name) ?? '').split(' ')).map((id) => document.getElementById(id)?.textContent ?? '').join(' '))
  assert.match(described, /99\.999.*값|100 이하|범위/s, 'what is wrong is told at the field, to a screen reader too')
  await until('the state of the topic', async () => /오류/.test(await page.locator('#state-operations').textContent()))
  assert.equal(await field.inputValue(), '200', 'nothing typed is lost')

  await go(page, 'project')
  await answer(page, 'project', 'project.name', '오류가 있어도 계속')
  await shows(page, '오류가 있어도 계속')
  const link = page.locator('#errors a').first()
  await link.click()
  await until('the field has the focus', () => field.evaluate((field) => field === document.activeElement))
  await answer(page, 'operations', 'operations.availability_percent', '99.5')
  await until('no error', async () => (await field.getAttribute('aria-invalid')) !== 'true' && !/고칠 것/.test(await page.locator('#errors').innerText()))
})
