import { keepImported, keepIssued } from './draft/agreed-language.ts'
import type { Ports, SideJob } from './ports.ts'
import { tellBridging } from './table/bridging.ts'

type Asked = Pick<Ports, 'rooms' | 'drafts' | 'revisions' | 'passages' | 'bridging' | 'clock'>
type Of<K extends SideJob['kind']> = Extract<SideJob, { kind: K }>

const handlers: { [K in SideJob['kind']]: (ports: Asked, job: Of<K>) => Promise<unknown> } = {
  'index-revision': (ports, { draft, number }) => keepIssued(ports, draft, number),
  'index-import': (ports, { draft }) => keepImported(ports, draft),
  'let-go': ({ rooms }, { copy, by, proposals }) =>
    rooms.makeStatement(copy, by, { kind: 'let-go', proposals }),
  'tell-bridging': (ports, { by, ...told }) => tellBridging(ports, by, told),
}

/** Tries once. Throws where it could not be done; what is refused is nobody's to do any more. */
export async function attempt<J extends SideJob>(ports: Asked, job: J): Promise<void> {
  const handler = handlers[job.kind] as (ports: Asked, job: J) => Promise<unknown>
  await handler(ports, job)
}
