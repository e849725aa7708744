export type {
  Acceptance as AcceptanceMapper,
  HelpRequest as HelpRequestMapper,
  HelpRequestChange as HelpRequestChangeMapper,
  HelpRequest as WaitingRequestMapper,
  Offer as OfferMapper,
} from '../../functions/help-requests/help-request.ts';
