
        import type   { MutationResolvers } from './../../../types.generated.ts';
        export const reopenRequest: NonNullable<MutationResolvers['reopenRequest']> = async (_parent, _arg, _ctx) => { /* Implement Mutation.reopenRequest resolver logic here */ };