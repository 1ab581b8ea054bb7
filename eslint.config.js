import reactHooks from 'eslint-plugin-react-hooks'
import tseslint from 'typescript-eslint'

const tests = ['**/*.test.{ts,tsx}', 'tests/**']
const size = (file, fn, complexity) => ({
  'max-lines': ['error', { max: file, skipBlankLines: true, skipComments: true }],
  'max-lines-per-function': ['error', { max: fn, skipBlankLines: true, skipComments: true }],
  complexity: ['error', complexity],
})
const noClock = [
  {
    selector: 'CallExpression[callee.object.name="Date"][callee.property.name="now"]',
    message: 'Take the time as an argument.',
  },
  {
    selector: 'NewExpression[callee.name="Date"][arguments.length=0]',
    message: 'Take the time as an argument.',
  },
  {
    selector: 'MemberExpression[object.name="Math"][property.name="random"]',
    message: 'Take randomness as an argument.',
  },
]

const letters = '[value=/\\p{L}/u]'
const said = '/^(aria-label|aria-description|aria-roledescription|title|placeholder|alt|label)$/'
const inJsx = ':matches(JSXElement, JSXFragment) > JSXExpressionContainer'
/** What a person reads comes from the catalogue. */
const noSentences = [
  `JSXText${letters}`,
  `${inJsx} > Literal${letters}`,
  `${inJsx} > :matches(ConditionalExpression, LogicalExpression) > Literal${letters}`,
  `${inJsx} > TemplateLiteral > TemplateElement[value.raw=/\\p{L}/u]`,
  `JSXAttribute[name.name=${said}] > Literal${letters}`,
  `JSXAttribute[name.name=${said}] > JSXExpressionContainer > Literal${letters}`,
  `JSXAttribute[name.name=${said}] > JSXExpressionContainer > TemplateLiteral > TemplateElement[value.raw=/\\p{L}/u]`,
].map((selector) => ({ selector, message: 'Say it in app/messages.' }))

export default tseslint.config(
  { ignores: ['node_modules', 'build', 'data', '.cache', 'server/persistence/generated'] },
  {
    files: ['**/*.{ts,tsx}'],
    languageOptions: { parser: tseslint.parser, parserOptions: { projectService: true } },
    plugins: { '@typescript-eslint': tseslint.plugin, 'react-hooks': reactHooks },
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: false }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/ban-ts-comment': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      'react-hooks/rules-of-hooks': 'error',
      'react-hooks/exhaustive-deps': 'error',
      eqeqeq: 'error',
      'no-console': 'error',
    },
  },
  { files: ['app/**/*.ts', 'server/**/*.ts'], ignores: tests, rules: size(320, 60, 15) },
  { files: ['app/**/*.tsx'], ignores: tests, rules: size(320, 140, 15) },
  {
    files: ['app/{domain,document,usecases,exchange,messages}/**', 'server/collab/room/room.ts'],
    ignores: tests,
    rules: { 'no-restricted-syntax': ['error', ...noClock] },
  },
  {
    files: ['app/**/*.{ts,tsx}'],
    ignores: [...tests, 'app/messages/catalogue.ts', 'app/entry.client.tsx'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          paths: [{ name: '#app/messages/catalogue.ts', message: 'The language comes with the request.' }],
        },
      ],
    },
  },
  {
    files: ['app/{ui,routes,editor}/**/*.tsx', 'app/root.tsx'],
    ignores: tests,
    rules: { 'no-restricted-syntax': ['error', ...noSentences] },
  },
  {
    files: ['app/domain/**'],
    ignores: tests,
    rules: {
      'no-restricted-globals': [
        'error',
        'fetch',
        'process',
        'console',
        'window',
        'document',
        'crypto',
        'setTimeout',
      ],
    },
  },
  { files: ['tests/{bench,sim,e2e}/**', 'scripts/**'], rules: { 'no-console': 'off' } },
)
