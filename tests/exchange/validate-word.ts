import { readFileSync } from 'node:fs'
import {
  XmlDocument,
  XmlValidateError,
  XsdValidator,
  xmlRegisterInputProvider,
  type XmlInputProvider,
} from 'libxml2-wasm'

/** Markup compatibility, which the schemas import and no file of ours uses. */
const COMPATIBILITY =
  '<xsd:schema xmlns:xsd="http://www.w3.org/2001/XMLSchema" targetNamespace="http://schemas.openxmlformats.org/markup-compatibility/2006">' +
  '<xsd:attribute name="Ignorable" type="xsd:string"/></xsd:schema>'

let validator: Promise<XsdValidator> | null = null

const roots: Record<string, true> = {
  'word/document.xml': true,
  'word/styles.xml': true,
  'word/settings.xml': true,
  'word/footnotes.xml': true,
  'word/header1.xml': true,
  'word/comments.xml': true,
}

/** The complaints of libxml2 about each part of a Word file; empty when it is valid. */
export async function validateWord(schemas: URL, parts: Record<string, string>): Promise<string[]> {
  validator ??= Promise.resolve(load(schemas))
  const xsd = await validator
  return Object.entries(parts)
    .filter(([name]) => roots[name])
    .flatMap(([name, content]) => {
      const document = XmlDocument.fromString(content)
      try {
        xsd.validate(document)
        return []
      } catch (error) {
        if (!(error instanceof XmlValidateError)) throw error
        return [`${name}: ${error.message}`]
      } finally {
        document.dispose()
      }
    })
}

function load(schemas: URL): XsdValidator {
  const open = new Map<number, { content: Uint8Array; at: number }>()
  let last = 0
  const provider: XmlInputProvider = {
    match: (name) => name.endsWith('.xsd'),
    open(name) {
      const file = name.split('/').at(-1) ?? ''
      const content =
        file === 'mc.xsd' ? new TextEncoder().encode(COMPATIBILITY) : readFileSync(new URL(file, schemas))
      open.set(++last, { content, at: 0 })
      return last
    },
    read(handle, into) {
      const file = open.get(handle)
      if (!file) return -1
      const chunk = file.content.subarray(file.at, file.at + into.byteLength)
      into.set(chunk)
      file.at += chunk.byteLength
      return chunk.byteLength
    },
    close: (handle) => open.delete(handle),
  }
  xmlRegisterInputProvider(provider)
  const source = readFileSync(new URL('wml.xsd', schemas), 'utf8').replace(
    '<xsd:import namespace="http://www.w3.org/XML/1998/namespace"/>',
    '<xsd:import namespace="http://www.w3.org/XML/1998/namespace" schemaLocation="xml.xsd"/>',
  )
  return XsdValidator.fromDoc(XmlDocument.fromString(source, { url: 'schemas/wml.xsd' }))
}
