
        import type   { QueryResolvers } from './../../../types.generated.ts';
        export const topic: NonNullable<QueryResolvers['topic']> = async (_parent, _arg, _ctx) => { /* Implement Query.topic resolver logic here */ };