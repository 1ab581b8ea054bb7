import { Form, useActionData, useLoaderData, useNavigation } from '@remix-run/react'
import { data, redirect } from '@remix-run/node'
import { z } from 'zod'
import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import type { NewParagraph } from '#app/domain/decisions/decision.ts'
import type { Language } from '#app/domain/basics/draft.ts'
import type { ParagraphKind } from '#app/domain/basics/paragraph.ts'
import { granted } from '#app/http/answer.ts'
import { actorOf } from '#app/http/context.ts'
import { fieldsIn } from '#app/http/form.ts'
import { requireUser } from '#app/http/guards.ts'
import { Banner, EmptyState } from '#app/ui/kit/banner.tsx'
import { Button, LinkButton } from '#app/ui/kit/button.tsx'
import { DraftPage } from '#app/ui/shell/draft-page.tsx'
import { Checkbox, Field, TextArea } from '#app/ui/kit/field.tsx'
import { CsrfField } from '#app/ui/shell/viewer.tsx'
import { useMessages } from '#app/ui/kit/messages-context.tsx'
import { titled } from '#app/ui/shell/title.tsx'
import { decide } from '#app/usecases/table/decide.ts'
import { importText, previewImport } from '#app/usecases/draft/import-text.ts'
import { permit } from '#app/usecases/permit.ts'
import { readDraft } from '#app/usecases/draft/read-draft.ts'
import { Preview } from './preview.tsx'
import { sayImportRefusal, sourceIn } from './reading.ts'

const importForm = z.object({ intent: z.string(), text: z.string(), file: z.file(), furniture: z.string() })
/** Characters of a pasted text: as many as come in at all, for what is too long is refused in words. */
const MOST = 11_000_000

export const handle = titled<typeof loader>((m, found) =>
  m.product.page(m.importing.title, found.draft.title),
)

export async function loader({ context, request, params }: LoaderFunctionArgs) {
  const actor = actorOf(requireUser(context, request))
  granted(permit(actor, 'import'))
  const { header, text, organ } = granted(await readDraft(context.ports, actor, params.draft ?? ''))
  const isEmpty = text.paragraphs.length === 0
  return { draft: header, formula: organ.formula[header.originalLanguage] || organ.formula.en, isEmpty }
}

const resolves: Record<Language, string> = { en: 'RESOLVES:', es: 'RESUELVE:', fr: 'DÉCIDE:', pt: 'RESOLVE:' }

/** The fixed lines of a resolution with one empty paragraph under each. */
function formOnly(formula: string, language: Language): NewParagraph[] {
  const paragraph = (kind: ParagraphKind, text: string): NewParagraph => ({
    kind,
    level: 0,
    number: null,
    text,
    status: 'open',
    statusDate: null,
  })
  return [
    paragraph('formula', formula),
    paragraph('preambular', ''),
    paragraph('formula', resolves[language]),
    paragraph('operative', ''),
  ]
}

export async function action({ context, request, params }: ActionFunctionArgs) {
  const { ports, messages: m } = context
  const actor = actorOf(requireUser(context, request))
  granted(permit(actor, 'import'))
  const id = params.draft ?? ''
  const { header, organ } = granted(await readDraft(ports, actor, id))
  const form = await fieldsIn(request, importForm, { value: MOST, raw: true })
  const names = { paragraph: () => '', proposer: () => '' }
  if (form.get('intent') === 'form') {
    const language = header.originalLanguage
    const paragraphs = formOnly(organ.formula[language] || organ.formula.en, language)
    const filled = await decide(ports, actor, id, { kind: 'fill', paragraphs })
    if (filled.ok) return redirect(`/drafts/${id}`)
    return data({ problem: m.refusal(filled.refusal, names), preview: null, source: '' }, 422)
  }
  const source = await sourceIn(form)
  const pasted = form.get('text')
  const kept = typeof pasted === 'string' ? pasted : ''
  if (!source.ok)
    return data({ problem: sayImportRefusal(source.refusal, m), preview: null, source: kept }, 422)
  if (form.get('intent') === 'fill') {
    const options = { pageFurniture: form.get('furniture') === 'on' }
    const filled = await importText(ports, actor, id, source.value, options)
    if (filled.ok) return redirect(`/drafts/${id}`)
    const { refusal } = filled
    const said = refusal.kind.startsWith('import-')
      ? sayImportRefusal(refusal as Parameters<typeof sayImportRefusal>[0], m)
      : m.refusal(refusal as Parameters<typeof m.refusal>[0], names)
    return data({ problem: said, preview: null, source: source.value }, 422)
  }
  const preview = previewImport(source.value, { language: header.originalLanguage })
  if (!preview.ok)
    return data({ problem: sayImportRefusal(preview.refusal, m), preview: null, source: kept }, 422)
  return data({ problem: null, preview: preview.value, source: source.value })
}

export default function Import() {
  const { draft, isEmpty } = useLoaderData<typeof loader>()
  const { importing } = useMessages()
  const answer = useActionData<typeof action>()
  return (
    <DraftPage draft={draft} title={importing.title} lead={isEmpty ? importing.lead : undefined}>
      {!isEmpty ? (
        <div className="panel">
          <EmptyState
            title={importing.notEmpty}
            action={
              <LinkButton tone="primary" to={`/drafts/${draft.id}`}>
                {importing.toTable}
              </LinkButton>
            }
          >
            {null}
          </EmptyState>
        </div>
      ) : answer?.preview ? (
        <Understood preview={answer.preview} source={answer.source} />
      ) : (
        <Ask problem={answer?.problem ?? null} source={answer?.source ?? ''} />
      )}
    </DraftPage>
  )
}

function Ask({ problem, source }: { problem: string | null; source: string }) {
  const { formula } = useLoaderData<typeof loader>()
  const { importing } = useMessages()
  const navigation = useNavigation()
  const reading = navigation.formData?.get('intent') === 'read'
  return (
    <div className="stack">
      <Form method="post" encType="multipart/form-data" className="form panel">
        <CsrfField />
        {problem && <Banner tone="warn">{problem}</Banner>}
        <TextArea
          label={importing.paste}
          hint={importing.pasteHint}
          name="text"
          rows={14}
          className="words"
          defaultValue={source}
          key={source}
        />
        <Field label={importing.file} hint={importing.fileHint}>
          {(wired) => <input className="input" type="file" name="file" accept=".txt,text/plain" {...wired} />}
        </Field>
        <div className="row">
          <Button tone="primary" size="large" type="submit" name="intent" value="read" busy={reading}>
            {reading ? importing.reading : importing.read}
          </Button>
        </div>
      </Form>
      <Form method="post" encType="multipart/form-data" className="panel">
        <CsrfField />
        <div className="act-with-hint">
          <p>{importing.formHint(formula)}</p>
          <Button type="submit" name="intent" value="form">
            {importing.form}
          </Button>
        </div>
      </Form>
    </div>
  )
}

type Found = NonNullable<NonNullable<ReturnType<typeof useActionData<typeof action>>>['preview']>

function Understood({ preview, source }: { preview: Found; source: string }) {
  const { draft } = useLoaderData<typeof loader>()
  const { importing } = useMessages()
  const filling = useNavigation().formData?.get('intent') === 'fill'
  return (
    <div className="stack">
      <Form method="post" encType="multipart/form-data" className="panel fill-bar">
        <CsrfField />
        <textarea name="text" value={source} readOnly hidden />
        {preview.imported.counts.pageFurniture > 0 && (
          <Checkbox name="furniture" label={importing.furnitureKeep} />
        )}
        <div className="row">
          <Button tone="primary" size="large" type="submit" name="intent" value="fill" busy={filling}>
            {filling ? importing.filling : importing.fill}
          </Button>
          <LinkButton tone="ghost" size="large" to={`/drafts/${draft.id}/import`} reloadDocument>
            {importing.again}
          </LinkButton>
        </div>
      </Form>
      <Preview {...preview} source={source} />
    </div>
  )
}
