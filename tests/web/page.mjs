// What a person does on the page.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'

/** Waits until something holds; says what it waited for. */
export async function until(what, holds, limit = 15_000) {
  const end = Date.now() + limit
  for (;;) {
    const found = await holds()
    if (found) return found
    if (Date.now() > end) assert.fail(`not within ${limit} ms: ${what}`)
    await new Promise((next) => setTimeout(next, 25))
  }
}

/** Begins with an example, a file, or nothing; a draft that is there gives way. */
export async function begin(page, from) {
  if (from?.file !== undefined) {
    const { file, name = 'profile.json' } = from
    await page.locator('input[type=file]').setInputFiles({ name, mimeType: 'application/json', buffer: Buffer.from(file) })
    await page.locator('form:has(input[type=file]) button').click()
  } else if (from) await page.locator(`button[name=example][value="${from}"]`).click()
  else await page.getByRole('button', { name: '빈 프로필로 시작' }).click()
  const form = page.locator('#form')
  const asks = page.locator('#confirm[open]')
  const fails = page.locator('#errors:visible')
  await form.or(asks).or(fails).first().waitFor({ state: 'attached' })
  if (await asks.count()) await page.locator('#confirm button[value=yes]').click()
  if (from?.file === undefined) await form.waitFor()
}

/** “이어서 쓰기”, where the page offers it. */
export async function resume(page) {
  await page.getByRole('link', { name: '이어서 쓰기' }).click()
  await page.locator('#form').waitFor()
}

/** Text of the document in the preview. */
export const previewText = (page) =>
  page.evaluate(() => document.querySelector('#preview')?.contentDocument?.body?.textContent ?? '')

/** Waits until the preview holds a text. */
export const shows = (page, text) =>
  until(`preview shows “${text}”`, async () => (await previewText(page)).includes(text))

/** Waits until the preview no longer holds a text. */
export const hides = (page, text) =>
  until(`preview no longer shows “${text}”`, async () => !(await previewText(page)).includes(text))

/** Waits until there is a document in the preview. */
export const grown = (page) =>
  until('a document in the preview', () =>
    page.evaluate(() => document.querySelector('#preview')?.contentDocument?.querySelector('#content')?.childElementCount),
  )

/** Goes to a topic by the task list, which a narrow page folds. */
export async function go(page, topic) {
  if (await page.locator('#tasks:not([open])').count()) await page.locator('#tasks > summary').click()
  await page.locator(`nav.tasks a[data-topic="${topic}"]`).click()
  await page.locator(`section#${topic}`).waitFor()
}

/** A control of a topic. */
export const control = (page, topic, name) => page.locator(`section#${topic} [name="${name}"]`).first()

/** A control that may stand behind a summary. */
export async function reveal(locator) {
  await locator.evaluate((element) => {
    for (let at = element.closest('details'); at; at = at.parentElement.closest('details')) at.open = true
  })
  return locator
}

/** Types into a control, as a person does: it loses focus at the end. */
export async function answer(page, topic, name, text) {
  const field = await reveal(control(page, topic, name))
  await field.fill(text)
  await field.blur()
}

/** Waits until the page says that the draft is kept. */
export const saved = (page) =>
  until('저장됨', async () => /저장됨/.test(await page.locator('#saved').textContent()))

/** The file that a click brings. */
export async function download(page, click) {
  const [file] = await Promise.all([page.waitForEvent('download'), click()])
  return { name: file.suggestedFilename(), bytes: readFileSync(await file.path()) }
}

/** The profile's file. */
export async function profile(page) {
  return download(page, () => page.locator('button[name=format][value=profile]').first().click())
}

/** The document in a format. */
export async function document(page, format) {
  await go(page, 'document')
  return download(page, () => page.locator(`section#document button[name=format][value=${format}]`).click())
}
