// All requirements in one table: found, filtered, taken out with a reason, their values changed in place.
import assert from 'node:assert/strict'
import { scene } from './browser.mjs'
import { answer, begin, control, go, grown, hides, profile, reveal, shows, until } from './page.mjs'
import { explain } from './server.mjs'

const rows = (page) => page.locator('tr[data-requirement]:visible').count()
const row = (page, id) => page.locator(`tr[data-requirement="${id}"]`)

async function table(page, from) {
  await begin(page, from)
  await grown(page)
  await go(page, 'requirements')
  await until('numbers', async () => (await row(page, 'psr-service-level').locator('.number').textContent()).trim() !== '')
}

scene('the table is filtered by word and by state', async ({ page }) => {
  await table(page, 'open-api-gateway')
  const all = await rows(page)
  assert.ok(all > 100, `${all} rows`)
  await page.locator('#filter').fill('서비스 수준')
  await until('fewer rows', async () => (await rows(page)) < 30)
  assert.ok(await row(page, 'psr-service-level').isVisible())
  assert.ok(!(await row(page, 'csr-message-queue').isVisible()))
  await page.locator('#filter').fill('없는 낱말입니다')
  await until('no row', async () => (await rows(page)) === 0)
  await page.locator('#filter').fill('')
  await until('all rows', async () => (await rows(page)) === all)

  await page.locator('#filter-state').selectOption('in')
  await until('some rows', async () => (await rows(page)) < all)
  const taken = await rows(page)
  await page.locator('#filter-state').selectOption('out')
  await until('the others', async () => (await rows(page)) === all - taken)
  await page.locator('#filter-state').selectOption('')
  await until('all rows', async () => (await rows(page)) === all)
})

scene('each requirement says why it is in or out', async ({ page }) => {
  await table(page, 'open-api-gateway')
  const reasons = await page.$$eval('tr[data-requirement]', (rows) =>
    rows.map((row) => [row.dataset.requirement, row.querySelector('.why p').textContent.trim(), row.querySelector('.state').textContent.trim()]))
  assert.deepEqual(reasons.filter(([, why, state]) => !why || !state), [], 'rows without a reason or a state')
  assert.notEqual(await row(page, 'csr-message-queue').locator('.state').textContent(), await row(page, 'psr-service-level').locator('.state').textContent())
})

scene('a requirement taken out by hand wants a reason, and keeps it', async ({ page }) => {
  await table(page, 'open-api-gateway')
  const own = row(page, 'psr-training')
  const number = (await own.locator('.number').textContent()).trim()
  const title = (await own.locator('th').textContent()).trim()
  await shows(page, title)
  await own.locator('select[name="choice:psr-training"]').selectOption('exclude')
  await until('a word on the missing reason', async () => {
    const reason = own.locator('[name="reason:psr-training"]')
    return (await reason.getAttribute('aria-invalid')) === 'true' || (await reason.getAttribute('required')) !== null
  })
  await own.locator('[name="reason:psr-training"]').fill('교육은 다른 사업에서 함')
  await own.locator('[name="reason:psr-training"]').blur()
  await until('out', async () => (await own.locator('.number').textContent()).trim() !== number)
  await until('its reason', async () => /교육은 다른 사업에서 함/.test(await own.locator('.why p').first().textContent()))
  const text = (await profile(page)).bytes.toString()
  assert.deepEqual(JSON.parse(text).requirements.exclude, [{ id: 'psr-training', reason: '교육은 다른 사업에서 함' }])
  assert.match(explain(text, 'psr-training'), /교육은 다른 사업에서 함/)

  await page.locator('#filter-state').selectOption('hand')
  await until('the one by hand', async () => (await rows(page)) === 1)
  await page.locator('#filter-state').selectOption('')
  await own.locator('select[name="choice:psr-training"]').selectOption('')
  await until('in again', async () => (await own.locator('.number').textContent()).trim() === number)
})

scene('a requirement taken in by hand stands in the document', async ({ page }) => {
  await table(page, 'open-api-gateway')
  const own = row(page, 'csr-tracing')
  assert.equal((await own.locator('.number').textContent()).trim(), '')
  await own.locator('select').first().selectOption('include')
  await own.locator('[name="reason:csr-tracing"]').fill('연계 장애를 찾으려고')
  await own.locator('[name="reason:csr-tracing"]').blur()
  const number = await until('a number', async () => (await own.locator('.number').textContent()).trim())
  await shows(page, number)
})

scene('a value changed in the table stands in its topic, and the other way round', async ({ page }) => {
  await table(page, 'open-api-gateway')
  const name = 'operations.availability_percent'
  const cell = await reveal(row(page, 'psr-service-level').locator(`[name="${name}"]`))
  const field = control(page, 'operations', name)
  assert.equal(await cell.inputValue(), await field.inputValue())
  await cell.fill('99.77')
  await cell.blur()
  await until('the topic’s field', async () => (await field.inputValue()) === '99.77')
  await shows(page, '99.77')
  await go(page, 'operations')
  await answer(page, 'operations', name, '98.88')
  await until('the table’s field', async () => (await cell.inputValue()) === '98.88')
  await shows(page, '98.88')
  await hides(page, '99.77')
  assert.equal(JSON.parse((await profile(page)).bytes).operations.availability_percent, 98.88)
})

scene('a value out of its bounds is told in the table too', async ({ page }) => {
  await table(page, 'open-api-gateway')
  const cell = await reveal(row(page, 'psr-service-level').locator('[name="operations.availability_percent"]'))
  await cell.fill('12')
  await cell.blur()
  await until('aria-invalid', async () => (await cell.getAttribute('aria-invalid')) === 'true')
  await cell.fill('99.9')
  await cell.blur()
  await until('mended', async () => (await cell.getAttribute('aria-invalid')) !== 'true')
})

scene('findings of the check stand beside the requirement they concern', async ({ page }) => {
  const found = page.waitForResponse((answer) => answer.url().endsWith('/check') && answer.ok())
  await table(page, 'hybrid-tourism')
  const findings = (await (await found).json()).filter((finding) => finding.requirement)
  await page.locator('#filter-state').selectOption('found')
  const wanted = new Set(findings.map((finding) => finding.requirement))
  await until(`${wanted.size} rows with findings`, async () => (await rows(page)) === wanted.size)
  for (const { requirement, message } of findings.slice(0, 5)) {
    assert.ok((await row(page, requirement).locator('.findings').textContent()).includes(message))
  }
})
