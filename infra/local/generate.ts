import { generateCode } from './made-files.ts';
import { createProgress } from './progress.ts';

/** `npm run generate`: the contract, the resolvers' types and the pages' typed documents, made anew. */
await createProgress(process.stderr).step('Generating code', () => generateCode(new AbortController().signal));
console.log('Generated: graphql/schema.generated.graphql (commit it), graphql/*.generated.ts, web/gql/.');
