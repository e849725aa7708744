import { describe, expect, it } from 'vitest';
import { middleOf, weigh, type Candidate } from '../../web/console/placing/proposal.ts';

const here = { lat: 21.03, lon: 105.83 };
const unit = (code: string, ...teams: readonly { readonly lat: number; readonly lon: number }[]): Candidate => ({ version: '2027-01-01', code, name: `Phường ${code}`, province: 'Thành phố Hà Nội', teams });
const far = unit('00001', { lat: 21.08, lon: 105.83 });
const near = unit('00002', { lat: 21.2, lon: 105.9 }, { lat: 21.031, lon: 105.83 });
const empty = unit('00003');

describe('an office that says where a team of a divided commune belongs', () => {
  it('is proposed the unit whose team is nearest, and sees how far each is', () => {
    const { weighed, proposed } = weigh(here, [far, near]);
    expect(proposed?.code).toBe('00002');
    expect(weighed.map(({ code, metres }) => [code, Math.round((metres ?? 0) / 10) * 10])).toEqual([
      ['00002', 110],
      ['00001', 5560],
    ]);
  });

  it('is proposed nothing while one of them has no team, nor where there is no choice', () => {
    const { weighed, proposed } = weigh(here, [empty, far, near]);
    expect([proposed, weighed.map(({ code }) => code)]).toEqual([undefined, ['00002', '00001', '00003']]);
    expect(weigh(here, [near]).proposed).toBeUndefined();
    expect(weigh(here, []).weighed).toEqual([]);
  });

  it('finds a unit on the map in the middle of its teams, and one without teams nowhere', () => {
    expect(middleOf([{ lat: 21, lon: 105 }, { lat: 22, lon: 106 }])).toEqual({ lat: 21.5, lon: 105.5 });
    expect(middleOf([])).toBeUndefined();
  });
});
