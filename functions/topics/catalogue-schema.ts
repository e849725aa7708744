import * as v from 'valibot';
import { parseServiceHours } from '../core/service-hours.ts';

/** The written form of a catalogue: a skill holds its topics and platforms; everything is checked when it is loaded. */
const code = v.pipe(v.string(), v.regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'a code is lower-case words joined by hyphens'));

const text = v.pipe(
  v.string(),
  v.nonEmpty(),
  v.maxLength(120),
  v.check((value) => value === value.normalize('NFC'), 'text is NFC'),
  v.check((value) => value === value.trim(), 'text has no spaces around it'),
);

const inLanguages = v.strictObject({ vi: text, en: text });

/** Three to six steps: fewer explain nothing, more are not read (the team's own limit). */
const steps = v.pipe(v.array(text), v.minLength(3), v.maxLength(6));

const minuteCount = v.pipe(v.number(), v.integer(), v.minValue(1));

const forEachMode = <const Schema extends v.GenericSchema>(schema: Schema) =>
  v.strictObject({ HERE_NOW: schema, CALL_ME: schema, VISIT: schema, APPOINTMENT: schema });

const promises = forEachMode(
  v.strictObject({ acceptWithinMinutes: minuteCount, contactWithinMinutes: minuteCount, doneWithinMinutes: minuteCount }),
);

const named = { code, name: inLanguages, summary: inLanguages, icon: code };

const platform = v.strictObject({
  code,
  name: inLanguages,
  website: v.optional(v.pipe(v.string(), v.url(), v.startsWith('https://'))),
  guide: v.pipe(
    v.strictObject({ vi: steps, en: steps }),
    v.check(({ vi, en }) => vi.length === en.length, 'a guide has the same steps in both languages'),
  ),
});

const skill = v.strictObject({
  ...named,
  number: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(5)),
  topics: v.pipe(
    v.array(v.strictObject({ ...named, platforms: v.array(code), promises: v.optional(promises) })),
    v.minLength(1),
  ),
  platforms: v.array(platform),
});

export const catalogueSchema = v.strictObject({
  version: v.pipe(v.string(), v.nonEmpty()),
  skills: v.pipe(v.array(skill), v.length(5)),
  promises,
  reach: forEachMode(v.strictObject({ km: v.nullable(v.pipe(v.number(), v.gtValue(0))), sameCommune: v.boolean() })),
  offerMinutes: forEachMode(minuteCount),
  provinceAfterMinutes: forEachMode(minuteCount),
  serviceHours: v.pipe(
    v.string(),
    v.check((value) => parseServiceHours(value).ok, 'service hours can be read'),
  ),
});

export type CatalogueData = v.InferInput<typeof catalogueSchema>;
export type SkillData = CatalogueData['skills'][number];
