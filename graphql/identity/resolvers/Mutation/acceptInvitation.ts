
        import type   { MutationResolvers } from './../../../types.generated.ts';
        export const acceptInvitation: NonNullable<MutationResolvers['acceptInvitation']> = async (_parent, _arg, _ctx) => { /* Implement Mutation.acceptInvitation resolver logic here */ };