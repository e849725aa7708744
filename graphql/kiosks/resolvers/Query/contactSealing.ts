
        import type   { QueryResolvers } from './../../../types.generated.ts';
        export const contactSealing: NonNullable<QueryResolvers['contactSealing']> = async (_parent, _arg, _ctx) => { /* Implement Query.contactSealing resolver logic here */ };