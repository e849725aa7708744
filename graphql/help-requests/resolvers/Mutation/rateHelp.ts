
        import type   { MutationResolvers } from './../../../types.generated.ts';
        export const rateHelp: NonNullable<MutationResolvers['rateHelp']> = async (_parent, _arg, _ctx) => { /* Implement Mutation.rateHelp resolver logic here */ };