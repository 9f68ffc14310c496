// 50 clients that each keep a connection, N preview requests in all; every answer must be a document.
//   WEB_REQUESTS=10000 tests/web/run load        (500 if unset)
import assert from 'node:assert/strict'
import { Agent, request } from 'node:http'
import { test } from 'node:test'
import { example, serve } from './server.mjs'

const CLIENTS = 50
const requests = Number(process.env.WEB_REQUESTS ?? 500)
const LIMIT = Number(process.env.WEB_SECONDS ?? 300) * 1000

function ask({ port }, agent, path, body) {
  return new Promise((done, failed) => {
    const own = `http://127.0.0.1:${port}`
    const headers = body === undefined ? {} : { origin: own, 'content-type': 'application/x-www-form-urlencoded', 'content-length': Buffer.byteLength(body) }
    const sent = request(`${own}${path}`, { agent, method: body === undefined ? 'GET' : 'POST', headers }, (answer) => {
      const pieces = []
      answer.on('data', (piece) => pieces.push(piece))
      answer.on('error', failed)
      answer.on('end', () => done({ status: answer.statusCode, text: Buffer.concat(pieces).toString() }))
    })
    sent.setTimeout(60_000, () => sent.destroy(new Error('no answer for 60 s')))
    sent.on('error', failed)
    sent.end(body)
  })
}

/** The name that a preview's document has taken from the profile; what went wrong, if it has none. */
function judge({ status, text }, name) {
  if (status !== 200) return `status ${status}`
  try {
    const { title, sections } = JSON.parse(text)
    return sections?.length > 0 && `${title} ${text}`.includes(name) ? null : 'a document without its name'
  } catch {
    return 'not JSON'
  }
}

test(`${CLIENTS} clients, ${requests} previews`, { timeout: LIMIT + 60_000 }, async () => {
  const server = await serve()
  const { text } = await ask(server, undefined, '/')
  const token = /name="token" value="([^"]+)"/.exec(text)[1]
  const profile = JSON.parse(example('civil-service-portal'))
  const times = []
  const errors = []
  const end = Date.now() + LIMIT
  let next = 0
  const client = async () => {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 })
    while (next < requests && Date.now() < end) {
      const name = `부하 시험 ${next++}`
      const body = new URLSearchParams({ token, profile: JSON.stringify({ ...profile, project: { ...profile.project, name } }) }).toString()
      const start = performance.now()
      const fault = await ask(server, agent, '/preview', body).then((answer) => judge(answer, name), (error) => error.message)
      if (fault) errors.push(fault)
      times.push(performance.now() - start)
    }
    agent.destroy()
  }
  const start = performance.now()
  await Promise.all(Array.from({ length: CLIENTS }, client))
  const seconds = (performance.now() - start) / 1000
  await server.stop()
  times.sort((a, b) => a - b)
  const at = (share) => times[Math.min(times.length - 1, Math.floor(times.length * share))].toFixed(0)
  console.log(`  ${times.length} previews by ${CLIENTS} clients in ${seconds.toFixed(1)} s: ${errors.length} errors, p50 ${at(0.5)} ms, p99 ${at(0.99)} ms`)
  assert.deepEqual(errors.slice(0, 5), [], `${errors.length} errors`)
  assert.equal(times.length, requests, `only so many in ${LIMIT / 1000} s`)
})
