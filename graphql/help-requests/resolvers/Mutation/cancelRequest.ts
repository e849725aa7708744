
        import type   { MutationResolvers } from './../../../types.generated.ts';
        export const cancelRequest: NonNullable<MutationResolvers['cancelRequest']> = async (_parent, _arg, _ctx) => { /* Implement Mutation.cancelRequest resolver logic here */ };