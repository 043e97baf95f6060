/** One post: written while nobody has seen it, followed afterwards. */
import { Alert } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useState } from 'react'
import { newId } from '#lib/id.ts'
import { ErrorState } from '#ui/components/ErrorState.tsx'
import { Page, Section } from '#ui/components/Page.tsx'
import { TextSkeleton } from '#ui/components/Skeletons.tsx'
import { useFormats } from '#ui/words.ts'
import { paths } from '../paths.ts'
import { useRole } from '../shell/role.ts'
import { blank, PostEditor, type Draft } from './PostEditor.tsx'
import { PostPreview } from './PostPreview.tsx'
import { Publications } from './Publications.tsx'
import { pagesQuery, postQuery, wordsQuery, type Post } from './queries.ts'
import { useWords } from './words.ts'
import styles from './posts.module.css'

const route = getRouteApi('/shell/messages/posts/$post_id')
const new_route = getRouteApi('/shell/messages/posts/new')

export function NewPostPage() {
  const w = useWords()
  const { template, campaign } = new_route.useSearch()
  const [post_id] = useState(newId)
  const from = { ...(template && { template_id: template }), ...(campaign && { campaign_id: campaign }) }
  const asked = template !== undefined || campaign !== undefined
  const words = useQuery({ ...wordsQuery(from), enabled: asked })
  const pages = useQuery(pagesQuery)
  const ready = pages.data !== undefined && (!asked || words.data !== undefined || words.error !== null)
  return (
    <Page title={w('write')} breadcrumbs={[{ label: w('title'), to: paths.posts }]}>
      {words.error && <Alert color="orange">{w('from_failed')}</Alert>}
      {pages.error && !pages.data && <ErrorState error={pages.error} onRetry={() => void pages.refetch()} />}
      {ready ? (
        <PostEditor
          post_id={post_id}
          pages={pages.data}
          // What is already there on the only page there is needs no choosing.
          draft={{
            ...blank,
            ...(words.data && { ...words.data, campaign_id: campaign ?? null }),
            page_ids: pages.data.length === 1 ? [pages.data[0]!.page_id] : [],
          }}
        />
      ) : (
        !pages.error && <TextSkeleton lines={8} />
      )}
    </Page>
  )
}

export function PostPage() {
  const w = useWords()
  const { post_id } = route.useParams()
  const { data: post, error, refetch } = useQuery(postQuery(post_id))
  const pages = useQuery(pagesQuery)
  return (
    <Page title={w('edit')} breadcrumbs={[{ label: w('title'), to: paths.posts }]}>
      {error && !post && <ErrorState error={error} onRetry={() => void refetch()} />}
      {(!post || !pages.data) && !error && <TextSkeleton lines={8} />}
      {post && pages.data && <OnePost post={post} pages={pages.data} />}
    </Page>
  )
}

const UNSEEN = new Set(['draft', 'planned'])

function OnePost({ post, pages }: { post: Post; pages: Parameters<typeof PostEditor>[0]['pages'] }) {
  const w = useWords()
  const f = useFormats()
  const writes = useRole().among('owner', 'marketing')
  const untried = post.publications.every(({ state, why }) => state === 'planned' && why === null)
  if (writes && UNSEEN.has(post.standing) && untried)
    return <PostEditor key={post.post_id} post_id={post.post_id} pages={pages} draft={draftOf(post)} saved />
  return (
    <div className={styles.two}>
      <div className={styles.column}>
        {!writes && <p className={styles.soft}>{w('read_only')}</p>}
        {post.standing === 'planned' && post.due_at && (
          <p className={styles.soft}>{w('planned_at', { when: f.dateTime(post.due_at) })}</p>
        )}
        <Section title={w('on_pages')}>
          <Publications post={post} writes={writes} />
        </Section>
        {post.link_url && <p className={styles.soft}>{w('followed', { count: post.followed })}</p>}
      </div>
      <Section title={w('preview')}>
        <PostPreview {...post} />
      </Section>
    </div>
  )
}

const draftOf = (post: Post): Draft => ({
  text: post.text,
  pictures: post.pictures,
  link_url: post.link_url,
  page_ids: post.publications.map(({ page_id }) => page_id),
  due_at: post.due_at,
  template_id: post.template_id,
  campaign_id: post.campaign_id,
})
