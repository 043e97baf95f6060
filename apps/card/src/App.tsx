/** Which screen the address asks for. */
import { Frame } from './shell/Frame.tsx'

export function App() {
  return <Frame>{null}</Frame>
}
