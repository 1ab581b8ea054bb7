/** The part of a browser's local storage that is used here. */
export class LocalStorage {
  setItem(key: string, value: string) {
    Object.assign(this, { [key]: value })
  }
  getItem(key: string): string | null {
    return ((this as Record<string, unknown>)[key] as string | undefined) ?? null
  }
  removeItem(key: string) {
    delete (this as Record<string, unknown>)[key]
  }
}
