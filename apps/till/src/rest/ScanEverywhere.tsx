/** The scanner that types is heard on every screen, whatever has the focus. */
import { useWedgeScanner } from '#ui/scan/use-wedge-scanner.ts'
import { takeScan } from './take-scan.ts'

export function ScanEverywhere() {
  useWedgeScanner((text) => void takeScan(text))
  return null
}
