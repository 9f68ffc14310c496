// The whole way: from the start page to a document that is the very one the command line makes.
import assert from 'node:assert/strict'
import { open, scene } from './browser.mjs'
import { answer, begin, control, document, go, grown, profile, shows } from './page.mjs'
import { example, generate } from './server.mjs'

/** Takes the profile and its documents away and compares each with the command line's. */
export async function takeAway(page, formats = ['md', 'html', 'hwpx', 'docx', 'xlsx']) {
  const own = await profile(page)
  assert.match(own.name, /\.json$/)
  const text = own.bytes.toString()
  for (const format of formats) {
    const made = await document(page, format)
    assert.match(made.name, new RegExp(`\\.${format}$`))
    const expected = generate(text, format)
    assert.ok(expected.length > 1000, `${format}: ${expected.length} bytes`)
    assert.ok(made.bytes.equals(expected), `${format}: not what \`balju generate\` makes of the profile taken away`)
  }
  return text
}

scene('an example, from the list to its documents', async ({ page }) => {
  await begin(page, 'open-api-gateway')
  await grown(page)
  assert.equal(await takeAway(page, []), example('open-api-gateway'), 'what nobody touched is the very file')

  await go(page, 'project')
  await answer(page, 'project', 'project.name', '공공데이터 개방 창구 고도화')
  await shows(page, '공공데이터 개방 창구 고도화')
  const text = await takeAway(page)
  const [was, is] = [JSON.parse(example('open-api-gateway')), JSON.parse(text)]
  was.project.name = '공공데이터 개방 창구 고도화'
  assert.deepEqual(is, was, 'only what was typed has changed')
  assert.deepEqual(Object.keys(is), Object.keys(was), 'in the order of the file')
})

scene('a file of one’s own, opened, changed and taken away', async ({ page }) => {
  await begin(page, { file: example('civil-service-portal') })
  await grown(page)
  assert.equal(await takeAway(page, []), example('civil-service-portal'))
  await go(page, 'operations')
  await answer(page, 'operations', 'operations.availability_percent', '99.95')
  await shows(page, '99.95')
  const text = await takeAway(page)
  assert.equal(JSON.parse(text).operations.availability_percent, 99.95)

  // The file goes the same way again, on another machine.
  const other = await open()
  await begin(other.page, { file: text })
  await grown(other.page)
  assert.equal(await takeAway(other.page, ['md']), text)
  await go(other.page, 'operations')
  assert.equal(await control(other.page, 'operations', 'operations.availability_percent').inputValue(), '99.95')
  await other.context.close()
})

scene('the inside paper is another document of the same profile', async ({ page }) => {
  await begin(page, 'open-api-gateway')
  await go(page, 'document')
  await page.locator('#outline').selectOption('plan')
  const made = await document(page, 'md')
  const expected = generate(example('open-api-gateway'), 'md', '--outline', 'plan')
  assert.ok(made.bytes.equals(expected), 'plan: not what `balju generate --outline plan` makes')
  assert.ok(!made.bytes.equals(generate(example('open-api-gateway'), 'md')))
})
