// Builds the front end: style sheets (Sass), scripts (esbuild), icon sprite, favicon.
// Every file carries a hash of its content; manifest.json maps plain names to them; .br and .gz lie beside the text files.
// Nothing is written when no source has changed. `--watch` builds again on every change, `--force` always.

import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, watch, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const source = join(root, 'src/Simpul.Web/Assets')
const target = join(root, 'src/Simpul.Web/wwwroot/assets')
const modules = join(root, 'node_modules')

// Bytes over the wire (brotli). The portal's first visit must stay far below 60 KB, so its style sheet and icons may not creep.
const budgets = { 'portal.css': 14_000, 'work.css': 16_000, 'icons.svg': 20_000, 'work.js': 6_000, 'chart.js': 190_000, 'bpmn.css': 8_000, 'bpmn-view.js': 5_000, 'bpmn-edit.js': 110_000, 'chunk.js': 90_000 }

if (process.argv.includes('--watch')) {
  await build()
  let timer
  watch(source, { recursive: true }, () => { clearTimeout(timer); timer = setTimeout(() => build().catch(report), 100) })
} else {
  await build()
}

async function build() {
  const inputs = fingerprint()
  if (!process.argv.includes('--force') && unchanged(inputs)) return console.log('assets: unchanged')
  const files = new Map()
  const names = {}
  const put = (name, content) => {
    const dot = name.lastIndexOf('.')
    const hashed = `${name.slice(0, dot)}.${digest(content).slice(0, 10)}${name.slice(dot)}`
    names[name] = hashed
    files.set(hashed, Buffer.from(content))
  }

  const { default: sass } = await import('sass').then(m => ({ default: m }))
  const esbuild = await import('esbuild')
  for (const sheet of ['portal', 'work']) {
    const css = sass.compile(join(source, 'styles', `${sheet}.scss`), {
      loadPaths: [modules], quietDeps: true,
      // Bootstrap 5.3 is written with @import and Sass's old functions.
      silenceDeprecations: ['import', 'global-builtin', 'color-functions', 'if-function'],
    }).css
    put(`${sheet}.css`, (await esbuild.transform(css, { loader: 'css', minify: true, target: ['chrome100', 'firefox100', 'safari15'] })).code)
  }

  put('bpmn.woff2', readFileSync(join(modules, 'bpmn-js/dist/assets/bpmn-font/font/bpmn.woff2')))
  put('bpmn.css', (await esbuild.transform(bpmnStyles(names['bpmn.woff2']), { loader: 'css', minify: true, target: ['chrome100', 'firefox100', 'safari15'] })).code)

  const icons = readFileSync(join(source, 'icons.txt'), 'utf8').split('\n').filter(line => line && !line.startsWith('#'))
  put('icons.svg', sprite(icons))
  put('favicon.svg', readFileSync(join(source, 'favicon.svg'), 'utf8').trim())

  const scripts = await esbuild.build({
    entryPoints: [join(source, 'scripts/work.js')], bundle: true, splitting: true, format: 'esm', minify: true, write: false, outdir: target,
    entryNames: '[name].[hash]', chunkNames: '[name].[hash]', target: ['es2020'], legalComments: 'none', nodePaths: [modules],
  })
  for (const file of scripts.outputFiles) {
    const name = basename(file.path)
    // What several scripts share has no name of its own: chunk.js, chunk2.js…
    const plain = name.replace(/\.[A-Z0-9]+\.js$/, '')
    let at = 1
    while (`${plain}${at > 1 ? at : ''}.js` in names) at++
    names[`${plain}${at > 1 ? at : ''}.js`] = name
    files.set(name, Buffer.from(file.contents))
  }

  mkdirSync(target, { recursive: true })
  for (const [name, content] of files) {
    writeFileSync(join(target, name), content)
    writeFileSync(join(target, `${name}.gz`), gzipSync(content, { level: 9 }))
    writeFileSync(join(target, `${name}.br`), brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }))
  }
  writeFileSync(join(target, 'manifest.json'), JSON.stringify({ inputs, names, icons }, null, 1) + '\n')
  const keep = new Set([...files.keys()].flatMap(name => [name, `${name}.gz`, `${name}.br`]).concat('manifest.json'))
  for (const name of readdirSync(target)) if (!keep.has(name)) rmSync(join(target, name))
  weigh(names)
}

/** A hash over everything that the result depends on. */
function fingerprint() {
  const hash = createHash('sha256')
  const add = path => hash.update(path.slice(root.length)).update(readFileSync(path))
  for (const entry of readdirSync(source, { recursive: true, withFileTypes: true }).sort((a, b) => join(a.parentPath ?? a.path, a.name).localeCompare(join(b.parentPath ?? b.path, b.name)))) {
    if (entry.isFile()) add(join(entry.parentPath ?? entry.path, entry.name))
  }
  add(join(root, 'tools/assets.mjs'))
  add(join(root, 'package-lock.json'))
  return hash.digest('hex')
}

function unchanged(inputs) {
  const path = join(target, 'manifest.json')
  if (!existsSync(path)) return false
  const manifest = JSON.parse(readFileSync(path, 'utf8'))
  return manifest.inputs === inputs && Object.values(manifest.names).every(name => existsSync(join(target, name)))
}

/** The style sheets of bpmn-js with the one font file that browsers take today, and our sheet around its drawing. */
function bpmnStyles(font) {
  const parts = ['diagram-js.css', 'bpmn-js.css', 'bpmn-font/css/bpmn.css'].map(name => readFileSync(join(modules, 'bpmn-js/dist/assets', name), 'utf8'))
  const face = `@font-face { font-family: 'bpmn'; src: url('${font}') format('woff2'); }`
  return [face, ...parts.map(css => css.replace(/@charset[^;]*;/, '').replace(/@font-face\s*\{[^}]*\}/, '')), readFileSync(join(source, 'styles/bpmn.css'), 'utf8')].join('\n')
}

function sprite(icons) {
  const symbols = icons.map(name => {
    const path = join(modules, 'bootstrap-icons/icons', `${name}.svg`)
    if (!existsSync(path)) throw new Error(`icons.txt: Bootstrap Icons has no "${name}"`)
    const svg = readFileSync(path, 'utf8')
    const box = /viewBox="([^"]+)"/.exec(svg)[1]
    const inner = svg.slice(svg.indexOf('>') + 1, svg.lastIndexOf('</svg>')).replace(/\s+/g, ' ').trim()
    return `<symbol id="${name}" viewBox="${box}">${inner}</symbol>`
  })
  return `<svg xmlns="http://www.w3.org/2000/svg">${symbols.join('')}</svg>`
}

function weigh(names) {
  const over = []
  for (const [name, file] of Object.entries(names).sort()) {
    const path = join(target, `${file}.br`)
    const bytes = readFileSync(path).length
    const budget = budgets[name.replace(/^chunk\d+/, 'chunk')]
    console.log(`assets: ${name.padEnd(14)} ${String(bytes).padStart(7)} bytes brotli${budget ? ` of ${budget}` : ''}`)
    if (budget && bytes > budget) over.push(name)
  }
  if (over.length) throw new Error(`over budget: ${over.join(', ')}`)
}

function digest(content) { return createHash('sha256').update(content).digest('hex') }
function report(error) { console.error(error.message ?? error) }
