// Nothing that was typed is lost: reload, closed tab, back and forward, two tabs, a server that is gone.
import assert from 'node:assert/strict'
import { scene } from './browser.mjs'
import { answer, begin, control, go, grown, profile, resume, saved, shows, until } from './page.mjs'
import { serve } from './server.mjs'

const NAME = 'project.name'
const value = (page, name = NAME, topic = 'project') => control(page, topic, name).inputValue()

async function write(page, name, from = 'open-api-gateway') {
  await begin(page, from)
  await grown(page)
  await go(page, 'project')
  await answer(page, 'project', NAME, name)
  await shows(page, name)
  await saved(page)
}

scene('reload keeps the draft', async ({ page }) => {
  await write(page, '다시 읽어도 남는 이름')
  assert.match(await page.locator('#saved').textContent(), /\d{1,2}:\d{2}/, 'with the time')
  await page.reload()
  await until('the name', async () => (await page.locator('#form').count()) && (await value(page)) === '다시 읽어도 남는 이름')
  await grown(page)
  await shows(page, '다시 읽어도 남는 이름')
  assert.equal(JSON.parse((await profile(page)).bytes).project.name, '다시 읽어도 남는 이름')
})

scene('a tab closed a moment after the last letter, and “이어서 쓰기”', async ({ context, page, url }) => {
  await write(page, '닫기 전의 이름')
  await control(page, 'project', NAME).fill('닫는 순간의 이름')
  await page.close({ runBeforeUnload: true })
  const again = await context.newPage()
  await again.goto(url)
  await resume(again)
  await until('the last letter', async () => (await value(again)) === '닫는 순간의 이름')
  await shows(again, '닫는 순간의 이름')
  const text = (await profile(again)).bytes.toString()
  assert.equal(JSON.parse(text).project.name, '닫는 순간의 이름')
  assert.equal(JSON.parse(text).operations.availability_percent, 99.9, 'and all the rest of the example')
})

scene('back and forward lose no answer', async ({ page, url }) => {
  await write(page, '뒤로 가도 남는 이름')
  await go(page, 'operations')
  await answer(page, 'operations', 'operations.availability_percent', '99.3')
  await go(page, 'security')
  const here = () =>
    until('both answers', async () =>
      (await page.locator('#form').count()) &&
      (await value(page)) === '뒤로 가도 남는 이름' && (await value(page, 'operations.availability_percent', 'operations')) === '99.3')
  const isForm = () => new URL(page.url()).pathname === '/form'
  for (const topic of ['operations', 'project']) {
    await page.goBack()
    await page.locator(`section#${topic}`).waitFor()
    await here()
  }
  for (let step = 0; step < 5 && isForm(); step++) await page.goBack()
  assert.equal(page.url(), url, 'back to the start page')
  await page.locator('#draft').waitFor()
  for (let step = 0; step < 5; step++) await page.goForward().catch(() => null)
  assert.ok(isForm())
  await here()
  await page.locator('section#security').waitFor()
  await shows(page, '뒤로 가도 남는 이름')
})

scene('the link to the start page leaves a draft to go on with', async ({ page, url }) => {
  await write(page, '처음으로 가도 남는 이름')
  await page.goto(url)
  await page.locator('#draft').waitFor()
  assert.match(await page.locator('#draft-name').textContent(), /처음으로 가도 남는 이름/)
  await resume(page)
  await until('the name', async () => (await page.locator('#form').count()) && (await value(page)) === '처음으로 가도 남는 이름')
})

scene('two tabs do not overwrite one another in silence', async ({ context, page, url }) => {
  await write(page, '첫째 탭의 사업')
  const other = await context.newPage()
  await other.goto(url)
  await write(other, '둘째 탭의 사업')
  assert.equal(await value(page), '첫째 탭의 사업', 'the first tab still holds its own')
  await until('the first tab says that another one writes', async () => /다른 (탭|창)/.test(await page.locator('body').innerText()))
  await answer(page, 'project', NAME, '첫째 탭의 사업 2')
  await shows(page, '첫째 탭의 사업 2')
  assert.equal(await value(other), '둘째 탭의 사업', 'the second one too')
  assert.equal(JSON.parse((await profile(page)).bytes).project.name, '첫째 탭의 사업 2')
  assert.equal(JSON.parse((await profile(other)).bytes).project.name, '둘째 탭의 사업')
})

const gone = [/ERR_CONNECTION/, /Failed to fetch/, /403/]

scene('a server that is gone: said, and nothing lost', { bearable: gone }, async ({ context, page }) => {
  let server = await serve()
  await page.goto(server.url)
  await write(page, '서버가 꺼지기 전')
  await server.stop()
  await answer(page, 'project', NAME, '서버가 꺼진 뒤')
  await until('a word about it', async () => /서버|프로그램|연결/.test(await page.locator('#saved, #errors, #summary, [role=alert], [role=status]').allInnerTexts().then((texts) => texts.join(' '))))
  assert.equal(await value(page), '서버가 꺼진 뒤')
  await page.waitForTimeout(1000)
  await page.close()

  server = await serve(server.port)
  const again = await context.newPage()
  await again.goto(server.url)
  await resume(again)
  await until('what was typed without a server', async () => (await again.locator('#form').count()) && (await value(again)) === '서버가 꺼진 뒤')
  await shows(again, '서버가 꺼진 뒤')
  await server.stop()
})

scene('a server that was started again: the open page goes on', { bearable: gone }, async ({ page }) => {
  const first = await serve()
  await page.goto(first.url)
  await write(page, '다시 시작하기 전')
  await first.stop()
  const second = await serve(first.port)
  await answer(page, 'project', NAME, '다시 시작한 뒤')
  await shows(page, '다시 시작한 뒤')
  assert.equal(await value(page), '다시 시작한 뒤')
  await second.stop()
})
