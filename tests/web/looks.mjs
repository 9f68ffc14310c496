// Pages × {light, dark} × {1280, 320 px} before axe-core and the Nu checker; reflow, focus, targets.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { scene } from './browser.mjs'
import { axeFaults, nuFaults } from './checkers.mjs'
import { answer, begin, go, grown, until } from './page.mjs'
import { strayFaults, focusFaults, smallTargets } from './measures.mjs'

const html = [] // for the Nu checker, all at once at the end: it takes seconds to start
const LOOKS = [['light 1280', { width: 1280 }], ['dark 1280', { width: 1280, dark: true }], ['light 320', { width: 320 }], ['dark 320', { width: 320, dark: true }]]

const content = async (page, name) => html.push([name, await page.content()])

for (const [look, options] of LOOKS) {
  scene(`start page, ${look}`, options, async ({ page }) => {
    assert.deepEqual([...await axeFaults(page, 'start'), ...await strayFaults(page, 'start'), ...await smallTargets(page, 'start')], [])
    if (look === 'light 1280') await content(page, 'start')
  })

  scene(`every topic, ${look}`, { ...options, timeout: 180_000 }, async ({ page }) => {
    await begin(page, 'civil-service-portal')
    await grown(page)
    const topics = await page.$$eval('nav.tasks [data-topic]', (links) => links.map((link) => link.dataset.topic))
    assert.ok(topics.length >= 14, `${topics.length} topics`)
    const faults = []
    for (const topic of topics) {
      await go(page, topic)
      await page.$$eval(`section#${topic} details`, (parts) => parts.forEach((part) => { part.open = true }))
      faults.push(...await axeFaults(page, topic, { seen: true }), ...await strayFaults(page, topic), ...await smallTargets(page, topic))
    }
    if (look === 'light 1280') {
      faults.push(...await axeFaults(page, 'with all that is not shown'))
      await content(page, 'form')
    }
    assert.deepEqual(faults, [])
  })

  scene(`a page with errors, ${look}`, options, async ({ page }) => {
    await begin(page, 'open-api-gateway')
    await grown(page)
    await go(page, 'operations')
    await answer(page, 'operations', 'operations.availability_percent', '200')
    await until('errors', () => page.locator('#errors').isVisible())
    assert.deepEqual([...await axeFaults(page, 'errors'), ...await strayFaults(page, 'errors')], [])
    if (look === 'light 1280') await content(page, 'errors')
  })

  scene(`the preview, ${look}`, options, async ({ page, url }) => {
    await begin(page, 'civil-service-portal')
    await grown(page)
    const inside = await page.evaluate(() => document.querySelector('#preview').contentDocument.documentElement.outerHTML)
    // Nothing runs in the frame, so its content is judged in a page of its own.
    await page.goto(`${url}frame`)
    await page.evaluate((inside) => {
      const { head, body } = new DOMParser().parseFromString(inside, 'text/html')
      document.head.replaceWith(head)
      document.body.replaceWith(body)
    }, inside)
    assert.deepEqual([...await axeFaults(page, 'preview'), ...await strayFaults(page, 'preview', 'table')], [])
    if (look === 'light 1280') await content(page, 'preview')
  })
}

scene('axe finds what is put before it', async ({ page }) => {
  await page.evaluate(() => {
    document.querySelector('main').insertAdjacentHTML('beforeend', '<input id="bare"><p id="pale">안 보이는 글</p><button id="nameless"></button>')
    document.getElementById('pale').style.color = '#ddd' // by script: the page's own CSP forbids a style attribute
  })
  const faults = (await axeFaults(page, 'broken')).join('\n')
  for (const id of ['#bare', '#pale', '#nameless']) assert.ok(faults.includes(id), `${id} passes: axe checks nothing`)
})

scene('the page that the server sends, before any script', { script: false, bearable: [/422/] }, async ({ page }) => {
  for (const from of [undefined, 'civil-service-portal', { file: '{"project": ' }]) {
    const [answer] = await Promise.all([page.waitForNavigation(), begin(page, from).catch(() => {})])
    html.push([`sent-${html.length}`, await answer.text()])
    await page.goBack()
  }
})

test('the Nu checker, over all of these', { timeout: 120_000 }, async () => {
  assert.ok(html.length >= 5, `${html.length} pages`)
  assert.deepEqual(await nuFaults(html), [])
  const [broken] = await nuFaults([['broken', html[0][1].replace('<main', '<main><p><div></p')]])
  assert.ok(broken, 'a broken page passes: the checker checks nothing')
})

scene('200 % zoom: half the width, twice the dots', { width: 640, height: 450, deviceScaleFactor: 2, timeout: 120_000 }, async ({ page }) => {
  await begin(page, 'civil-service-portal')
  await grown(page)
  const faults = []
  for (const topic of ['project', 'application', 'operations', 'requirements', 'document']) {
    await go(page, topic)
    faults.push(...await strayFaults(page, topic))
  }
  assert.deepEqual(faults, [])
})

for (const dark of [false, true]) {
  scene(`whatever has the focus is seen to have it, ${dark ? 'dark' : 'light'}`, { dark, timeout: 120_000 }, async ({ page }) => {
    const faults = await focusFaults(page, 'start', 12)
    await begin(page, 'open-api-gateway')
    await grown(page)
    for (const topic of ['project', 'api-gateway', 'application']) {
      await go(page, topic)
      faults.push(...await focusFaults(page, topic, 45))
    }
    assert.deepEqual(faults, [])
  })
}
