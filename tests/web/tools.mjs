// The installed packages, from the folder that run filled.
import { createRequire } from 'node:module'
const require = createRequire(`${process.env.WEB_TOOLS}/`)
export const { chromium } = require('playwright-core')
export const axe = require('axe-core').source
export const vnu = require.resolve('vnu-jar/build/dist/vnu.jar')
