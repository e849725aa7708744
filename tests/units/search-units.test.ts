import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { UNITS_IN_FORCE } from '../../functions/units/admin-unit.ts';
import { readAddressDatabase } from '../../functions/units/address-database.ts';
import { checkUnits } from '../../functions/units/check-units.ts';
import { findUnits, searchableUnits } from '../../functions/units/search-units.ts';
import { searchWords } from '../../functions/units/search-words.ts';

const checked = checkUnits(readAddressDatabase(), UNITS_IN_FORCE);
if (!checked.ok) throw new Error('The list was refused.');
const { units } = checked.value;
const searchable = searchableUnits(units);

const namesFor = (text: string, within?: string): readonly string[] => findUnits(searchable, { text, within }).map(({ name }) => name);
const codesFor = (text: string, within?: string): readonly string[] => findUnits(searchable, { text, within }).map(({ code }) => code);

describe('somebody who types the name of a unit', () => {
  it.each(['Ba Đình', 'ba dinh', 'BA ĐÌNH', 'Phường Ba Đình', 'phuong ba dinh', 'P. Ba Đình', 'Ba Đình'.normalize('NFD'), '  ba   đình '])(
    'finds Phường Ba Đình of Hà Nội among the first two by “%s”',
    (text) => {
      expect(codesFor(text).slice(0, 2)).toContain('00004');
    },
  );

  it('finds it by a word in the middle, and by a word that is not finished', () => {
    expect(namesFor('đình', '01')).toContain('Phường Ba Đình');
    expect(namesFor('ba đ')).toContain('Phường Ba Đình');
    expect(namesFor('ba đi', '01')[0]).toBe('Phường Ba Đình');
  });

  it('finds it with its province beside it, on either side', () => {
    for (const text of ['Ba Đình, Hà Nội', 'ba dinh ha noi', 'Phường Ba Đình - Thành phố Hà Nội', 'Hà Nội Ba Đình', 'ba đình, TP Hà N']) {
      expect(codesFor(text), text).toEqual(['00004']);
    }
    expect(codesFor('Ba Đình Lào Cai')).toEqual([]);
  });

  it('sees only one province when they say so', () => {
    const found = findUnits(searchable, { text: 'hòa', within: '01' });
    expect(found.length).toBeGreaterThan(1);
    expect(found.every(({ parentCode }) => parentCode === '01')).toBe(true);
    expect(codesFor('hà nội', '01')[0]).toBe('01');
    expect(codesFor('ba đình', '99')).toEqual([]);
  });

  it('gets the same for hoa, hoà and hòa, in any Unicode form', () => {
    const plain = codesFor('hoa');
    expect(plain.length).toBeGreaterThan(50);
    for (const text of ['hoà', 'hòa', 'HOÀ', 'Hòa'.normalize('NFD'), 'hoà'.normalize('NFKD')]) expect(codesFor(text), text).toEqual(plain);
  });

  it('may spell Quy Nhơn with i, Mỹ Lâm with Mĩ, Đắk with c, and write short what everyone writes short', () => {
    expect(codesFor('qui nhon')).toEqual(codesFor('Quy Nhơn'));
    expect(codesFor('mĩ lâm')).toEqual(codesFor('Mỹ Lâm'));
    expect(namesFor('đắc lắc')[0]).toBe('Đắk Lắk');
    expect(namesFor('TP.HCM')[0]).toBe('Thành phố Hồ Chí Minh');
    expect(namesFor('tphcm')[0]).toBe('Thành phố Hồ Chí Minh');
    expect(namesFor('quynh').every((name) => name.includes('Quỳnh'))).toBe(true);
    expect(namesFor('quy').some((name) => name.includes('Quỳnh'))).toBe(true);
  });

  it('gets the name itself before names that begin with it, before names that have it further on', () => {
    const names = namesFor('sa pa');
    expect(names[0]).toBe('Phường Sa Pa');
    const found = namesFor('hà nội');
    expect(found[0]).toBe('Thành phố Hà Nội');
    const words = namesFor('long').map((name) => searchWords(name).slice(1));
    const firstFurtherOn = words.findIndex(([first]) => !first?.folded.startsWith('long'));
    expect(words.slice(firstFurtherOn).some(([first]) => first?.folded.startsWith('long'))).toBe(false);
  });

  it('gets the same from old keyboards and files: Ð for Đ, and letters of full width', () => {
    expect(codesFor('Ðà Nẵng')).toEqual(codesFor('Đà Nẵng'));
    expect(codesFor('ＢＡ ĐÌNH')).toEqual(codesFor('ba đình'));
  });

  it.each(['constructor', '__proto__', "'; DROP TABLE units; --", '" OR 1=1', '{"$gt":""}', 'x'.repeat(300), 'a '.repeat(150), '\u0000', '\ud800'])('gets an answer and no fault from “%s”', (text) => {
    expect(codesFor(text).length).toBeLessThan(units.length);
  });

  it('finds ba%đình as ba đình, since no sign means anything, and one letter as the beginning of a name', () => {
    expect(codesFor('ba%đình')).toEqual(codesFor('ba đình'));
    expect(namesFor('đ')[0]).toBe('Thành phố Đà Nẵng');
    expect(codesFor('đ')).toEqual(codesFor('D'));
  });

  it('finds nothing by a text without a letter or digit', () => {
    for (const text of ['', '   ', '…', '-', '\u200B']) expect(codesFor(text)).toEqual([]);
  });
});

describe('whatever unit it is and however it is typed', () => {
  const aUnit = fc.constantFrom(...units);
  /** Somebody's way of typing: Unicode form, capitals, marks left out letter by letter, signs for spaces. */
  const typing = fc.record({
    form: fc.constantFrom('NFC' as const, 'NFD' as const, 'NFKC' as const, 'NFKD' as const),
    upper: fc.boolean(),
    marks: fc.constantFrom('kept', 'dropped', 'dropped with đ'),
    space: fc.constantFrom(' ', '  ', '\u00A0', '-', ' - '),
  });
  const typed = (name: string, { form, upper, marks, space }: (typeof typing extends fc.Arbitrary<infer T> ? T : never)): string => {
    const plain = marks === 'kept' ? name : name.normalize('NFD').replace(/\p{M}/gu, '');
    const words = (marks === 'dropped with đ' ? plain.replaceAll('đ', 'd').replaceAll('Đ', 'D') : plain).replaceAll(' ', space);
    return (upper ? words.toUpperCase() : words).normalize(form);
  };

  it('is found by its name, as one of those that bear it', () => {
    fc.assert(
      fc.property(aUnit, typing, (unit, way) => {
        const found = findUnits(searchable, { text: typed(unit.name, way) });
        const at = found.findIndex(({ code }) => code === unit.code);
        expect(at).toBeGreaterThanOrEqual(0);
        const own = searchWords(unit.name).map(({ spelt }) => spelt).join(' ');
        // Whoever stands before it has the same name without marks, or this name after what kind of unit it is.
        for (const { name } of found.slice(0, at)) expect(searchWords(name).map(({ spelt }) => spelt).join(' ')).toContain(own);
      }),
      { numRuns: 100 },
    );
  });

  it('is found within its province by each beginning of its bare name', () => {
    fc.assert(
      fc.property(aUnit, fc.nat(), typing, (unit, cut, way) => {
        const bare = searchableUnits([unit])[0]?.bare.map(({ folded }) => folded).join(' ') ?? '';
        const beginning = bare.slice(0, 1 + (cut % bare.length));
        const found = findUnits(searchable, { text: typed(beginning, { ...way, space: ' ' }), within: unit.parentCode ?? unit.code });
        expect(found.map(({ code }) => code)).toContain(unit.code);
      }),
      { numRuns: 100 },
    );
  });

  it('never comes twice, and any text at all is answered', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'binary' }), aUnit.map(({ name }) => name.slice(3))), (text) => {
        const codes = codesFor(text);
        expect(new Set(codes).size).toBe(codes.length);
      }),
      { numRuns: 40 },
    );
  });

  it('folds to the same words in every Unicode form, and folding again changes nothing', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const words = searchWords(text.normalize('NFC'));
        expect(searchWords(text.normalize('NFD'))).toEqual(words);
        expect(searchWords(words.map(({ folded }) => folded).join(' '))).toEqual(words);
      }),
    );
  });
});
