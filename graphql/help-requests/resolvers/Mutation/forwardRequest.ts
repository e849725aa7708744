
        import type   { MutationResolvers } from './../../../types.generated.ts';
        export const forwardRequest: NonNullable<MutationResolvers['forwardRequest']> = async (_parent, _arg, _ctx) => { /* Implement Mutation.forwardRequest resolver logic here */ };