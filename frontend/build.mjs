// Compiles the two style sheets and copies the design system's script into ../static, refusing anything of the Crown's.
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { compile } from 'sass'

const LIMIT = 250 * 1024
const FORBIDDEN = [/crest\.svg/, /@font-face/, /url\(/]
const FROM = 'node_modules/govuk-frontend/dist/govuk'
const TO = '../static'

function style (entry, target) {
  const { css } = compile(entry, { style: 'compressed', loadPaths: ['node_modules'], quietDeps: true })
  const refused = FORBIDDEN.find((pattern) => pattern.test(css))
  if (refused) throw new Error(`${target} would contain ${refused}`)
  writeFileSync(`${TO}/${target}`, `${css}\n`)
}

mkdirSync(`${TO}/govuk`, { recursive: true })
mkdirSync(`${TO}/oneipo`, { recursive: true })
style('govuk.scss', 'govuk/govuk-frontend.min.css')
style('oneipo.scss', 'oneipo/oneipo.css')
const script = readFileSync(`${FROM}/govuk-frontend.min.js`, 'utf8')
writeFileSync(`${TO}/govuk/govuk-frontend.min.js`, script.replace(/\n?\/\/# sourceMappingURL=.*\n?$/, '\n'))
copyFileSync('LICENCE-govuk-frontend.txt', `${TO}/govuk/LICENSE`)

const shipped = ['govuk/govuk-frontend.min.css', 'govuk/govuk-frontend.min.js', 'oneipo/oneipo.css',
  'oneipo/start.js', 'oneipo/timeout.js']
const weight = shipped.reduce((sum, name) => sum + gzipSync(readFileSync(`${TO}/${name}`)).length, 0)
if (weight > LIMIT) throw new Error(`A first visit would load ${weight} bytes of styles and scripts; the limit is ${LIMIT}`)
console.log(`A first visit loads ${(weight / 1024).toFixed(1)} KB of styles and scripts, compressed.`)
