
        import type   { MutationResolvers } from './../../../types.generated.ts';
        export const requestHelp: NonNullable<MutationResolvers['requestHelp']> = async (_parent, _arg, _ctx) => { /* Implement Mutation.requestHelp resolver logic here */ };