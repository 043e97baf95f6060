/** What became of a post on each page, and what a person has to do about it. */
import { Button } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { api } from '#ui/api.ts'
import { confirmWithCount, showDone } from '#ui/components/ask-first.tsx'
import { failureOf } from '#ui/failure.ts'
import { IconExternalLink } from '#ui/icons.ts'
import { useFormats } from '#ui/words.ts'
import { paths } from '../paths.ts'
import type { Post, Publication } from './queries.ts'
import { useWords } from './words.ts'
import styles from './posts.module.css'

export function Publications({ post, writes }: { post: Post; writes: boolean }) {
  return (
    <ul className={styles.publications}>
      {post.publications.map((one) => (
        <OnePage key={one.page_id} post_id={post.post_id} one={one} writes={writes} />
      ))}
    </ul>
  )
}

/** The key or the right must be renewed where pages are connected. */
const AT_PAGES = new Set(['token_expired', 'not_allowed', 'page_gone'])

function OnePage({ post_id, one, writes }: { post_id: string; one: Publication; writes: boolean }) {
  const w = useWords()
  const f = useFormats()
  const queries = useQueryClient()
  const { page_id, page_name: page, state, why, address, published_at, due_at } = one
  const answer = async (said: 'published' | 'again') => {
    if (said === 'again' && state === 'unknown') {
      const title = w('again_title', { page })
      if (!(await confirmWithCount({ title, children: w('again_body'), confirm: w('again') }))) return
    }
    try {
      const params = { post_id, page_id }
      await api.put('/posts/{post_id}/publications/{page_id}/answer', { params, body: { answer: said } })
      showDone({ message: w(said === 'again' ? 'again_done' : 'is_there_done') })
    } catch (error) {
      showDone({ message: failureOf(error).title })
    }
    await queries.invalidateQueries({ queryKey: ['/posts'] })
  }
  const unsure = state === 'unknown' && why === 'away'
  return (
    <li className={styles.publication}>
      <div className={styles.publicationHead}>
        <strong>{page}</strong>
        <span className={styles.standing} data-standing={state}>
          {w(`state_${state}`)}
        </span>
      </div>
      {published_at && <p className={styles.soft}>{w('published_at', { when: f.dateTime(published_at) })}</p>}
      {why && state !== 'published' && (
        <p className={styles.why}>
          {w(unsure ? 'why_away_unknown' : `why_${why}`)}{' '}
          {state === 'planned' && due_at && w('retry_at', { when: f.dateTime(due_at) })}
        </p>
      )}
      <div className={styles.ways}>
        {address && (
          <a href={address} target="_blank" rel="noreferrer" className={styles.see}>
            {w('see', { page })} <IconExternalLink size={16} stroke={1.75} aria-hidden />
          </a>
        )}
        {writes && why && AT_PAGES.has(why) && (
          <Button component={Link} to={paths.social_pages} variant="default">
            {w('to_pages')}
          </Button>
        )}
        {writes && state === 'unknown' && (
          <Button onClick={() => void answer('published')}>{w('is_there')}</Button>
        )}
        {writes && (state === 'unknown' || state === 'failed') && (
          <Button variant="default" onClick={() => void answer('again')}>
            {w('again')}
          </Button>
        )}
      </div>
    </li>
  )
}
