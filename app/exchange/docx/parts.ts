import type { Language } from '#app/domain/basics/draft.ts'
import type { Paper } from '../paper.ts'
import { escape, HEAD, part, stamp } from './xml.ts'

const TAGS: Record<Language, string> = { en: 'en-US', es: 'es-ES', fr: 'fr-FR', pt: 'pt-BR' }
const FONT = 'Times New Roman'

const style = (id: string, name: string, paragraph: string, run = '', basedOn = 'Normal'): string =>
  `<w:style w:type="paragraph" w:customStyle="1" w:styleId="${id}"><w:name w:val="${name}"/>` +
  `<w:basedOn w:val="${basedOn}"/><w:qFormat/><w:pPr>${paragraph}</w:pPr>${run && `<w:rPr>${run}</w:rPr>`}</w:style>`

const builtIn = (id: string, name: string, paragraph: string, run = ''): string =>
  `<w:style w:type="paragraph" w:styleId="${id}"><w:name w:val="${name}"/><w:basedOn w:val="Normal"/>` +
  `<w:pPr>${paragraph}</w:pPr>${run && `<w:rPr>${run}</w:rPr>`}</w:style>`

const character = (id: string, name: string, run: string): string =>
  `<w:style w:type="character" w:styleId="${id}"><w:name w:val="${name}"/><w:rPr>${run}</w:rPr></w:style>`

const tab = (position: number): string => `<w:tabs><w:tab w:val="left" w:pos="${position}"/></w:tabs>`
const AFTER = '<w:spacing w:after="220"/>'

/** Word's styles for the parts of a resolution: Times 11, notes 10; half-inch steps. */
export const styles = (language: Language): string =>
  part(
    'styles',
    `<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="${FONT}" w:hAnsi="${FONT}" w:eastAsia="${FONT}" w:cs="${FONT}"/>` +
      `<w:sz w:val="22"/><w:szCs w:val="22"/><w:lang w:val="${TAGS[language]}"/></w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>` +
      '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>' +
      '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont"><w:name w:val="Default Paragraph Font"/></w:style>' +
      style('SymbolBlock', 'Symbol Block', `${tab(7200)}<w:ind w:right="-1000"/>`) +
      builtIn('Title', 'Title', '<w:spacing w:before="660" w:after="220"/><w:jc w:val="center"/>') +
      style('StatusLine', 'Status Line', `${AFTER}<w:jc w:val="center"/>`) +
      style('Formula', 'Formula', '<w:keepNext/><w:spacing w:before="220" w:after="220"/>') +
      style('Preambular', 'Preambular', `${AFTER}<w:ind w:firstLine="720"/><w:jc w:val="both"/>`) +
      style('Operative', 'Operative', `${tab(720)}${AFTER}<w:jc w:val="both"/>`) +
      [1, 2, 3]
        .map((level) => {
          const left = 720 + 720 * level
          const paragraph = `${tab(left)}${AFTER}<w:ind w:left="${left}" w:hanging="720"/><w:jc w:val="both"/>`
          return style(`Subparagraph${level}`, `Subparagraph ${level}`, paragraph)
        })
        .join('') +
      style(
        'SectionHeading',
        'Section Heading',
        `<w:keepNext/>${tab(720)}<w:spacing w:before="220" w:after="220"/>`,
        '<w:b/>',
      ) +
      style('PlainText', 'Text', `${AFTER}<w:jc w:val="both"/>`) +
      style(
        'RecordLine',
        'Record Line',
        '<w:spacing w:before="440"/>',
        '<w:sz w:val="16"/><w:szCs w:val="16"/>',
      ) +
      builtIn('Header', 'header', `${AFTER}<w:jc w:val="center"/>`) +
      builtIn(
        'FootnoteText',
        'footnote text',
        `${tab(360)}<w:ind w:left="360" w:hanging="360"/><w:jc w:val="both"/>`,
        '<w:sz w:val="20"/><w:szCs w:val="20"/>',
      ) +
      builtIn('CommentText', 'annotation text', '', '<w:sz w:val="20"/><w:szCs w:val="20"/>') +
      character('FootnoteReference', 'footnote reference', '<w:vertAlign w:val="superscript"/>') +
      character('CommentReference', 'annotation reference', '<w:sz w:val="16"/><w:szCs w:val="16"/>'),
  )

/** In a rolling text, Word goes on tracking what is changed. */
export const settings = ({ view }: Paper): string =>
  part(
    'settings',
    `${view === 'rolling' ? '<w:trackRevisions/>' : ''}<w:defaultTabStop w:val="720"/>` +
      '<w:footnotePr><w:footnote w:id="-1"/><w:footnote w:id="0"/></w:footnotePr>' +
      '<w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>',
  )

/** The page number, "- 2 -". */
export const header = (): string =>
  part(
    'hdr',
    '<w:p><w:pPr><w:pStyle w:val="Header"/></w:pPr><w:r><w:t xml:space="preserve">- </w:t></w:r>' +
      '<w:fldSimple w:instr=" PAGE "><w:r><w:t>2</w:t></w:r></w:fldSimple><w:r><w:t xml:space="preserve"> -</w:t></w:r></w:p>',
  )

export const coreProperties = ({ header: { title, originalLanguage }, symbol, generatedAt }: Paper): string =>
  `${HEAD}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" ` +
  'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">' +
  `<dc:title>${escape(title)}</dc:title><dc:subject>${escape(symbol)}</dc:subject><dc:creator>Corchete</dc:creator>` +
  `<dc:language>${TAGS[originalLanguage]}</dc:language>` +
  `<dcterms:created xsi:type="dcterms:W3CDTF">${stamp(generatedAt)}</dcterms:created>` +
  `<dcterms:modified xsi:type="dcterms:W3CDTF">${stamp(generatedAt)}</dcterms:modified></cp:coreProperties>`

const WORD = 'application/vnd.openxmlformats-officedocument.wordprocessingml'
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006'

export const contentTypes = (withComments: boolean): string => {
  const names = ['document', 'styles', 'settings', 'footnotes', ...(withComments ? ['comments'] : [])]
  const overrides = names.map(
    (name) =>
      `<Override PartName="/word/${name}.xml" ContentType="${WORD}.${name === 'document' ? 'document.main' : name}+xml"/>`,
  )
  return (
    `${HEAD}<Types xmlns="${PACKAGE}/content-types">` +
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
    `<Default Extension="xml" ContentType="application/xml"/>${overrides.join('')}` +
    `<Override PartName="/word/header1.xml" ContentType="${WORD}.header+xml"/>` +
    '<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>'
  )
}

const relationships = (entries: readonly (readonly [type: string, target: string])[]): string =>
  `${HEAD}<Relationships xmlns="${PACKAGE}/relationships">` +
  entries
    .map(([type, target], at) => `<Relationship Id="rId${at + 1}" Type="${type}" Target="${target}"/>`)
    .join('') +
  '</Relationships>'

export const packageRelationships = (): string =>
  relationships([
    [`${OFFICE}/officeDocument`, 'word/document.xml'],
    [`${PACKAGE}/relationships/metadata/core-properties`, 'docProps/core.xml'],
  ])

/** The header is the fourth: `rId4` in the section's properties. */
export const documentRelationships = (withComments: boolean): string =>
  relationships([
    [`${OFFICE}/styles`, 'styles.xml'],
    [`${OFFICE}/settings`, 'settings.xml'],
    [`${OFFICE}/footnotes`, 'footnotes.xml'],
    [`${OFFICE}/header`, 'header1.xml'],
    ...(withComments ? [[`${OFFICE}/comments`, 'comments.xml'] as const] : []),
  ])
