import type { CodegenConfig } from '@graphql-codegen/cli';
import { defineConfig } from '@eddeee888/gcg-typescript-resolver-files';

const objectsWithResolvers = [
  'AdminUnit',
  'AuditActor',
  'AuditEntry',
  'AdminUnitSuccession',
  'AdminUnitVersion',
  'ConsentText',
  'HelpRequest',
  'HelpRequestChange',
  'Offer',
  'Acceptance',
  'Kiosk',
  'Device',
  'Invitation',
  'Member',
  'Membership',
  'Official',
  'Passkey',
  'Platform',
  'Skill',
  'Team',
  'TeamPhone',
  'Topic',
  'WaitingRequest',
];

/**
 * From graphql/<domain>/schema.graphql: the committed contract (schema.generated.graphql), the resolvers' types, and
 * the typed documents of the web apps. All but the contract are git-ignored and made anew by `npm run generate`.
 */
const config: CodegenConfig = {
  schema: 'graphql/*/schema.graphql',
  documents: ['web/**/*.{ts,vue}', '!web/gql/**'],
  ignoreNoDocuments: true,
  importExtension: '.ts',
  emitLegacyCommonJSImports: false,
  generates: {
    graphql: defineConfig({
      // Root fields and scalars, and the objects that are more than their domain's own type.
      resolverGeneration: {
        query: '*',
        mutation: '*',
        subscription: '*',
        scalar: '*',
        object: objectsWithResolvers.map((name) => `*.${name}`),
        interface: '',
        union: '',
        enum: '',
      },
      typeDefsFileMode: 'merged',
      mergeSchema: 'schema.generated.graphql',
      emitLegacyCommonJSImports: false,
      importExtension: '.ts',
      scalarsOverrides: {
        ID: { type: 'string' },
        DateTime: { type: 'string' },
        Date: { type: 'string' },
        LanguageTag: { type: 'string' },
      },
      typesPluginsConfig: {
        enumType: 'string-literal',
        useTypeImports: true,
        immutableTypes: true,
        // An input with a default is always there when a resolver sees it.
        avoidOptionals: { defaultValue: true, field: false, inputValue: false, object: false },
        contextType: './base/context.ts#Context',
      },
    }),
    'web/gql/': {
      preset: 'client',
      presetConfig: { fragmentMasking: { unmaskFunctionName: 'readFragment' } },
      config: {
        useTypeImports: true,
        enumType: 'string-literal',
        scalars: { DateTime: 'string', Date: 'string', LanguageTag: 'string' },
      },
    },
  },
};

export default config;
