
        import type   { MutationResolvers } from './../../../types.generated.ts';
        export const startRequest: NonNullable<MutationResolvers['startRequest']> = async (_parent, _arg, _ctx) => { /* Implement Mutation.startRequest resolver logic here */ };