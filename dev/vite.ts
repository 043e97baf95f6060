/**
 * How the three apps are built and served while working on them: one configuration, told apart by name.
 * `node dev/vite.ts console 5173` serves one app with hot reload and passes /api on to the program.
 */
import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { createServer } from 'vite'
import type { InlineConfig, Plugin } from 'vite'
import { installable } from './installable.ts'

export type AppName = 'console' | 'till' | 'card'
export const appNames: readonly AppName[] = ['console', 'till', 'card']
export const isAppName = (name: unknown): name is AppName => appNames.includes(name as AppName)

const root = fileURLToPath(new URL('..', import.meta.url))

/** In production the server writes <base>; while developing, this does. */
const writesBase: Plugin = {
  name: 'writes-base',
  apply: 'serve',
  transformIndexHtml: () => [{ tag: 'base', attrs: { href: '/' }, injectTo: 'head-prepend' }],
}

export function viteConfig(app: AppName): InlineConfig {
  return {
    configFile: false,
    root: `${root}apps/${app}`,
    base: './',
    publicDir: false,
    cacheDir: `${root}.cache/vite-${app}`,
    plugins: [react(), writesBase, installable(app)],
    build: {
      outDir: `${root}dist/${app}`,
      emptyOutDir: true,
      manifest: true,
      reportCompressedSize: false,
      modulePreload: { polyfill: false },
      chunkSizeWarningLimit: 2000,
      // Small files stay files: a data: address would need a wider content policy.
      assetsInlineLimit: 0,
    },
    logLevel: 'warn',
  }
}

if (process.argv[1] === import.meta.filename) {
  const [app = 'console', port = '5173', api = 'http://127.0.0.1:4000'] = process.argv.slice(2)
  if (!isAppName(app)) throw new Error(`no app is called ${app}: choose ${appNames.join(', ')}`)
  const server = await createServer({
    ...viteConfig(app),
    base: '/',
    server: { port: Number(port), strictPort: true, proxy: { '/api': api } },
  })
  await server.listen()
  server.printUrls()
}
