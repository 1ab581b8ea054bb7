import type { Scenario } from '../scenario.ts'
import { cold } from './cold.ts'
import { history } from './history.ts'
import { idle } from './idle.ts'
import { pair } from './pair.ts'
import { saturation } from './saturation.ts'
import { crowd, durable, rooms } from './steady.ts'

/** In the order of the table that is printed. */
export const SCENARIOS: readonly Scenario[] = [saturation, crowd, durable, rooms, cold, history, idle, pair]
