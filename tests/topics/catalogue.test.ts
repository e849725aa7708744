import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { catalogueV1 } from '../../functions/topics/catalogue.v1/index.ts';
import { catalogue, platformByCode, skillByCode, topicByCode, topicsOfSkill } from '../../functions/topics/catalogue.ts';
import { parseCatalogue } from '../../functions/topics/parse-catalogue.ts';

const iconFile = (icon: string): URL =>
  new URL(`../../node_modules/@phosphor-icons/core/assets/duotone/${icon}-duotone.svg`, import.meta.url);

const wordsOf = (text: string): number => text.split(/\s+/u).length;

describe('the catalogue that residents choose from', () => {
  it('shows the five skills in the order of the number plates', () => {
    expect(catalogue.skills).toEqual([
      { code: 'public-services', number: 1 },
      { code: 'online-shopping', number: 2 },
      { code: 'online-payment', number: 3 },
      { code: 'online-safety', number: 4 },
      { code: 'local-platforms', number: 5 },
    ]);
  });

  it('has under each skill everything that product.md lists', () => {
    expect(catalogue.skills.map(({ code }) => topicsOfSkill(code).length)).toEqual([6, 3, 5, 4, 5]);
    for (const code of ['vneid-level-2', 'selling-postmart', 'selling-voso', 'mobile-money', 'stolen-account', 'telemedicine']) {
      expect(topicByCode(code)?.code).toBe(code);
    }
  });

  it('lets somebody choose a whole skill, as a topic with the code of the skill', () => {
    for (const skill of catalogue.skills) expect(topicByCode(skill.code)?.skillCode).toBe(skill.code);
  });

  it('speaks Vietnamese and English everywhere, in NFC, in words short enough for the kiosk', () => {
    const texts = [
      ...catalogue.topics.flatMap(({ name, summary }) => [name, summary]),
      ...catalogue.platforms.flatMap(({ name, guide }) => [
        name,
        ...guide.vi.map((vi, at) => ({ vi, en: guide.en[at] ?? '' })),
      ]),
    ];
    for (const { vi, en } of texts) {
      expect(vi.normalize('NFC')).toBe(vi);
      expect(en.normalize('NFC')).toBe(en);
      expect(vi).not.toBe('');
      expect(en).not.toBe('');
    }
    for (const { name, summary } of catalogue.topics) {
      for (const text of [name.vi, summary.vi, summary.en]) expect(wordsOf(text), text).toBeLessThanOrEqual(9);
    }
  });

  it('leads from every topic to platforms with a guide, and from every platform back to a topic', () => {
    const reached = new Set(catalogue.topics.flatMap(({ platformCodes }) => platformCodes));
    for (const code of reached) expect(platformByCode(code)?.guide.vi.length).toBeGreaterThanOrEqual(3);
    expect(catalogue.platforms.filter(({ code }) => !reached.has(code))).toEqual([]);
    for (const { skillCode, platformCodes } of catalogue.topics) {
      expect(skillByCode(skillCode)).toBeDefined();
      expect(platformCodes.length).toBeGreaterThan(0);
    }
  });

  it('names only icons of the icon set', () => {
    expect(catalogue.topics.filter(({ icon }) => !existsSync(iconFile(icon))).map(({ icon }) => icon)).toEqual([]);
  });

  it('never asks a resident to tell an OTP or a password', () => {
    const asking = /(đọc|cho|gửi|nói).{0,12}(OTP|mật khẩu) (cho|của)/iu;
    for (const { guide } of catalogue.platforms) for (const step of guide.vi) expect(step).not.toMatch(asking);
  });

  it('keeps an offer open for 3 minutes to somebody at the kiosk and for 4 service hours to the rest', () => {
    expect(catalogue.offerMinutes).toEqual({ HERE_NOW: 3, CALL_ME: 240, VISIT: 240, APPOINTMENT: 240 });
  });

  it('promises a quicker visit to somebody whose account was stolen', () => {
    const usual = topicByCode('false-news')?.promises.VISIT.contactWithinMinutes ?? 0;
    expect(topicByCode('stolen-account')?.promises.VISIT.contactWithinMinutes).toBeLessThan(usual);
  });
});

describe('a catalogue with a fault', () => {
  const [first, second, ...rest] = catalogueV1.skills;
  if (first === undefined || second === undefined) throw new Error('The catalogue has five skills.');

  it('is refused when a topic names a platform that is not there', () => {
    const skills = [{ ...first, platforms: first.platforms.slice(1) }, second, ...rest];
    expect(() => parseCatalogue({ ...catalogueV1, skills })).toThrow(/names unknown platform national-public-service-portal/);
  });

  it('is refused when two topics share a code', () => {
    const skills = [{ ...first, topics: [...first.topics, ...first.topics.slice(0, 1)] }, second, ...rest];
    expect(() => parseCatalogue({ ...catalogueV1, skills })).toThrow(/two topics have the code national-portal/);
  });

  it('is refused when skills are out of order, a language is missing or hours cannot be read', () => {
    expect(() => parseCatalogue({ ...catalogueV1, skills: [second, first, ...rest] })).toThrow(/is not in the place/);
    expect(() => parseCatalogue({ ...catalogueV1, skills: [{ ...first, name: { vi: 'Chỉ tiếng Việt' } }, second, ...rest] })).toThrow();
    expect(() => parseCatalogue({ ...catalogueV1, serviceHours: 'always' })).toThrow(/service hours can be read/);
  });
});
