/** First stop of the Tab key: past the navigation, to the page. */
import { houseWords } from '../house-words.ts'

export function SkipLink() {
  const w = houseWords.useWords()
  const skip = (event: { preventDefault: () => void }) => {
    // A hash in the address would be the router's: the focus is moved by hand.
    event.preventDefault()
    document.getElementById('content')?.focus()
  }
  return (
    <a href="#content" className="skip-link" onClick={skip}>
      {w('skip_to_content')}
    </a>
  )
}
