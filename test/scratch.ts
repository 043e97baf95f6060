/** Folders of tests, that are gone when they end. */
import { mkdtempSync, rmSync } from 'node:fs'
import { after } from 'node:test'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export function scratchFolder(name: string): string {
  const folder = mkdtempSync(join(tmpdir(), `comptoir-${name}-`))
  after(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}
