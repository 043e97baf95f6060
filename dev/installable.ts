/** What makes an app installable: its manifest, its icons, and the worker that keeps its files on the device. */
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { transformWithOxc } from 'vite'
import type { Plugin } from 'vite'
import { iconPng, iconSvg } from './draw-icon.ts'
import type { AppName } from './vite.ts'

const KEPT_BYTES_MAX = 400_000

const names: Record<AppName, { name: string; short_name: string; orientation: string }> = {
  console: { name: 'Comptoir', short_name: 'Comptoir', orientation: 'any' },
  till: { name: 'Comptoir, la caisse', short_name: 'Caisse', orientation: 'any' },
  card: { name: 'Ma carte de fidélité', short_name: 'Ma carte', orientation: 'portrait' },
}

export function manifestOf(app: AppName) {
  return {
    ...names[app],
    lang: 'fr',
    start_url: './',
    scope: './',
    display: 'standalone',
    background_color: '#fbfaf7',
    theme_color: '#fbfaf7',
    icons: [
      { src: './icon.svg', type: 'image/svg+xml', sizes: 'any' },
      { src: './icon-192.png', type: 'image/png', sizes: '192x192' },
      { src: './icon-512.png', type: 'image/png', sizes: '512x512' },
      { src: './icon-maskable-512.png', type: 'image/png', sizes: '512x512', purpose: 'maskable' },
    ],
  }
}

/** The worker's text for one build: same files, same text, so a rebuild without change updates nobody. */
export async function workerText(files: string[], contents: string): Promise<string> {
  const source = readFileSync(new URL('../ui/pwa/service-worker.ts', import.meta.url), 'utf8')
  const version = createHash('sha256').update(contents).update(files.join()).digest('hex').slice(0, 12)
  const constants = `const VERSION = '${version}'\nconst FILES = ${JSON.stringify(files)}\n`
  const { code } = await transformWithOxc(source, 'service-worker.ts')
  return constants + code
}

export function installable(app: AppName): Plugin {
  return {
    name: 'installable',
    apply: 'build',
    generateBundle: {
      order: 'post',
      async handler(_, bundle) {
        const emit = (fileName: string, source: string | Buffer) =>
          this.emitFile({ type: 'asset', fileName, source })
        emit('manifest.webmanifest', JSON.stringify(manifestOf(app)))
        emit('icon.svg', iconSvg())
        emit('icon-192.png', iconPng(192))
        emit('icon-512.png', iconPng(512))
        emit('icon-maskable-512.png', iconPng(512, 'full'))
        emit('apple-touch-icon.png', iconPng(180, 'full'))
        if (app === 'console') return
        const sizeOf = (file: (typeof bundle)[string]) =>
          file.type === 'chunk' ? Buffer.byteLength(file.code) : file.source.length
        const kept = Object.values(bundle).filter(
          (file) => file.fileName.startsWith('assets/') && sizeOf(file) <= KEPT_BYTES_MAX,
        )
        const page = bundle['index.html']
        const files = [
          ...kept.map((file) => file.fileName),
          'manifest.webmanifest',
          'icon.svg',
          'icon-192.png',
        ]
        emit('sw.js', await workerText(files.sort(), page?.type === 'asset' ? String(page.source) : ''))
      },
    },
  }
}
