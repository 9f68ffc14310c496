// Without JavaScript: the form alone makes the document.
import assert from 'node:assert/strict'
import { open, scene } from './browser.mjs'
import { begin, download } from './page.mjs'
import { example, generate } from './server.mjs'

const bare = { script: false }
const named = (page, topic, name) => page.locator(`section#${topic} [name="${name}"]`).first()
const apply = (page) => page.getByRole('button', { name: '적용' }).click()
const take = (page, format) => download(page, () => page.locator(`button[name=format][value=${format}]`).first().click())

/** Opens what is folded, as a click on each summary does. */
const unfold = (page) => page.$$eval('details', (all) => all.forEach((details) => { details.open = true }))

scene('without JavaScript, from the start to a document', bare, async ({ page }) => {
  await begin(page)
  await unfold(page)
  await named(page, 'project', 'project.name').fill('스크립트 없이 쓴 사업')
  await named(page, 'operations', 'operations.availability_percent').fill('99.9')
  await page.locator('section#api-gateway [name="api_gateway.enabled"][value=true]').check()
  await apply(page)
  assert.equal(await named(page, 'project', 'project.name').inputValue(), '스크립트 없이 쓴 사업')
  assert.ok(await page.locator('section#api-gateway [name="api_gateway.enabled"][value=true]').isChecked())
  await named(page, 'project', 'project.agency').fill('가온시') // not applied: downloading takes it too
  const text = (await take(page, 'profile')).bytes.toString()
  assert.equal(JSON.parse(text).project.agency, '가온시')
  for (const format of ['md', 'html', 'hwpx']) {
    const made = await take(page, format)
    assert.ok(made.bytes.equals(generate(text, format)), `${format}: not what \`balju generate\` makes of it`)
  }
})

scene('without JavaScript, rows and requirements', bare, async ({ page }) => {
  await begin(page, { file: example('civil-service-portal') })
  await unfold(page)
  const service = (row) => named(page, 'application', `application.domains[${row}].subdomains.contexts.services.name`)
  const first = await service(0).inputValue()
  await page.locator('button[name=edit][value="insert application.domains 0"]').click()
  assert.equal(await service(0).inputValue(), first)
  assert.equal(await service(1).inputValue(), '')
  await unfold(page)
  await service(1).fill('전자고지 서비스')
  await page.locator('[name="choice:psr-training"]').selectOption('exclude')
  await page.locator('[name="reason:psr-training"]').fill('다른 사업에서 함')
  const text = (await take(page, 'profile')).bytes.toString()
  const made = JSON.parse(text)
  assert.deepEqual(made.requirements.exclude, [{ id: 'psr-training', reason: '다른 사업에서 함' }])
  assert.equal(made.application.domains[0].subdomains[0].contexts[0].services[1].name, '전자고지 서비스')
  assert.ok((await take(page, 'md')).bytes.equals(generate(text, 'md')))
})

scene('without JavaScript, a fault is told and the answer stays', bare, async ({ page }) => {
  await begin(page, 'open-api-gateway')
  await unfold(page)
  await named(page, 'operations', 'operations.availability_percent').fill('200')
  await apply(page)
  assert.match(await page.locator('#errors').innerText(), /100|가용률/)
  assert.equal(await named(page, 'operations', 'operations.availability_percent').inputValue(), '200')
})

scene('without JavaScript, a narrow page scrolls down only', bare, async () => {
  const { context, page } = await open({ ...bare, width: 320 })
  await begin(page, 'open-api-gateway')
  const [inner, outer] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth])
  await context.close()
  assert.ok(inner <= outer, `${inner} px wide in ${outer}`)
})
