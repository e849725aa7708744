import tseslint from 'typescript-eslint';
import vue from 'eslint-plugin-vue';
import accessibility from 'eslint-plugin-vuejs-accessibility';

/** Imports run one way: handlers → graphql → domains → core. Each room says which doors it has. */
const room = (files, doors, ignores = []) => ({
  files,
  ignores,
  rules: { 'no-restricted-imports': ['error', { patterns: doors }] },
});
const closed = (group, message) => ({ group, message });

const aws = closed(['@aws-sdk/*', 'dynamodb-toolbox', 'dynamodb-toolbox/*'], 'Only storage/ and *.dynamo.ts know AWS.');
const http = closed(['hono', 'hono/*', '@apollo/*', 'graphql'], 'Domains know no GraphQL and no HTTP.');
const contract = closed(['**/graphql/**', '**/handlers/**', '**/infra/**', '**/web/**'], 'Domains are called; they do not call upwards.');
const othersStores = closed(['../*/*.dynamo.ts'], "Domains meet through exported functions, never through each other's stores.");

export default tseslint.config(
  { ignores: ['**/*.generated.ts', 'web/gql/', '.local/', 'dist/', 'node_modules/', 'test-results/', 'sst.config.ts'] },
  ...tseslint.configs.strict,
  ...vue.configs['flat/recommended'],
  ...accessibility.configs['flat/recommended'],
  {
    files: ['**/*.vue'],
    languageOptions: { parserOptions: { parser: tseslint.parser } },
    rules: {
      'vue/multi-word-component-names': 'off',
      'vue/max-attributes-per-line': 'off',
      'vue/singleline-html-element-content-newline': 'off',
      'vue/html-self-closing': 'off',
      'vue/html-indent': 'off',
      'vue/html-closing-bracket-newline': 'off',
      'vue/first-attribute-linebreak': 'off',
      'vue/attributes-order': 'off',
      // An optional prop that is absent is undefined, and typed so.
      'vue/require-default-prop': 'off',
      // One of the two ties a label to its control; both together are not needed.
      'vuejs-accessibility/label-has-for': ['error', { required: { some: ['nesting', 'id'] } }],
    },
  },
  {
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/consistent-type-definitions': ['error', 'type'],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      'no-console': 'error',
      eqeqeq: 'error',
    },
  },
  { files: ['infra/local/**', 'tests/**', '*.config.*'], rules: { 'no-console': 'off' } },
  room(['table-files/**'], [closed(['../*'], 'table-files imports nothing from elsewhere: pages and domains both use it.'), aws, http]),
  room(['functions/core/**'], [closed(['../*'], 'core imports nothing from elsewhere.'), aws, http]),
  room(['functions/storage/**'], [http, contract]),
  room(['functions/*/**/*.dynamo.ts'], [http, contract, othersStores]),
  room(['functions/**/*.ts'], [aws, http, contract, othersStores], [
    'functions/core/**',
    'functions/storage/**',
    'functions/handlers/**',
    'functions/**/*.dynamo.ts',
    'functions/**/*.apigateway.ts',
  ]),
  room(['graphql/**'], [aws, closed(['**/handlers/**', '**/infra/**', '**/web/**', '**/*.dynamo.ts'], 'Resolvers translate; use cases read and save.')]),
  room(['web/**'], [closed(['**/functions/**', '**/graphql/**', '**/infra/**'], 'web knows only the schema.')]),
);
