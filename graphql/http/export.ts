import type { Context as HonoContext } from 'hono';
import type { ExportWhat } from '../../functions/bulk/export.ts';
import { writeTable } from '../../functions/bulk/write-table.ts';
import { currentAsking } from '../base/asking.ts';
import type { Station } from '../base/station.ts';
import { refuse } from './answer.ts';

/**
 * `GET /export/teams.csv?unit=00004` (or `members.csv`): all of one province or commune, for offices that may, in the columns of
 * docs/import.md. One unit at a time: the whole country is larger than a function may answer, and goes by `npm run export`. Whose
 * unit it is not learns no more than that there is nothing.
 */
export const answerExport = (what: ExportWhat) => async (station: Pick<Station, 'identity' | 'bulk'>, context: HonoContext): Promise<Response> => {
  if (context.req.method !== 'GET') return refuse(context, 'METHOD_NOT_ALLOWED', { allow: 'GET' });
  currentAsking()?.operation(`/export/${what}.csv`);
  const { principal, expired } = await station.identity.whoAsks({ authorization: context.req.header('authorization'), cookie: context.req.header('cookie') });
  if (expired) return refuse(context, 'SESSION_EXPIRED');
  const unit = context.req.query('unit') ?? '';
  if (!/^(?:\d{2}|\d{5})$/u.test(unit)) return refuse(context, 'NOT_FOUND');
  const exported = await station.bulk.exportRows(principal, what, unit);
  if (!exported.ok) return refuse(context, exported.failure.type === 'NotSignedIn' ? 'SESSION_ENDED' : 'NOT_FOUND');
  const { columns, rows } = exported.value;
  return context.body(streamOf(writeTable('csv', columns, rows)), 200, {
    'content-type': 'text/csv; charset=utf-8',
    'content-disposition': `attachment; filename="${what}-${unit}.csv"`,
    'cache-control': 'no-store',
  });
};

const streamOf = (bytes: AsyncIterable<Uint8Array>): ReadableStream<Uint8Array> => {
  const source = bytes[Symbol.asyncIterator]();
  return new ReadableStream({
    pull: async (controller) => {
      const next = await source.next();
      if (next.done === true) controller.close();
      else controller.enqueue(next.value);
    },
    cancel: async () => {
      await source.return?.();
    },
  });
};
