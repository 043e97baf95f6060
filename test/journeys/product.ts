/** The product as people meet it: built screens, real HTTP, a browser. Shared by the journeys. */
import { after } from 'node:test'
import assert from 'node:assert/strict'
import { mkdirSync } from 'node:fs'
import { AxeBuilder } from '@axe-core/playwright'
import type { BrowserContextOptions, Page } from 'playwright-core'
import { buildApps } from '../../dev/build.ts'
import { launchBrowser } from '../../dev/browser.ts'
import type { AppName } from '../../dev/vite.ts'
import { app } from '../shop.ts'

/** Screenshots are only kept when asked for: COMPTOIR_PICTURES=/tmp/pictures node --test test/journeys/… */
const pictures = process.env['COMPTOIR_PICTURES']

export const SIZES = {
  phone: { width: 390, height: 844 },
  tablet: { width: 820, height: 1180 },
  desk: { width: 1180, height: 820 },
} as const

/** Long, because a machine that builds has other work: what is there at once is found at once all the same. */
export const TIMEOUT_MS = 30_000

/** Builds what changed of these apps, listens on a free port, and opens a browser of its own. */
export async function openProduct(apps: readonly AppName[]) {
  await buildApps(apps)
  // localhost and not 127.0.0.1: the shop's links and the browser's keepers of secrets want a name.
  const address = await app.listen({ port: 0, host: '127.0.0.1' })
  const base = `http://localhost:${new URL(address).port}`
  const browser = await launchBrowser()
  after(() => browser.close())
  /** A device of its own, without anything kept from another. */
  const open = async (path: string, how: BrowserContextOptions = {}) => {
    const context = await browser.newContext({ locale: 'fr-FR', viewport: SIZES.desk, ...how })
    context.setDefaultTimeout(TIMEOUT_MS)
    const page = await context.newPage()
    watchErrors(page)
    await page.goto(base + path)
    return { context, page }
  }
  return { base, browser, open }
}

const broken = new WeakMap<Page, string[]>()

/** A mistake in a page must fail its journey, even when the journey goes on. */
function watchErrors(page: Page) {
  const errors: string[] = []
  broken.set(page, errors)
  page.on('pageerror', (error) => errors.push(error.stack ?? error.message))
}

export const errorsOf = (page: Page) => broken.get(page) ?? []

/** A page whose colours are still on their way from one look to the other has contrasts that nobody ever reads. */
const settled = (page: Page) =>
  page.evaluate(async () => {
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve))
    // What the last change sets in motion begins with the second frame after it.
    await frame()
    await frame()
    const ending = document
      .getAnimations()
      .filter((one) => one.effect?.getComputedTiming().endTime !== Infinity)
    await Promise.allSettled(ending.map((one) => one.finished))
  })

/** What a reader with a disability could not get past, by axe, as sentences; empty when there is nothing. */
export async function seriousProblems(page: Page): Promise<string[]> {
  await settled(page)
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'])
    .analyze()
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, help, nodes }) => nodes.map((node) => `${id}: ${help} — ${node.html.slice(0, 160)}`))
}

export async function picture(page: Page, name: string) {
  if (!pictures) return
  mkdirSync(pictures, { recursive: true })
  await page.screenshot({ path: `${pictures}/${name}.png` })
}

/** Looked at by the reader of screens where it is narrow, and where it is dark. */
const READ = ['phone light', 'desk dark']

/** A page as it is seen on each device, by day and by night. */
export async function everywhere(page: Page, name: string) {
  for (const [size, viewport] of Object.entries(SIZES))
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.setViewportSize(viewport)
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
      // Colours change slowly where nobody asked for less of it, and the kit's own a moment after the page's.
      await page.waitForFunction((scheme) => {
        const { mantineColorScheme } = document.documentElement.dataset
        return mantineColorScheme === scheme && document.getAnimations().length === 0
      }, colorScheme)
      const wide = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth)
      assert.equal(wide, false, `${name} is wider than a ${size}`)
      await picture(page, `${name}-${size}-${colorScheme}`)
      if (READ.includes(`${size} ${colorScheme}`)) assert.deepEqual(await seriousProblems(page), [], name)
    }
  await page.setViewportSize(SIZES.desk)
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' })
  assert.deepEqual(errorsOf(page), [], name)
}
