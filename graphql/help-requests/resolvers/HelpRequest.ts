import { contactKeptUntil } from '../../../functions/help-requests/states.ts';
import type { HelpRequestResolvers } from '../../types.generated.ts';
import { connection, pageOfList } from '../../base/connection.ts';
import { toGlobalId } from '../../base/global-id.ts';
import { present } from '../../base/present.ts';

export const HelpRequest: Pick<HelpRequestResolvers, 'acceptance'|'appointmentAt'|'contactGrant'|'contactKeptUntil'|'demonstration'|'escalatedAt'|'forwarding'|'hasContact'|'history'|'id'|'kiosk'|'language'|'missedPromises'|'mode'|'offer'|'onBehalf'|'outcome'|'position'|'possibleChanges'|'promise'|'provinceToldAt'|'rating'|'reopenableUntil'|'requestedAt'|'resolvedAt'|'revision'|'startedAt'|'state'|'ticket'|'topic'|'waitingForResident'|'__isTypeOf'> = {
  id: ({ id }) => toGlobalId('HelpRequest', id),
  topic: ({ topicCode }, _arguments, { station }) =>
    present(station.catalogue.topics.find(({ code }) => code === topicCode), `topic ${topicCode}`),
  kiosk: async ({ kioskCode }, _arguments, { loaders }) =>
    present(await loaders.kiosks.load(kioskCode), `kiosk ${kioskCode}`),
  offer: ({ state, offer }) => (state === 'WAITING' ? (offer ?? null) : null),
  provinceToldAt: ({ toldProvince }) => toldProvince?.at ?? null,
  missedPromises: ({ missed }) => missed ?? [],
  contactGrant: (request, _arguments, { station, principal }) =>
    station.helpRequests.grantContact(principal, request),
  contactKeptUntil: (request, _arguments, { station }) => contactKeptUntil(request, station.clock()) ?? null,
  history: ({ id }, page, { station }) =>
    connection(['history', id], page, async (question) => pageOfList(await station.helpRequests.historyOf(id), question)),
  possibleChanges: (request, _arguments, { station, principal }) =>
    station.helpRequests.changesPossibleFor(principal, request),
};
