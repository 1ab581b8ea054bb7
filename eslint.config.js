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
