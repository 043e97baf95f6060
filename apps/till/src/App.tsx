/** Which screen the address asks for. */
import { NotFound } from '#ui/components/NotFound.tsx'
import { Link } from '#ui/light/Link.tsx'
import { matchPath, usePath } from '#ui/light/route.ts'
import { houseWords } from '#ui/house-words.ts'
import { paths } from './paths.ts'
import { RestScreen } from './rest/RestScreen.tsx'

export function App() {
  const w = houseWords.useWords()
  const { path } = usePath()
  if (matchPath(paths.rest, path)) return <RestScreen />
  return <NotFound way_out={<Link to={paths.rest}>{w('go_home')}</Link>} />
}
