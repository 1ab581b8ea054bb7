/** A socket that asks before it sends, and tells when it hears something. */
export function gatedSocket(mayGo: (message: unknown) => boolean, heard: () => void): typeof WebSocket {
  return class extends WebSocket {
    constructor(url: string | URL, protocols?: string | string[]) {
      super(url, protocols)
      this.addEventListener('message', heard)
    }
    override send(data: string | ArrayBufferLike | Blob | ArrayBufferView) {
      if (mayGo(data)) super.send(data)
    }
  }
}
