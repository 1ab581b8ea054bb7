// Where the servers of a run spent their time, by the processor's profiles that it kept:
//
//     npx tsx tests/bench/load/run.ts crowd --targets postgres --rounds 1 --profile /tmp/crowd
//     npx tsx tests/bench/load/figures/profile.ts /tmp/crowd
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

/** As V8 writes it. Times in µs. */
export type Profile = {
  nodes: { id: number; callFrame: { functionName: string; url: string }; children?: number[] }[]
  samples: number[]
  timeDeltas: number[]
}

/** A part of the time that was not idle, 0 to 1. `what`: a package, or a file and function of the server's own. */
export type Part = { what: string; share: number }

const IDLE = '(idle)'

/** "pg", "@prisma/client"; null for a file of the server's own. */
const packageIn = (url: string): string | null =>
  /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(url)?.[1] ?? null

/**
 * Parts of a profile, the largest first. What Node itself does (a write to a socket, a timer) counts for whoever
 * called it.
 */
export function partsOf({ nodes, samples, timeDeltas }: Profile): Part[] {
  const parents = new Map(nodes.flatMap(({ id, children = [] }) => children.map((child) => [child, id])))
  const byId = new Map(nodes.map((node) => [node.id, node.callFrame]))
  const callerOf = (sampled: number): string => {
    for (let id: number | undefined = sampled; id !== undefined; id = parents.get(id)) {
      const { functionName, url } = byId.get(id)!
      if (url && !url.startsWith('node:')) return packageIn(url) ?? (functionName || '(anonymous)')
    }
    const { functionName } = byId.get(sampled)!
    return functionName.startsWith('(') ? functionName : 'Node'
  }
  const times = new Map<string, number>()
  for (const [at, sampled] of samples.entries()) {
    const what = callerOf(sampled)
    times.set(what, (times.get(what) ?? 0) + (timeDeltas[at] ?? 0))
  }
  times.delete(IDLE)
  const whole = [...times.values()].reduce((sum, time) => sum + time, 0)
  return [...times]
    .map(([what, time]) => ({ what, share: time / whole }))
    .sort((one, other) => other.share - one.share)
}

function print(folder: string) {
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.cpuprofile'))) {
    console.log(file)
    const parts = partsOf(JSON.parse(readFileSync(join(folder, file), 'utf8')) as Profile)
    for (const { what, share } of parts.slice(0, 20))
      console.log(`  ${(share * 100).toFixed(1).padStart(5)} %  ${what}`)
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) print(process.argv[2] ?? '.')
