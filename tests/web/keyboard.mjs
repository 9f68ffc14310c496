// The way from nothing to a document without a mouse: Tab, Enter, Space, arrows and letters.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { scene } from './browser.mjs'
import { begin, go as toTopic, grown, shows } from './page.mjs'
import { generate } from './server.mjs'

/** What has the focus. */
const focused = (page) =>
  page.evaluate(() => {
    const { activeElement: at } = document
    const topic = at.closest('section.topic')?.id ?? ''
    const { top, bottom, width } = at.getBoundingClientRect()
    const isSeen = width > 0 && bottom > 0 && top < innerHeight
    return { tag: at.localName, name: at.name ?? '', value: at.value ?? '', id: at.id, topic, isSeen, text: at.textContent.trim().slice(0, 40), link: at.dataset.topic ?? '' }
  })

/** Presses Tab until the focus is where it should be. */
async function tab(page, what, is, { back = false, limit = 150 } = {}) {
  const passed = []
  for (let press = 0; press < limit; press++) {
    await page.keyboard.press(back ? 'Shift+Tab' : 'Tab')
    const at = await focused(page)
    if (is(at)) {
      assert.ok(at.isSeen, `${what} has the focus and is not on the screen`)
      return at
    }
    passed.push(at.name || at.id || at.text || at.tag)
  }
  assert.fail(`${what} not reached with ${limit} presses of Tab; passed ${passed.slice(-30).join(', ')}`)
}

const field = (name) => (at) => at.name === name
const link = (topic) => (at) => at.link === topic

/** Goes to a topic by the task list, from wherever the focus is. */
async function go(page, topic) {
  const { tag } = await focused(page)
  await tab(page, `link of ${topic}`, link(topic), { back: tag !== 'body' })
  await page.keyboard.press('Enter')
  await page.locator(`section#${topic}`).waitFor()
}

async function take(page, press) {
  const [file] = await Promise.all([page.waitForEvent('download'), press()])
  return readFileSync(await file.path())
}

scene('the whole way by keyboard', { timeout: 120_000 }, async ({ page }) => {
  await tab(page, 'the blank start', (at) => at.text === '빈 프로필로 시작')
  await page.keyboard.press('Enter')
  await page.locator('#form').waitFor()

  await go(page, 'project')
  await tab(page, 'the name', field('project.name'))
  await page.keyboard.type('도서관 통합 예약')
  await tab(page, 'the agency', field('project.agency'))
  await page.keyboard.type('가온시')

  await go(page, 'diagnosis')
  const first = await tab(page, 'the first question', (at) => at.topic === 'diagnosis' && at.tag === 'input')
  await page.keyboard.press('ArrowUp') // around to 예, from 아직 모름
  await page.keyboard.press('ArrowUp')
  assert.equal(await page.locator(`[name="${first.name}"]:checked`).inputValue(), 'true')

  await go(page, 'api-gateway')
  await tab(page, 'the switch', field('api_gateway.enabled'))
  await page.keyboard.press('ArrowUp')
  assert.equal(await page.locator('[name="api_gateway.enabled"]:checked').inputValue(), 'true')
  await shows(page, '도서관 통합 예약')

  await go(page, 'operations')
  await tab(page, 'the switch', field('operations.enabled'))
  await page.keyboard.press('ArrowUp')
  await tab(page, 'the values with defaults', (at) => at.topic === 'operations' && at.tag === 'summary' && at.text.startsWith('세부 기준값'))
  await page.keyboard.press('Enter')
  await tab(page, 'availability', field('operations.availability_percent'))
  await page.keyboard.type('99.9')

  const out = await leaveOut(page)
  await go(page, 'document')
  const document = await take(page, async () => {
    await tab(page, 'MD', (at) => at.name === 'format' && at.value === 'md')
    await page.keyboard.press('Enter')
  })
  const text = await take(page, async () => {
    await tab(page, 'the profile’s file', (at) => at.name === 'format' && at.value === 'profile', { back: true })
    await page.keyboard.press('Enter')
  })
  const profile = JSON.parse(text)
  assert.equal(profile.project.name, '도서관 통합 예약')
  assert.equal(profile.project.agency, '가온시')
  assert.equal(profile.operations.availability_percent, 99.9)
  assert.ok(profile.api_gateway && profile.api_gateway.enabled !== false, 'the part is on')
  assert.equal(Object.values(profile.plan.diagnosis).filter((said) => said === true).length, 1)
  assert.deepEqual(profile.requirements.exclude, [{ id: out, reason: '다른 사업에서 함' }])
  assert.ok(document.equals(generate(text, 'md')), 'not what `balju generate` makes of the profile')
})

/** Takes the first requirement that is in out, with a reason; returns its id. */
async function leaveOut(page) {
  await go(page, 'requirements')
  const row = page.locator('tr[data-requirement]:has(td.number:not(:empty))').first()
  await row.waitFor()
  const [id, title] = await row.evaluate((row) => [row.dataset.requirement, row.querySelector('th').textContent])
  await tab(page, 'the filter', (at) => at.id === 'filter')
  await page.keyboard.type(title)
  await tab(page, 'the choice', field(`choice:${id}`), { limit: 40 })
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowDown')
  assert.equal(await page.locator(`[name="choice:${id}"]`).inputValue(), 'exclude')
  await tab(page, 'the reason', field(`reason:${id}`), { limit: 5 })
  await page.keyboard.type('다른 사업에서 함')
  await page.keyboard.press('Tab')
  return id
}

scene('by Tab one goes past the document, not through its references', async ({ page }) => {
  await begin(page, 'civil-service-portal')
  await grown(page)
  const links = await page.evaluate(() => document.querySelector('#preview').contentDocument.querySelectorAll('a[href]').length)
  assert.ok(links > 100, `${links} references`)
  await page.locator('.topic.current [data-next]').focus()
  const stops = []
  do {
    await page.keyboard.press('Tab')
    stops.push(await page.evaluate(() => document.activeElement.id || document.activeElement.localName))
  } while (stops.at(-1) === 'preview' && stops.length < 30)
  assert.ok(stops.length < 12, `${stops.length} stops in the preview`)
})

for (const width of [1280, 320]) {
  scene(`each cell of a wide table is seen when Tab comes to it, ${width} px`, { width }, async ({ page }) => {
    await begin(page, 'civil-service-portal')
    await grown(page)
    await toTopic(page, 'records')
    const box = page.locator('[id="g-records"] .scroll')
    await box.focus()
    const cells = await box.locator('tbody tr:first-child :is(input:not([type=hidden]), select, textarea, button)').count()
    assert.ok(cells > 10, `${cells} cells`)
    const faults = []
    for (const key of ['Tab', 'Shift+Tab']) {
      for (let cell = 1; cell <= cells; cell++) {
        await page.keyboard.press(key)
        faults.push(...await box.evaluate((box) => {
          const { activeElement: at } = document
          if (!box.contains(at) || at === box) return [`${at.localName} ${at.id} is not in the table`]
          const [own, around] = [at.getBoundingClientRect(), box.getBoundingClientRect()]
          return own.left < around.left || own.right > around.right ? [`${at.name} ${at.value}: ${own.left}–${own.right} in ${around.left}–${around.right}`] : []
        }))
      }
    }
    // Back from the last cell, the last press leaves the first one.
    assert.deepEqual(faults.filter((fault) => !fault.endsWith('is not in the table')), [])
    assert.ok(faults.length <= 1, faults.join('; '))
  })
}
