import { isWard } from './commune-centres.ts';
import type { CommunePlace } from './commune-centres.ts';

/** People live closer together in wards: half as many teams again. */
const WARD_WEIGHT = 1.5;

/**
 * How many of the teams each commune gets, by its code: first those that kiosks need around them, in the order given,
 * then one for every commune as far as they go, then by weight (largest remainders, ties by code). The sum is `teams`.
 */
export const allocateTeams = (
  teams: number,
  places: readonly CommunePlace[],
  neededAtKiosks: ReadonlyMap<string, number>,
): ReadonlyMap<string, number> => {
  const counts = new Map(places.map(({ unit }) => [unit.code, 0]));
  let left = teams;
  const give = (code: string, count: number): void => {
    const given = Math.min(count, left);
    counts.set(code, (counts.get(code) ?? 0) + given);
    left -= given;
  };
  for (const [code, needed] of neededAtKiosks) give(code, needed);
  for (const [code, count] of counts) if (count === 0) give(code, 1);
  const weights = places.map(({ unit }) => ({ code: unit.code, weight: isWard(unit) ? WARD_WEIGHT : 1 }));
  const whole = weights.reduce((sum, { weight }) => sum + weight, 0);
  const toShare = left;
  const shares = weights.map(({ code, weight }) => ({ code, share: (toShare * weight) / whole }));
  for (const { code, share } of shares) give(code, Math.floor(share));
  const byRemainder = [...shares].sort((a, b) => (b.share % 1) - (a.share % 1) || (a.code < b.code ? -1 : 1));
  for (const { code } of byRemainder) give(code, 1);
  return counts;
};
