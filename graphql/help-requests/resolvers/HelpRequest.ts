import type   { HelpRequestResolvers } from './../../types.generated.ts';
    export const HelpRequest: HelpRequestResolvers = {
    /* Implement HelpRequest resolver logic here */
        contactGrant: async (_parent, _arg, _ctx) => { /* HelpRequest.contactGrant resolver is required because HelpRequest.contactGrant exists but HelpRequestMapper.contactGrant does not */ },
        history: async (_parent, _arg, _ctx) => { /* HelpRequest.history resolver is required because HelpRequest.history exists but HelpRequestMapper.history does not */ },
        kiosk: async (_parent, _arg, _ctx) => { /* HelpRequest.kiosk resolver is required because HelpRequest.kiosk exists but HelpRequestMapper.kiosk does not */ },
        possibleChanges: async (_parent, _arg, _ctx) => { /* HelpRequest.possibleChanges resolver is required because HelpRequest.possibleChanges exists but HelpRequestMapper.possibleChanges does not */ },
        topic: async (_parent, _arg, _ctx) => { /* HelpRequest.topic resolver is required because HelpRequest.topic exists but HelpRequestMapper.topic does not */ }
    };