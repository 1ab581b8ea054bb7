/** A socket that asks before it sends, and tells when it hears something. */
export function gatedSocket(maySend: (message: unknown) => boolean, heard: () => void): typeof WebSocket {
  return class extends WebSocket {
    constructor(url: string | URL, protocols?: string | string[]) {
      super(url, protocols)
      this.addEventListener('message', heard)
    }
    override send(data: string | ArrayBufferLike | Blob | ArrayBufferView) {
      if (maySend(data)) super.send(data)
    }
  }
}
