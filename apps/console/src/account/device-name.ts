/** « Chrome sur Windows », from what a browser says of itself; null when it says nothing we know. Pure. */
const BROWSERS: [RegExp, string][] = [
  [/Edg(e|A|iOS)?\//, 'Edge'],
  [/OPR\/|Opera/, 'Opera'],
  [/SamsungBrowser/, 'Samsung Internet'],
  [/Firefox\/|FxiOS/, 'Firefox'],
  [/Chrome\/|CriOS/, 'Chrome'],
  [/Safari\//, 'Safari'],
]
const SYSTEMS: [RegExp, string][] = [
  [/iPhone/, 'iPhone'],
  [/iPad/, 'iPad'],
  [/Android/, 'Android'],
  [/Windows/, 'Windows'],
  [/Mac OS X|Macintosh/, 'Mac'],
  [/CrOS/, 'ChromeOS'],
  [/Linux/, 'Linux'],
]

const find = (table: [RegExp, string][], agent: string) => table.find(([sign]) => sign.test(agent))?.[1]

export function deviceName(agent: string | null): { browser: string; system: string } | null {
  const [browser, system] = [find(BROWSERS, agent ?? ''), find(SYSTEMS, agent ?? '')]
  return browser && system ? { browser, system } : null
}
