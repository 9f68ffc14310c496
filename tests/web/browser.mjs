// A browser in which every complaint is a failure: console, CSP, broken answers, other hosts.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { serve } from './server.mjs'
import { chromium } from './tools.mjs'

const quiet = ['--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run']
const args = ['--no-sandbox', '--disable-gpu', '--disable-quic', ...quiet]

let browser
let common

before(async () => {
  browser = await chromium.launch({ executablePath: process.env.CHROMIUM, args })
  common = await serve()
})
after(async () => {
  await browser?.close()
  await common?.stop()
})

/** Address of the server that all scenes share. */
export const address = () => common.url

/** A test in a fresh browser profile; `options.bearable` says which complaints the scene provokes itself. */
export function scene(name, options, play) {
  if (typeof options === 'function') return scene(name, {}, options)
  return test(name, { timeout: options.timeout ?? 90_000 }, async () => {
    const stage = await open(options)
    try {
      await play(stage)
      assert.deepEqual(stage.complaints, [], 'complaints of the browser')
    } catch (error) {
      await keepPicture(stage.page, name)
      throw error
    } finally {
      await stage.context.close()
    }
  })
}

/** A fresh browser profile with a page at the server's start. */
export async function open({ width = 1280, height = 900, dark = false, script = true, bearable = [], ...more } = {}) {
  const context = await browser.newContext({
    viewport: { width, height },
    colorScheme: dark ? 'dark' : 'light',
    javaScriptEnabled: script,
    locale: 'ko-KR',
    timezoneId: 'Asia/Seoul',
    permissions: [],
    ...more,
  })
  context.setDefaultTimeout(15_000)
  const complaints = []
  watch(context, (text) => bearable.some((known) => known.test(text)) || complaints.push(text))
  const page = await context.newPage()
  await page.goto(common.url)
  return { context, page, complaints, url: common.url }
}

function watch(context, complain) {
  const own = (url) => /^(data|blob|about):/.test(url) || /^http:\/\/127\.0\.0\.1:\d+\//.test(url)
  context.on('request', (request) => own(request.url()) || complain(`request to another host: ${request.url()}`))
  context.on('response', (response) => {
    if (response.status() >= 400) complain(`${response.status()} for ${response.request().method()} ${response.url()}`)
  })
  context.on('weberror', (error) => complain(`script: ${error.error().stack ?? error.error()}`))
  context.on('console', (message) => {
    if (['error', 'warning', 'assert'].includes(message.type())) complain(`console ${message.type()}: ${message.text()}`)
  })
  // Named twice, by its event and in the console: the console also hears of what stands in the sandboxed frame.
  context.exposeBinding('reportViolation', (_, what) => complain(`CSP: ${what}`))
  context.addInitScript(() => {
    addEventListener('securitypolicyviolation', (event) => {
      window.reportViolation?.(`${event.violatedDirective} ${event.blockedURI} ${event.sample}`)
    })
  })
}

async function keepPicture(page, name) {
  const folder = process.env.WEB_PICTURES
  if (!folder) return
  const path = `${folder}/${name.replaceAll(/\W+/g, '-')}.png`
  await page.screenshot({ path }).catch(() => {})
}
