// Files that are not what they should be: said in Korean, and nothing of them lost.
import assert from 'node:assert/strict'
import { scene } from './browser.mjs'
import { answer, begin, control, go, grown, profile, resume, shows, until } from './page.mjs'
import { example } from './server.mjs'

scene('what the page does not know is a fault that is shown, and stays in the file', async ({ page }) => {
  const own = JSON.parse(example('open-api-gateway'))
  own.project.nickname = '우리끼리 부르는 이름'
  own.future_part = { depth: [1, { two: '셋' }] }
  await begin(page, { file: JSON.stringify(own, null, 2) })
  await grown(page)
  await until('both faults', async () => {
    const said = await page.locator('#errors').innerText().catch(() => '')
    return said.includes('nickname') && said.includes('future_part')
  })
  await go(page, 'project')
  await answer(page, 'project', 'project.name', '모르는 것이 있는 사업')
  await shows(page, '모르는 것이 있는 사업')
  const kept = JSON.parse((await profile(page)).bytes)
  assert.equal(kept.project.nickname, '우리끼리 부르는 이름')
  assert.deepEqual(kept.future_part, { depth: [1, { two: '셋' }] })
  assert.equal(kept.project.name, '모르는 것이 있는 사업')
})

scene('a value of the wrong type is shown as it is, kept, and the rest makes a document', async ({ page }) => {
  const own = JSON.parse(example('open-api-gateway'))
  own.operations.availability_percent = '구십구'
  own.project.name = '값이 틀린 사업'
  await begin(page, { file: JSON.stringify(own) })
  await grown(page)
  await shows(page, '값이 틀린 사업')
  await go(page, 'operations')
  const field = control(page, 'operations', 'operations.availability_percent')
  assert.equal(await field.inputValue(), '구십구')
  await until('aria-invalid', async () => (await field.getAttribute('aria-invalid')) === 'true')
  assert.equal(JSON.parse((await profile(page)).bytes).operations.availability_percent, '구십구')
})

const broken = [
  ['cut off', example('open-api-gateway').slice(0, 900)],
  ['a comma too many', '{"project": {"name": "쉼표",},}'],
  ['a key twice', '{"project": {"name": "하나"}, "project": {"name": "둘"}}'],
  ['not JSON', '<?xml version="1.0"?><profile/>'],
  ['a list', '[1, 2, 3]'],
  ['UTF-16', Buffer.from(`\ufeff${example('open-api-gateway')}`, 'utf16le')],
  ['CP949', Buffer.from([...Buffer.from('{"project": {"name": "'), 0xb9, 0xce, 0xbf, 0xf8, ...Buffer.from('"}}')])],
  ['bytes of no text', Buffer.from([0xff, 0xfe, 0x00, 0xd8, 0x00])],
]
for (const [what, file] of broken) {
  scene(`a file that cannot be read (${what}) is told in Korean`, { bearable: [/42[02]|400/] }, async ({ page }) => {
    await begin(page, { file })
    const words = await until('the fault', async () => {
      const said = page.locator('#errors, [role=alert]').filter({ visible: true }).first()
      return (await said.count()) && (await said.innerText())
    })
    assert.match(words, /[가-힣]{2}.*(다|요|오|까)/s, words)
    assert.ok(!/undefined|Error:|panicked/.test(words), words)
  })
}

scene('a broken file does not cost the draft', { bearable: [/42[02]|400/] }, async ({ page, url }) => {
  await begin(page, 'open-api-gateway')
  await grown(page)
  await go(page, 'project')
  await answer(page, 'project', 'project.name', '깨진 파일보다 먼저 쓴 것')
  await shows(page, '깨진 파일보다 먼저 쓴 것')
  await until('저장됨', async () => /저장됨/.test(await page.locator('#saved').textContent()))
  await page.goto(url)
  await begin(page, { file: '{"project": ' })
  await until('the fault', () => page.locator('#errors').filter({ visible: true }).count())
  await page.goto(url)
  await resume(page)
  await until('the draft', async () =>
    (await page.locator('#form').count()) && (await control(page, 'project', 'project.name').inputValue()) === '깨진 파일보다 먼저 쓴 것')
})

scene('a file in UTF-8 with a mark opens', async ({ page }) => {
  await begin(page, { file: `\ufeff${example('open-api-gateway')}` })
  await grown(page)
  assert.equal((await profile(page)).bytes.toString().replace(/^\ufeff/, ''), example('open-api-gateway'))
})

scene('hostile text in a file is text', async ({ page }) => {
  const own = JSON.parse(example('open-api-gateway'))
  const hostile = '</textarea><script>window.caught=1</script><img src=x onerror="parent.caught=1"> {{ 7*7 }} & "\' 🧑‍💻'
  own.project.name = hostile
  await begin(page, { file: JSON.stringify(own) })
  await grown(page)
  await shows(page, hostile)
  assert.equal(await control(page, 'project', 'project.name').inputValue(), hostile)
  assert.equal(await page.evaluate(() => window.caught), undefined)
  assert.equal(JSON.parse((await profile(page)).bytes).project.name, hostile)
})
