// Tables of rows, parts switched off, and the way back over all of it.
import assert from 'node:assert/strict'
import { scene } from './browser.mjs'
import { answer, begin, control, go, grown, hides, profile, shows, until } from './page.mjs'
import { example } from './server.mjs'

const SERVICE = 'subdomains.contexts.services.name'
const cell = (page, row, column = SERVICE) => control(page, 'application', `application.domains[${row}].${column}`)
const names = (page) =>
  page.$$eval('section#application [name^="application.domains["][name$=".services.name"]', (fields) => fields.map((field) => field.value))
const press = (page, what, row) => page.locator(`section#application button[name=edit][value="${what} application.domains ${row}"]`).click()
const services = (text) =>
  JSON.parse(text).application.domains.flatMap((domain) => domain.subdomains ?? []).flatMap((sub) => sub.contexts ?? []).flatMap((context) => context.services ?? [])

/** Waits until the column of service names is as expected. */
const stands = (page, what, expected) =>
  until(`${what}: ${expected}`, async () => JSON.stringify((await names(page)).filter(Boolean)) === JSON.stringify(expected))

async function table(page) {
  await begin(page, 'civil-service-portal')
  await grown(page)
  await go(page, 'application')
  const before = (await names(page)).filter(Boolean)
  assert.deepEqual(before, services(example('civil-service-portal')).map((service) => service.name))
  return before
}

scene('rows are put in, moved and taken out, and what they do not ask stays theirs', async ({ page }) => {
  const before = await table(page)
  await press(page, 'insert', 0)
  await until('one more row', async () => (await cell(page, 1).inputValue()) === '')
  assert.ok(await page.locator('section#application').isVisible(), 'the topic stays open')
  assert.ok(await page.evaluate(() => document.activeElement.closest('#g-application\\.domains') !== null), 'the focus stays in the table')
  await cell(page, 1).fill('전자고지 서비스')
  await cell(page, 1).blur()
  await shows(page, '전자고지 서비스')
  const with_new = [before[0], '전자고지 서비스', ...before.slice(1)]
  await stands(page, 'put in', with_new)

  await press(page, 'down', 0)
  const moved = [with_new[1], with_new[0], ...with_new.slice(2)]
  await stands(page, 'moved down', moved)
  await press(page, 'up', 1)
  await stands(page, 'moved up', with_new)
  await press(page, 'remove', 1)
  await stands(page, 'taken out', before)
  await hides(page, '전자고지 서비스')
  const after = services((await profile(page)).bytes.toString())
  assert.deepEqual(after, services(example('civil-service-portal')), 'every record is what it was, with its calls and sizes')
})

scene('an answer typed just before a row is put in is not lost', async ({ page }) => {
  const before = await table(page)
  await cell(page, 0).fill('민원접수 서비스')
  await press(page, 'insert', before.length - 1)
  await stands(page, 'typed', ['민원접수 서비스', ...before.slice(1)])
  await shows(page, '민원접수 서비스')
})

scene('undo and redo go over fields and rows alike', async ({ page }) => {
  const before = await table(page)
  const undo = page.locator('#undo')
  const redo = page.locator('#redo')
  assert.ok(await undo.isDisabled())
  await cell(page, 0).fill('첫째 서비스')
  await cell(page, 0).blur()
  await shows(page, '첫째 서비스')
  await press(page, 'remove', 1)
  const one_less = ['첫째 서비스', ...before.slice(2)]
  await stands(page, 'one less', one_less)
  await go(page, 'project')
  await answer(page, 'project', 'project.name', '되돌릴 이름')
  await shows(page, '되돌릴 이름')

  await undo.click()
  await hides(page, '되돌릴 이름')
  assert.equal(await control(page, 'project', 'project.name').inputValue(), JSON.parse(example('civil-service-portal')).project.name)
  await undo.click()
  await stands(page, 'the row is back', ['첫째 서비스', ...before.slice(1)])
  await undo.click()
  await stands(page, 'all as it was', before)
  await shows(page, before[0])
  assert.deepEqual(JSON.parse((await profile(page)).bytes), JSON.parse(example('civil-service-portal')))

  for (let step = 0; step < 3; step++) {
    await until('redo', () => redo.isEnabled())
    await redo.click()
    await page.waitForTimeout(300)
  }
  await shows(page, '되돌릴 이름')
  await stands(page, 'all again', one_less)
  assert.ok(await redo.isDisabled())
})

scene('undo by its keys', async ({ page }) => {
  await begin(page, 'open-api-gateway')
  await grown(page)
  await go(page, 'project')
  await answer(page, 'project', 'project.name', '첫 이름')
  await shows(page, '첫 이름')
  await answer(page, 'project', 'project.name', '다음 이름')
  await shows(page, '다음 이름')
  await page.locator('#undo').focus()
  await page.keyboard.press('Control+z')
  await until('the field', async () => (await control(page, 'project', 'project.name').inputValue()) === '첫 이름')
  await shows(page, '첫 이름')
  await page.keyboard.press('Control+Shift+z')
  await until('the field', async () => (await control(page, 'project', 'project.name').inputValue()) === '다음 이름')
})

scene('a part that is switched off keeps its values', async ({ page }) => {
  await begin(page, 'civil-service-portal')
  await grown(page)
  const before = JSON.parse(example('civil-service-portal'))
  await go(page, 'backend')
  const set = (value) => page.locator(`section#backend [name="backend.enabled"][value=${value}]`).check()
  await set('false')
  await until('the state of the topic', async () => /사용 안 함/.test(await page.locator('#state-backend').textContent()))
  const off = JSON.parse((await profile(page)).bytes)
  assert.deepEqual(off.backend, { ...before.backend, enabled: false })
  await set('true')
  await until('the state of the topic', async () => !/사용 안 함/.test(await page.locator('#state-backend').textContent()))
  const on = JSON.parse((await profile(page)).bytes)
  delete on.backend.enabled
  assert.deepEqual(on.backend, before.backend)
})
