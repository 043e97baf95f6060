/** What was published, what will be, and what did not get there. */
import { Alert, Button } from '@mantine/core'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { EmptyState } from '#ui/components/EmptyState.tsx'
import { ErrorState } from '#ui/components/ErrorState.tsx'
import { Page } from '#ui/components/Page.tsx'
import { TextSkeleton } from '#ui/components/Skeletons.tsx'
import { IconMessage, IconPlus } from '#ui/icons.ts'
import { addressOfPicture } from '#ui/pictures.ts'
import { useFormats } from '#ui/words.ts'
import { MessageTabs } from '../campaigns/MessageTabs.tsx'
import { paths } from '../paths.ts'
import { useRole } from '../shell/role.ts'
import { pagesQuery, postsQuery, type Post } from './queries.ts'
import { useWords } from './words.ts'
import styles from './posts.module.css'

export function PostsPage() {
  const w = useWords()
  const writes = useRole().among('owner', 'marketing')
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } =
    useInfiniteQuery(postsQuery)
  const pages = useQuery(pagesQuery).data
  const posts = data?.pages.flatMap(({ items }) => items)
  const begin = (
    <Button component={Link} to={paths.new_post} leftSection={<IconPlus size={18} stroke={1.75} />}>
      {w('new')}
    </Button>
  )
  return (
    <Page title={w('title')} lead={w('lead')} actions={writes && posts && posts.length > 0 && begin}>
      <MessageTabs />
      {pages?.length === 0 && (
        <Alert color="gray">
          {w('no_page')}{' '}
          <Link to={paths.social_pages} className={styles.see}>
            {w('to_pages')}
          </Link>
        </Alert>
      )}
      {error && !posts && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!posts && !error && <TextSkeleton lines={6} />}
      {posts?.length === 0 && (
        <EmptyState picture="nothing" title={w('none')} action={writes && begin}>
          {w('none_for')}
        </EmptyState>
      )}
      {posts && posts.length > 0 && (
        <ul className={styles.posts}>
          {posts.map((post) => (
            <PostRow key={post.post_id} post={post} />
          ))}
        </ul>
      )}
      {hasNextPage && (
        <Button
          variant="default"
          className={styles.start}
          loading={isFetchingNextPage}
          onClick={() => void fetchNextPage()}
        >
          {w('more')}
        </Button>
      )}
    </Page>
  )
}

function PostRow({ post }: { post: Post }) {
  const w = useWords()
  const f = useFormats()
  const { post_id, text, pictures, standing, due_at, written_at, publications, followed, link_url } = post
  const published_at = publications.flatMap((one) => one.published_at ?? []).toSorted()[0]
  const when =
    standing === 'planned' && due_at
      ? w('planned_at', { when: f.dateTime(due_at) })
      : published_at
        ? w('published_at', { when: f.dateTime(published_at) })
        : w('written_at', { when: f.dateTime(written_at) })
  const [picture] = pictures
  return (
    <li>
      <Link to={paths.post} params={{ post_id }} className={styles.post}>
        {picture ? (
          <img
            src={addressOfPicture(picture.picture_id)}
            alt={picture.alt}
            className={styles.thumb}
            loading="lazy"
          />
        ) : (
          <span className={styles.thumb}>
            <IconMessage size={24} stroke={1.75} aria-hidden />
          </span>
        )}
        <span className={styles.about}>
          <span className={styles.first}>{text.split('\n')[0] || w('no_words')}</span>
          <span className={styles.soft}>
            {[when, publications.map(({ page_name }) => page_name).join(', ')].filter(Boolean).join(' · ')}
          </span>
          {link_url && published_at && (
            <span className={styles.soft}>{w('followed', { count: followed })}</span>
          )}
        </span>
        <span className={styles.standing} data-standing={standing}>
          {w(`standing_${standing}`)}
        </span>
      </Link>
    </li>
  )
}
