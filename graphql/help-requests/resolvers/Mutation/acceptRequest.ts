
        import type   { MutationResolvers } from './../../../types.generated.ts';
        export const acceptRequest: NonNullable<MutationResolvers['acceptRequest']> = async (_parent, _arg, _ctx) => { /* Implement Mutation.acceptRequest resolver logic here */ };