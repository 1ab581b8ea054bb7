/** Whether a value that was read from somewhere is of a type. Never throws, and looks at nothing but what it names. */
export type Shape<T> = (value: unknown) => value is T
export type TypeOf<S> = S extends Shape<infer T> ? T : never

type Fields = Readonly<Record<string, Shape<unknown>>>
type Optional<F> = { [K in keyof F]: undefined extends TypeOf<F[K]> ? K : never }[keyof F]
type Flat<T> = { [K in keyof T]: T[K] }
/** What an object with these fields is; further ones do not matter. */
export type FieldsOf<F> = Flat<
  { readonly [K in Exclude<keyof F, Optional<F>>]: TypeOf<F[K]> } & {
    readonly [K in Optional<F>]?: Exclude<TypeOf<F[K]>, undefined>
  }
>

export const text: Shape<string> = (value) => typeof value === 'string'
export const number: Shape<number> = (value) => typeof value === 'number'
export const flag: Shape<boolean> = (value) => typeof value === 'boolean'

export const oneOf =
  <const T extends string>(...values: readonly T[]): Shape<T> =>
  (value): value is T =>
    (values as readonly unknown[]).includes(value)

export const nullable =
  <T>(shape: Shape<T>): Shape<T | null> =>
  (value): value is T | null =>
    value === null || shape(value)

/** A field that may be left out. */
export const optional =
  <T>(shape: Shape<T>): Shape<T | undefined> =>
  (value): value is T | undefined =>
    value === undefined || shape(value)

export const listOf =
  <T>(shape: Shape<T>): Shape<readonly T[]> =>
  (value): value is readonly T[] =>
    Array.isArray(value) && value.every(shape)

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

export const mapOf =
  <T>(shape: Shape<T>): Shape<Readonly<Record<string, T>>> =>
  (value): value is Readonly<Record<string, T>> =>
    isObject(value) && Object.values(value).every(shape)

export const fields =
  <const F extends Fields>(shapes: F): Shape<FieldsOf<F>> =>
  (value): value is FieldsOf<F> =>
    isObject(value) && Object.entries(shapes).every(([name, shape]) => shape(value[name]))
