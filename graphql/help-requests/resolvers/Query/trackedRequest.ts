
        import type   { QueryResolvers } from './../../../types.generated.ts';
        export const trackedRequest: NonNullable<QueryResolvers['trackedRequest']> = async (_parent, _arg, _ctx) => { /* Implement Query.trackedRequest resolver logic here */ };