import type { BrokenChain } from '../chain.ts'
import type { CoverFault } from './cover.ts'
import type { PaperFault } from './frozen.ts'
import type { HeadFault } from './head.ts'

export type LogFault =
  /** The update cannot be read. */
  | { kind: 'unreadable'; update: number }
  /** Updates before this one are missing. */
  | { kind: 'gap'; update: number }
  /** The checksum of the snapshot is wrong. A room opens without it: the log has everything. */
  | { kind: 'damaged-snapshot'; upTo: number }
  /** The snapshot is whole and yet tells something else than the updates up to it. */
  | { kind: 'other-snapshot'; upTo: number }

/** What is not whole in what is kept of a room. */
export type Fault = BrokenChain | HeadFault | PaperFault | CoverFault | LogFault
