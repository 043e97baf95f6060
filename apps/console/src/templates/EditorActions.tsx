/** What is done with a template: undone, tested, put in service, copied, put away, taken from an earlier version. */
import { useState } from 'react'
import { ActionIcon, Button, Drawer, Menu, Tooltip } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { newId } from '#lib/id.ts'
import { api } from '#ui/api.ts'
import { confirmWithCount, showDone } from '#ui/components/ask-first.tsx'
import { failureOf } from '#ui/failure.ts'
import { IconArrowBackUp, IconArrowForwardUp, IconDots, IconHistory, IconMail } from '#ui/icons.ts'
import { stopAtWrongField } from '#ui/stop-at-wrong-field.ts'
import { useFormats } from '#ui/words.ts'
import { paths } from '../paths.ts'
import { templateQuery, useRefreshTemplates, usesQuery, versionsQuery } from './queries.ts'
import type { EditorProps } from './TemplatePage.tsx'
import { useWords } from './words.ts'
import styles from './templates.module.css'

export function EditorActions(props: EditorProps) {
  const { template, editor, may_write, preview, language } = props
  const w = useWords()
  const [showVersions, setShowVersions] = useState(false)
  const serve = useServe(props)
  const errors = (preview.data?.findings ?? []).filter(({ level }) => level === 'error').length
  const queries = useQueryClient()
  /** Campaigns that are still to go will say what is put in service now: that is said before. */
  const askToServe = async () => {
    const { items } = await queries.fetchQuery({ ...usesQuery(template.template_id), staleTime: 0 })
    const waiting = items.filter(({ launched }) => !launched)
    const sure =
      waiting.length === 0 ||
      (await confirmWithCount({
        title: w('serve_title'),
        children: w('serve_used', {
          count: waiting.length,
          names: waiting.map(({ name }) => `« ${name} »`).join(', '),
        }),
        confirm: w('serve'),
      }))
    if (sure) serve.mutate()
  }
  const isHeld = editor.written.purpose === 'marketing' && errors > 0
  return (
    <>
      {may_write && (
        <>
          <Tooltip label={w('undo')}>
            <ActionIcon
              variant="default"
              size="lg"
              aria-label={w('undo')}
              disabled={!editor.can_undo}
              onClick={editor.undo}
            >
              <IconArrowBackUp size={18} stroke={1.75} />
            </ActionIcon>
          </Tooltip>
          <Tooltip label={w('redo')}>
            <ActionIcon
              variant="default"
              size="lg"
              aria-label={w('redo')}
              disabled={!editor.can_redo}
              onClick={editor.redo}
            >
              <IconArrowForwardUp size={18} stroke={1.75} />
            </ActionIcon>
          </Tooltip>
        </>
      )}
      {may_write && template.channel === 'email' && <TestButton {...props} />}
      <MoreMenu {...props} onVersions={() => setShowVersions(true)} />
      {may_write && (
        <Tooltip label={w('findings_errors', { count: errors })} disabled={!isHeld}>
          <Button
            loading={serve.isPending}
            // Still in the order of the keyboard, so that its reason is heard.
            data-disabled={isHeld || undefined}
            aria-disabled={isHeld || undefined}
            onClick={() => !stopAtWrongField() && !isHeld && void askToServe()}
          >
            {template.last_version === 0
              ? w('serve')
              : w('serve_again', { version: template.last_version + 1 })}
          </Button>
        </Tooltip>
      )}
      <Drawer
        opened={showVersions}
        onClose={() => setShowVersions(false)}
        position="right"
        title={w('versions')}
        closeButtonProps={{ 'aria-label': w('close') }}
      >
        {showVersions && <Versions {...props} onDone={() => setShowVersions(false)} key={language} />}
      </Drawer>
    </>
  )
}

function useServe({ template, editor }: EditorProps) {
  const w = useWords()
  const queries = useQueryClient()
  const refresh = useRefreshTemplates()
  const { template_id, last_version } = template
  return useMutation({
    mutationFn: async () => {
      await editor.save()
      return api.put('/templates/{template_id}/versions/{version}', {
        params: { template_id, version: String(last_version + 1) as never },
      })
    },
    onSuccess: async ({ version }) => {
      queries.setQueryData(templateQuery(template_id).queryKey, { ...template, last_version: version })
      await refresh()
      showDone({ message: w('serve_done', { version }) })
    },
    onError: (error) => showDone({ message: failureOf(error).title }),
  })
}

function TestButton({ template, editor, language, search }: EditorProps) {
  const w = useWords()
  const test = useMutation({
    mutationFn: () =>
      api.put('/template-tests/{message_id}', {
        params: { message_id: newId() },
        body: {
          channel: template.channel,
          purpose: editor.written.purpose,
          language,
          variant: editor.written.draft[language]!,
          customer_id: search.customer ?? null,
        },
      }),
    onSuccess: ({ recipient }) => showDone({ message: w('test_sent', { recipient }) }),
    onError: (error) => showDone({ message: failureOf(error).title }),
  })
  return (
    <Button
      variant="default"
      leftSection={<IconMail size={18} stroke={1.75} />}
      loading={test.isPending}
      disabled={!editor.written.draft[language]}
      onClick={() => !stopAtWrongField() && test.mutate()}
    >
      {w('test_send')}
    </Button>
  )
}

function MoreMenu({
  template,
  editor,
  language,
  may_write,
  onVersions,
}: EditorProps & { onVersions: () => void }) {
  const w = useWords()
  const navigate = useNavigate()
  const queries = useQueryClient()
  const refresh = useRefreshTemplates()
  const { template_id, channel } = template
  const copy = useMutation({
    mutationFn: () =>
      api.put('/templates/{template_id}', {
        params: { template_id: newId() },
        body: { ...editor.written, name: w('copy_of', { name: editor.written.name }).slice(0, 120), channel },
      }),
    onSuccess: async (made) => {
      await refresh()
      showDone({ message: w('duplicated') })
      void navigate({ to: paths.template, params: { template_id: made.template_id } })
    },
  })
  const archive = useMutation({
    mutationFn: (wanted: boolean) =>
      wanted
        ? api.put('/templates/{template_id}/archiving', { params: { template_id } })
        : api.delete('/templates/{template_id}/archiving', { params: { template_id } }),
    onSuccess: async (_, wanted) => {
      await queries.invalidateQueries(templateQuery(template_id))
      await refresh()
      showDone({
        message: w(wanted ? 'archived' : 'unarchived'),
        ...(wanted && { onUndo: () => archive.mutate(false) }),
      })
    },
    onError: (error) => showDone({ message: failureOf(error).title }),
  })
  const both = editor.written.draft.fr !== null && editor.written.draft.en !== null
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon variant="default" size="lg" aria-label={w('more_actions')}>
          <IconDots size={18} stroke={1.75} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconHistory size={18} stroke={1.75} />} onClick={onVersions}>
          {w('versions')}
        </Menu.Item>
        <Menu.Item onClick={() => copy.mutate()}>{w('duplicate')}</Menu.Item>
        {may_write && both && (
          <Menu.Item onClick={() => editor.setVariant(language, null)}>{w('remove_variant')}</Menu.Item>
        )}
        <Menu.Item onClick={() => archive.mutate(template.archived_at === null)}>
          {w(template.archived_at === null ? 'archive' : 'unarchive')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}

function Versions({ template, editor, may_write, onDone }: EditorProps & { onDone: () => void }) {
  const w = useWords()
  const f = useFormats()
  const { template_id } = template
  const versions = useQuery(versionsQuery(template_id)).data?.items
  const restore = useMutation({
    mutationFn: (version: number) =>
      api.get('/templates/{template_id}/versions/{version}', {
        params: { template_id, version: String(version) as never },
      }),
    onSuccess: ({ content, version }) => {
      editor.set({ draft: content })
      showDone({ message: w('restored', { version }), onUndo: editor.undo })
      onDone()
    },
  })
  if (versions?.length === 0) return <p className={styles.soft}>{w('versions_none')}</p>
  return (
    <ul className={styles.versions}>
      {versions?.map(({ version, written_at }) => (
        <li key={version}>
          <span>
            <strong>{w('version', { version })}</strong>
            <br />
            <span className={styles.soft}>{f.dateTime(written_at)}</span>
          </span>
          {may_write && (
            <Button
              variant="default"
              size="compact-md"
              loading={restore.isPending}
              onClick={() => restore.mutate(version)}
            >
              {w('restore')}
            </Button>
          )}
        </li>
      ))}
    </ul>
  )
}
