// The program under test, as an officer starts it.
import { execFileSync, spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'

const program = process.env.BALJU
const work = process.env.WEB_WORK

/** Starts `balju serve`; ready when it has said its address. */
export async function serve(port = 0) {
  const child = spawn(program, ['serve', '--port', String(port)], { stdio: ['ignore', 'pipe', 'pipe'] })
  let said = ''
  const url = await new Promise((ready, failed) => {
    const late = setTimeout(() => failed(new Error(`balju serve said no address: ${said}`)), 30_000)
    const hear = (piece) => {
      said += piece
      const found = /http:\/\/127\.0\.0\.1:\d+\//.exec(said)
      if (found) {
        clearTimeout(late)
        ready(found[0])
      }
    }
    child.stdout.on('data', hear)
    child.stderr.on('data', hear)
    child.on('exit', (code) => failed(new Error(`balju serve ended with ${code}: ${said}`)))
  })
  const stop = () =>
    new Promise((gone) => {
      if (child.exitCode !== null || child.signalCode !== null) return gone()
      child.removeAllListeners('exit')
      child.on('exit', gone)
      child.kill()
    })
  return { url, port: Number(new URL(url).port), stop, said: () => said }
}

/** What the command line makes of a profile's text. */
export function generate(profile, format, ...more) {
  const folder = mkdtempSync(`${work}/generate-`)
  writeFileSync(`${folder}/profile.json`, profile)
  execFileSync(program, ['generate', `${folder}/profile.json`, '-o', `${folder}/out.${format}`, ...more], {
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  return readFileSync(`${folder}/out.${format}`)
}

/** What the command line says about a profile's text. */
export function explain(profile, id) {
  const folder = mkdtempSync(`${work}/explain-`)
  writeFileSync(`${folder}/profile.json`, profile)
  return execFileSync(program, ['explain', `${folder}/profile.json`, id], { encoding: 'utf8' })
}

/** The text of an example. */
export const example = (name) => readFileSync(new URL(`../../examples/${name}.json`, import.meta.url), 'utf8')
