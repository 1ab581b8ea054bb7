import { Prisma } from '../generated/client.ts'

/** Thrown by a store when something that must be the only one of its kind exists already. */
export class Taken extends Error {
  override name = 'Taken'
  constructor(readonly what: 'email' | 'symbol' | 'number') {
    super(`This ${what} is taken.`)
  }
}

/** Passes the outcome on; a unique key that is there already becomes `Taken`. */
export async function unlessTaken<T>(what: Taken['what'], work: Promise<T>): Promise<T> {
  try {
    return await work
  } catch (error) {
    if (isTaken(error)) throw new Taken(what)
    throw error
  }
}

/** P2002: Prisma's code for a unique constraint. */
const isTaken = (error: unknown): boolean =>
  error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2002'
