
        import type   { QueryResolvers } from './../../../types.generated.ts';
        export const adminUnit: NonNullable<QueryResolvers['adminUnit']> = async (_parent, _arg, _ctx) => { /* Implement Query.adminUnit resolver logic here */ };