/** Writing a post beside what it will look like; saved as a whole, when one says so. */
import { Alert, Button, Checkbox, Input, Select, SegmentedControl, Textarea, TextInput } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { api } from '#ui/api.ts'
import { confirmWithCount, showDone } from '#ui/components/ask-first.tsx'
import { Section } from '#ui/components/Page.tsx'
import { failureOf } from '#ui/failure.ts'
import { paths } from '../paths.ts'
import { PostPictures } from './PostPictures.tsx'
import { PostPreview } from './PostPreview.tsx'
import { postTemplatesQuery, wordsQuery, type SocialPage } from './queries.ts'
import { useWords } from './words.ts'
import styles from './posts.module.css'

export type Draft = {
  text: string
  pictures: { picture_id: string; alt: string }[]
  link_url: string | null
  page_ids: string[]
  due_at: string | null
  template_id: string | null
  campaign_id: string | null
}
export const blank: Draft = {
  text: '',
  pictures: [],
  link_url: null,
  page_ids: [],
  due_at: null,
  template_id: null,
  campaign_id: null,
}

type Props = { post_id: string; pages: SocialPage[]; draft: Draft; saved?: boolean }

/** As a field for local times writes it. */
const localOf = (at: string) => {
  const time = new Date(at)
  return new Date(time.getTime() - time.getTimezoneOffset() * 60_000).toISOString().slice(0, 16)
}

export function PostEditor({ post_id, pages, draft, saved = false }: Props) {
  const w = useWords()
  const go = useNavigate()
  const queries = useQueryClient()
  const [post, setPost] = useState(draft)
  const [later, setLater] = useState(draft.due_at !== null)
  const [at, setAt] = useState(draft.due_at ? localOf(draft.due_at) : '')
  const [busy, setBusy] = useState(false)
  const [failed, setFailed] = useState<string>()
  const change = (changes: Partial<Draft>) => setPost((before) => ({ ...before, ...changes }))
  const written = post.text.trim() !== '' || post.pictures.length > 0
  const planned = later ? new Date(at || Number.NaN) : null
  const lacks = !written
    ? w('why_not_words')
    : post.page_ids.length === 0
      ? w('why_not_page')
      : planned && !(planned.getTime() > Date.now())
        ? w('why_not_when')
        : null
  const save = async (due_at: string | null, said: 'published' | 'planned' | 'kept') => {
    setBusy(true)
    setFailed(undefined)
    try {
      const body = { ...post, link_url: post.link_url?.trim() || null, due_at }
      await api.put('/posts/{post_id}', { params: { post_id }, body })
      await queries.invalidateQueries({ queryKey: ['/posts'] })
      showDone({ message: w(said) })
      await go({ to: paths.posts })
    } catch (error) {
      setFailed(failureOf(error).title)
      setBusy(false)
    }
  }
  const remove = async () => {
    const sure = await confirmWithCount({
      title: w('delete_title'),
      children: w('delete_body'),
      confirm: w('delete'),
      danger: true,
    })
    if (!sure) return
    await api.delete('/posts/{post_id}', { params: { post_id } })
    await queries.invalidateQueries({ queryKey: ['/posts'] })
    showDone({ message: w('deleted') })
    await go({ to: paths.posts })
  }
  return (
    <div className={styles.two}>
      <form className={styles.column} onSubmit={(event) => event.preventDefault()}>
        {failed && (
          <Alert color="red" role="alert">
            {failed}
          </Alert>
        )}
        {!saved && <FromTemplate onWords={(words) => change(words)} />}
        <Textarea
          label={w('text')}
          placeholder={w('text_example')}
          autosize
          minRows={5}
          maxLength={3000}
          value={post.text}
          onChange={(event) => change({ text: event.currentTarget.value })}
        />
        <PostPictures pictures={post.pictures} onPictures={(pictures) => change({ pictures })} />
        <TextInput
          label={w('link')}
          description={w('link_for')}
          placeholder="https://"
          type="url"
          maxLength={1000}
          value={post.link_url ?? ''}
          onChange={(event) => change({ link_url: event.currentTarget.value })}
        />
        {pages.length > 0 && (
          <Checkbox.Group
            label={w('pages')}
            value={post.page_ids}
            onChange={(page_ids) => change({ page_ids })}
          >
            <div className={styles.choices}>
              {pages.map(({ page_id, name }) => (
                <Checkbox key={page_id} value={page_id} label={name} />
              ))}
            </div>
          </Checkbox.Group>
        )}
        <Input.Wrapper label={w('when')} labelElement="div">
          <SegmentedControl
            aria-label={w('when')}
            value={later ? 'later' : 'now'}
            onChange={(value) => setLater(value === 'later')}
            data={[
              { value: 'now', label: w('when_now') },
              { value: 'later', label: w('when_later') },
            ]}
          />
        </Input.Wrapper>
        {later && (
          <TextInput
            type="datetime-local"
            label={w('when_at')}
            value={at}
            onChange={(event) => setAt(event.currentTarget.value)}
          />
        )}
        <div className={styles.deeds}>
          <Button
            loading={busy}
            disabled={lacks !== null}
            onClick={() =>
              planned
                ? void save(planned.toISOString(), 'planned')
                : void save(new Date().toISOString(), 'published')
            }
          >
            {w(later ? 'plan' : 'publish_now')}
          </Button>
          <Button variant="default" disabled={!written || busy} onClick={() => void save(null, 'kept')}>
            {w('keep')}
          </Button>
          {saved && (
            <Button variant="subtle" color="gray" onClick={() => void remove()}>
              {w('delete')}
            </Button>
          )}
        </div>
        {lacks && <p className={styles.soft}>{lacks}</p>}
      </form>
      <Section title={w('preview')}>
        <PostPreview {...post} />
      </Section>
    </div>
  )
}

type Words = Pick<Draft, 'text' | 'pictures' | 'link_url' | 'template_id'>

/** The words of a template in service; what was written already makes room only when one asks for it. */
function FromTemplate({ onWords }: { onWords: (words: Words) => void }) {
  const w = useWords()
  const queries = useQueryClient()
  const [failed, setFailed] = useState<string>()
  const templates = useQuery(postTemplatesQuery).data?.filter(({ last_version }) => last_version > 0) ?? []
  if (templates.length === 0) return null
  const take = async (template_id: string | null) => {
    if (!template_id) return
    setFailed(undefined)
    try {
      onWords(await queries.fetchQuery(wordsQuery({ template_id })))
    } catch (error) {
      setFailed(failureOf(error).title)
    }
  }
  return (
    <Select
      label={w('from')}
      placeholder={w('from_none')}
      error={failed}
      data={templates.map(({ template_id, name }) => ({ value: template_id, label: name }))}
      onChange={(template_id) => void take(template_id)}
    />
  )
}
