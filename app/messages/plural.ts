/** The forms of a counted word; `#` stands for the number, written as the language writes it. */
export type Forms = Partial<Record<Intl.LDMLPluralRule, string>> & { other: string }

/** Says a number with its word: `counting('en')(2, { one: '# bracket', other: '# brackets' })`. */
export function counting(locale: string): (count: number, forms: Forms) => string {
  const rules = new Intl.PluralRules(locale)
  const digits = new Intl.NumberFormat(locale)
  return (count, forms) => (forms[rules.select(count)] ?? forms.other).replace('#', digits.format(count))
}

/** Says a list: "Mexico, Jamaica and Chile". */
export function listing(locale: string): (items: readonly string[]) => string {
  const format = new Intl.ListFormat(locale, { style: 'long', type: 'conjunction' })
  return (items) => format.format(items)
}
