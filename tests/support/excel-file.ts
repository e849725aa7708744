import { crc32, deflateRawSync } from 'node:zlib';

/** A ZIP archive as PKWARE's APPNOTE (4.3) has it, each file deflated, in this order. */
const zipOf = (files: Readonly<Record<string, string>>): Uint8Array => {
  const locals: Buffer[] = [];
  const central: Buffer[] = [];
  let offset = 0;
  for (const [name, text] of Object.entries(files)) {
    const [path, plain] = [Buffer.from(name), Buffer.from(text)];
    const packed = deflateRawSync(plain);
    // Version needed, flags, deflate, time, day, then what both headers have alike.
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(8, 4);
    common.writeUInt32LE(crc32(plain), 10);
    common.writeUInt32LE(packed.length, 14);
    common.writeUInt32LE(plain.length, 18);
    common.writeUInt16LE(path.length, 22);
    const local = Buffer.concat([Buffer.from('PK\u0003\u0004', 'latin1'), common, path, packed]);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(offset, 10);
    central.push(Buffer.concat([Buffer.from('PK\u0001\u0002\u0014\u0000', 'latin1'), common, rest, path]));
    locals.push(local);
    offset += local.length;
  }
  const directory = Buffer.concat(central);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(central.length, 4);
  end.writeUInt16LE(central.length, 6);
  end.writeUInt32LE(directory.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...locals, directory, Buffer.from('PK\u0005\u0006', 'latin1'), end]);
};

const OF_SHEETS = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const OF_PACKAGES = 'http://schemas.openxmlformats.org/package/2006';
const OF_DOCUMENTS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const xml = (body: string): string => `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n${body}`;
const relationship = (id: string, type: string, target: string): string => `<Relationship Id="${id}" Type="${OF_DOCUMENTS}/${type}" Target="${target}"/>`;

/**
 * A workbook in the form that Excel saves (ECMA-376, part 1): each text once, in a list of its own that comes after the sheet;
 * days as numbers under the style 1. `shared`: entries of that list; `rows`: the sheet's own XML.
 */
export const excelFile = (shared: readonly string[], rows: string): Uint8Array =>
  zipOf({
    '[Content_Types].xml': xml(
      `<Types xmlns="${OF_PACKAGES}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${[
        ['workbook', 'sheet.main'],
        ['worksheets/sheet1', 'worksheet'],
        ['styles', 'styles'],
        ['sharedStrings', 'sharedStrings'],
      ]
        .map(([part, type]) => `<Override PartName="/xl/${part}.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.${type}+xml"/>`)
        .join('')}</Types>`,
    ),
    '_rels/.rels': xml(`<Relationships xmlns="${OF_PACKAGES}/relationships">${relationship('rId1', 'officeDocument', 'xl/workbook.xml')}</Relationships>`),
    'xl/workbook.xml': xml(`<workbook xmlns="${OF_SHEETS}" xmlns:r="${OF_DOCUMENTS}"><sheets><sheet name="Tổ" sheetId="1" r:id="rId1"/></sheets></workbook>`),
    'xl/_rels/workbook.xml.rels': xml(
      `<Relationships xmlns="${OF_PACKAGES}/relationships">${relationship('rId1', 'worksheet', 'worksheets/sheet1.xml')}${relationship('rId2', 'styles', 'styles.xml')}${relationship('rId3', 'sharedStrings', 'sharedStrings.xml')}</Relationships>`,
    ),
    'xl/worksheets/sheet1.xml': xml(`<worksheet xmlns="${OF_SHEETS}"><sheetData>${rows}</sheetData></worksheet>`),
    'xl/styles.xml': xml(
      `<styleSheet xmlns="${OF_SHEETS}"><fonts count="1"><font/></fonts><fills count="1"><fill/></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14" applyNumberFormat="1"/></cellXfs></styleSheet>`,
    ),
    'xl/sharedStrings.xml': xml(`<sst xmlns="${OF_SHEETS}" count="${shared.length}" uniqueCount="${shared.length}">${shared.map((entry) => `<si>${entry}</si>`).join('')}</sst>`),
  });
