/**
 * Harms done to workbooks at random, from a seed, so that each can be had again: to the bytes, to the archive, to the XML in
 * its parts. The parts of a harmed archive are stored, not deflated: checksums are made right again, so the harm gets through.
 */
import { crc32, deflateRawSync } from 'node:zlib';
import PizZip from 'pizzip';
import { COSTLY_TEXTS } from './hostile-files.ts';
import { type ZipEntry, zip } from './zip.ts';

/** Gives a whole number from 0 up to, not including, `below`. */
export type Random = (below: number) => number;

/** A small generator with a seed (mulberry32). */
export function randomNumbers(seed: number): Random {
  let state = seed | 0;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

/** A workbook in pieces, so that it need not be taken apart for each harm. */
export interface Sound {
  readonly bytes: Buffer;
  readonly entries: readonly ZipEntry[];
  /** Names of the parts that hold XML. */
  readonly xml: readonly string[];
}

export interface Mutant {
  readonly harm: string;
  readonly bytes: Buffer;
  /**
   * What must come of it if it is read at all: `same` answers as the original's, or any `sound` ones. `always` says that it
   * must be read as well.
   */
  readonly keeps: 'sound' | 'same' | 'always';
}

/** Takes a workbook apart. */
export function soundFile(bytes: Uint8Array): Sound {
  const files = Object.values(new PizZip(bytes).files).filter(({ dir }) => !dir);
  const entries = files.map((file) => ({ name: file.name, content: Buffer.from(file.asUint8Array()), stored: true }));
  return {
    bytes: Buffer.from(bytes),
    entries,
    xml: entries.flatMap(({ name }) => (/\.(xml|rels)$/.test(name) ? [name] : [])),
  };
}

/** Harms `sound` in one way. */
export function mutate(sound: Sound, random: Random): Mutant {
  const harm = pick(Object.keys(HARMS), random);
  const { keeps, inflict } = HARMS[harm] as Harm;
  return { harm, keeps, bytes: inflict(sound, random) };
}

interface Harm {
  readonly keeps: Mutant['keeps'];
  readonly inflict: (sound: Sound, random: Random) => Buffer;
}

const pick = <T>(list: readonly T[], random: Random): T => list[random(list.length)] as T;

const onBytes = (change: (bytes: Buffer, random: Random) => Buffer): Harm => ({
  keeps: 'same',
  inflict: ({ bytes }, random) => change(Buffer.from(bytes), random),
});
const onEntries = (
  keeps: Mutant['keeps'],
  change: (entries: ZipEntry[], random: Random) => readonly ZipEntry[],
): Harm => ({ keeps, inflict: ({ entries }, random) => zip(change([...entries], random)) });
const onEntry = (keeps: Mutant['keeps'], change: (entry: ZipEntry, random: Random) => Partial<ZipEntry>): Harm =>
  onEntries(keeps, (entries, random) => {
    const victim = random(entries.length);
    return entries.map((entry, at) => (at === victim ? { ...entry, ...change(entry, random) } : entry));
  });

/** Harms one to three places of one part. The sheets and the strings come up more often than their number. */
const onXml = (keeps: Mutant['keeps'], change: (xml: string, random: Random) => string | Buffer): Harm => ({
  keeps,
  inflict: ({ entries, xml }, random) => {
    const sheets = xml.filter((name) => /worksheets\/sheet|sharedStrings|workbook\.xml/.test(name));
    const victim = pick(random(4) === 0 ? xml : sheets, random);
    return zip(
      entries.map((entry) => {
        if (entry.name !== victim) return entry;
        let content: string | Buffer = entry.content.toString();
        for (let left = keeps === 'sound' ? 1 + random(3) : 1; left > 0 && typeof content === 'string'; left -= 1)
          content = change(content, random);
        return { ...entry, content };
      }),
    );
  },
});

const EDGES = [0, 1, 0x7f, 0x80, 0xff, 0xffff, 0x7fffffff, 0x80000000, 0xfffffffe, 0xffffffff];

const NUMBERS =
  '1e308 -1e308 1e309 9007199254740993 -0 0.1e-400 NaN Infinity 1,5 0x10 1e 2958465 2958466 -1 1e15 1e16 60 59.9 999999999999999999999'.split(
    ' ',
  );

const ATTRIBUTES = [
  ...NUMBERS,
  ...'A0 A1048577 XFE1 ZZZZ1 a1 A1:B2 $A$1 R1C1 constructor __proto__ toString 4294967296 true hidden veryHidden External ../../a /a %00 # str s b e d n inlineStr rId1'.split(
    ' ',
  ),
  '',
  '&amp;&lt;&#0;',
  '&#x10FFFF;&#xD800;',
  'a'.repeat(40_000),
];

const SNIPPETS = [
  '<!DOCTYPE a [<!ENTITY b "c">]>',
  '<!--',
  '<!-- <row r="1"> -->',
  '<![CDATA[<c r="A1"><v>1</v></c>]]>',
  '<?xml version="1.0" encoding="utf-16"?>',
  '<?pi ?>',
  '&xxe;',
  '&#0;',
  '&#xFFFE;',
  '\u0000',
  '\u0007',
  '\ufffe',
  ']]>',
  '<a xmlns="b">',
  '<x:row xmlns:x="y"/>',
  '<row r="7"><c r="E7"><v>1e308</v></c></row>',
  '<c><v>1</v></c>',
  '<c r="E7" t="s"><v>99999</v></c>',
  '<c r="E7" s="99999"><v>1e300</v></c>',
  '<c r="E7" t="d"><v>9999-12-31T23:59:59Z</v></c>',
  '<c r="E7" t="e"><v>#REF!</v></c>',
  '<c r="E7"><f>1</f></c>',
  '<a>'.repeat(200),
  `<a ${Array.from({ length: 1_500 }, (_, at) => `b${at}="c"`).join(' ')}/>`,
  '<definedName name="cchc_bieu_mau">#REF!</definedName>',
  `<definedName name="o_a">'${"''".repeat(5_000)}!$A$1</definedName>`,
  '<sheet name="a" sheetId="99" r:id="rId1"/>',
  '<Relationship Id="rId1" Type="a/officeDocument" Target="_rels/.rels"/>',
  '<si><t>a</t><rPh sb="0" eb="1"><t>b</t></rPh></si>',
  '_x0000__xD800__x005F_',
];

const HARMS: Readonly<Record<string, Harm>> = {
  // --- bytes
  'cut anywhere': onBytes((bytes, random) => bytes.subarray(0, random(bytes.length))),
  'cut at a record': onBytes((bytes, random) => bytes.subarray(0, pick(recordsIn(bytes), random) + random(40))),
  'bits flipped': onBytes((bytes, random) => {
    for (let left = 1 + random(8); left > 0; left -= 1) {
      const at = random(bytes.length);
      bytes[at] = (bytes[at] ?? 0) ^ (1 << random(8));
    }
    return bytes;
  }),
  'bits flipped in a record': onBytes((bytes, random) => {
    const at = Math.min(bytes.length - 1, pick(recordsIn(bytes), random) + random(60));
    bytes[at] = (bytes[at] ?? 0) ^ (1 << random(8));
    return bytes;
  }),
  'a field of a record at an edge': onBytes((bytes, random) => {
    const at = Math.min(bytes.length - 4, pick(recordsIn(bytes), random) + 4 + 2 * random(21));
    if (random(2)) bytes.writeUInt32LE(pick(EDGES, random), at);
    else bytes.writeUInt16LE(pick(EDGES, random) & 0xffff, at);
    return bytes;
  }),
  'fields of two directory records swapped': onBytes((bytes, random) => {
    const records = recordsIn(bytes, 'PK\x01\x02');
    const [one, other, field] = [pick(records, random), pick(records, random), pick([10, 16, 20, 24, 28, 42], random)];
    const kept = Buffer.from(bytes.subarray(one + field, one + field + 4));
    bytes.copy(bytes, one + field, other + field, other + field + 4);
    kept.copy(bytes, other + field);
    return bytes;
  }),
  'a run of one byte': onBytes((bytes, random) =>
    bytes.fill(pick([0, 0xff, 0x50], random), random(bytes.length), random(bytes.length)),
  ),
  'a stretch copied over another': onBytes((bytes, random) => {
    const from = random(bytes.length);
    bytes.copy(bytes, random(bytes.length), from, from + random(400));
    return bytes;
  }),
  'a stretch taken out': onBytes((bytes, random) => {
    const from = random(bytes.length);
    return Buffer.concat([bytes.subarray(0, from), bytes.subarray(from + 1 + random(200))]);
  }),
  'a stretch put in twice': onBytes((bytes, random) => {
    const from = random(bytes.length);
    return Buffer.concat([bytes.subarray(0, from + 1 + random(200)), bytes.subarray(from)]);
  }),
  'more behind the end': onBytes((bytes, random) =>
    Buffer.concat([bytes, Buffer.alloc(1 + random(70_000), random(256))]),
  ),
  'more before the start': onBytes((bytes, random) =>
    Buffer.concat([Buffer.from('PK\x03\x04'), Buffer.alloc(random(99)), bytes]),
  ),
  // --- archive
  'entries in another order': onEntries('always', (entries, random) => shuffled(entries, random)),
  'entries deflated': onEntries('always', (entries) => entries.map((entry) => ({ ...entry, stored: false }))),
  'an entry taken away': onEntries('sound', (entries, random) =>
    entries.filter((_, at) => at !== random(entries.length)),
  ),
  'an entry twice': onEntries('sound', (entries, random) => [...entries, pick(entries, random)]),
  'an entry under another name': onEntry('sound', ({ name }, random) => ({
    name: pick(
      [
        `${name}x`,
        name.toUpperCase(),
        name.replace('xl/', 'xl//'),
        `./${name}`,
        name.replaceAll('/', '\\'),
        encodeURIComponent(name),
        '',
        '/',
        '..',
      ],
      random,
    ),
  })),
  'the contents of two entries swapped': onEntries('sound', (entries, random) => {
    const [one, other] = [random(entries.length), random(entries.length)];
    return entries.map((entry, at) =>
      at === one || at === other
        ? { ...entry, content: (entries[at === one ? other : one] as ZipEntry).content }
        : entry,
    );
  }),
  'a lie about a size': onEntry('same', (_, random) => ({ stored: false, declaredSize: pick(EDGES, random) })),
  'a lie about a checksum': onEntry('same', (_, random) => ({ declaredCrc: pick(EDGES, random) })),
  'a lie about the method': onEntry('same', (_, random) => ({ method: pick([8, 9, 12, 14, 93, 99, 0xffff], random) })),
  'a lie in the flags': onEntry('same', (_, random) => ({ flags: random(0x10000) })),
  'a lie about the name': onEntry('same', (_, random) => ({
    localName: pick(['', 'a', '../a', 'xl/workbook.xml'], random),
  })),
  'a lie about the place': onEntry('same', (_, random) => ({ offset: pick([...EDGES, random(100_000)], random) })),
  'extra fields': onEntry('same', (_, random) => ({ extra: extraField(random) })),
  'a broken stream with the right checksum': onEntry('sound', ({ content }, random) => {
    const deflated = deflateRawSync(content, { level: 1 });
    const at = random(deflated.length);
    deflated[at] = (deflated[at] ?? 0) ^ (1 << random(8));
    return { content: deflated, method: 8, declaredSize: content.length, declaredCrc: crc32(content) };
  }),
  // --- XML
  'a comment between tags': onXml('always', (xml, random) => betweenTags(xml, '<!-- & -->', random)),
  'attributes in another order': onXml('always', (xml) =>
    xml.replace(
      /<([\w:]+)((?: [\w:]+="[^"]*"){2,})/g,
      (_, name, list: string) =>
        `<${name}${list
          .match(/ [\w:]+="[^"]*"/g)
          ?.reverse()
          .join('')}`,
    ),
  ),
  'a byte order mark': onXml('always', (xml) => Buffer.from(`\ufeff${xml}`)),
  'in UTF-16': onXml('always', (xml) => Buffer.from(`\ufeff${xml}`, 'utf16le')),
  'a wrong encoding': onXml('sound', (xml, random) => Buffer.from(xml, pick(['latin1', 'utf16le'], random))),
  'another encoding declared': onXml('sound', (xml, random) =>
    xml.replace(
      /encoding="[^"]*"/,
      `encoding="${pick(['utf-16', 'shift_jis', 'windows-1258', 'x', 'iso-2022-jp', 'utf-7', 'replacement'], random)}"`,
    ),
  ),
  'bytes that are no UTF-8': onXml('sound', (xml, random) => {
    const bytes = Buffer.from(xml);
    for (let left = 1 + random(4); left > 0; left -= 1)
      bytes[random(bytes.length)] = pick([0x80, 0xc0, 0xed, 0xf8, 0xff], random);
    return bytes;
  }),
  'bytes flipped in the text': onXml('sound', (xml, random) => {
    const bytes = Buffer.from(xml);
    for (let left = 1 + random(4); left > 0; left -= 1) bytes[random(bytes.length)] = 32 + random(95);
    return bytes;
  }),
  'a snippet put between tags': onXml('sound', (xml, random) => betweenTags(xml, pick(SNIPPETS, random), random)),
  'a snippet put anywhere': onXml('sound', (xml, random) => {
    const at = random(xml.length + 1);
    return xml.slice(0, at) + pick(SNIPPETS, random) + xml.slice(at);
  }),
  'a tag taken away': onXml('sound', (xml, random) => oneOf(xml, /<[^>]+>/g, () => '', random)),
  'a tag twice': onXml('sound', (xml, random) => oneOf(xml, /<[^>]+>/g, (tag) => tag + tag, random)),
  'an element taken away': onXml('sound', (xml, random) =>
    oneOf(
      xml,
      /<(c|row|si|sheet|definedName|Relationship|xf|Override)\b[^>]*?(?:\/>|>[\s\S]*?<\/\1>)/g,
      () => '',
      random,
    ),
  ),
  'an element twice': onXml('sound', (xml, random) =>
    oneOf(
      xml,
      /<(c|row|si|sheet|definedName|Relationship|xf|Override)\b[^>]*?(?:\/>|>[\s\S]*?<\/\1>)/g,
      (element) => element.repeat(2 + random(3)),
      random,
    ),
  ),
  'two elements swapped': onXml('sound', (xml, random) => {
    const elements = [...xml.matchAll(/<(c|row|si|sheet|definedName|Relationship|xf)\b[^>]*?(?:\/>|>[\s\S]*?<\/\1>)/g)];
    if (elements.length < 2) return xml;
    const at = random(elements.length - 1);
    const [one, other] = [elements[at], elements[at + 1 + random(elements.length - at - 1)]] as [
      RegExpExecArray,
      RegExpExecArray,
    ];
    return (
      xml.slice(0, one.index) +
      other[0] +
      xml.slice(one.index + one[0].length, other.index) +
      one[0] +
      xml.slice(other.index + other[0].length)
    );
  }),
  'an attribute changed': onXml('sound', (xml, random) =>
    oneOf(xml, /="[^"]*"/g, () => `="${pick(ATTRIBUTES, random)}"`, random),
  ),
  'an attribute of a cell changed': onXml('sound', (xml, random) =>
    oneOf(xml, /(?<=<(?:c|row) [^>]*)="[^"]*"/g, () => `="${pick(ATTRIBUTES, random)}"`, random),
  ),
  'an attribute taken away': onXml('sound', (xml, random) => oneOf(xml, / [\w:]+="[^"]*"/g, () => '', random)),
  'a number changed': onXml('sound', (xml, random) =>
    oneOf(xml, /(?<=<c(?: (?!t=)[\w:]+="[^"]*")*><v>)[^<]*(?=<\/v>)/g, () => pick(NUMBERS, random), random),
  ),
  'a text changed': onXml('sound', (xml, random) =>
    oneOf(xml, /(?<=<t[^>]*>)[^<]+(?=<\/t>)/g, (text) => mangled(text, random), random),
  ),
  'a text made long': onXml('sound', (xml, random) =>
    oneOf(
      xml,
      /(?<=<t[^>]*>)[^<]+(?=<\/t>)/g,
      () => pick(Object.values(COSTLY_TEXTS), random).replaceAll('<', ''),
      random,
    ),
  ),
  'a name that leads elsewhere': onXml('sound', (xml, random) =>
    oneOf(
      xml,
      /(?<=<definedName[^>]*>)[^<]*(?=<)/g,
      (place) =>
        pick(
          [
            '#REF!',
            "'",
            `'${place}`,
            `${place}:$B$9`,
            "''!$A$1",
            'A1',
            `${place}0`,
            place.replace('!', '!!'),
            `${'a'.repeat(40_000)}!$A$1`,
            'Sheet1!$ZZZ$99999999999',
          ],
          random,
        ),
      random,
    ),
  ),
  'a row that lies': onXml('sound', (xml, random) =>
    oneOf(xml, /(?<=<row r=")\d+/g, () => `${pick([0, 1, 7, 1_048_576, 1_048_577, 4e9], random)}`, random),
  ),
  'a cell that lies': onXml('sound', (xml, random) =>
    oneOf(
      xml,
      /(?<=<c r=")[A-Z]+\d+/g,
      () => pick(['A1', 'E7', 'XFD1048576', 'XFE1', 'AAAA1', '1', 'A', 'A-1'], random),
      random,
    ),
  ),
  'everything behind taken away': onXml('sound', (xml, random) => xml.slice(0, random(xml.length))),
};

/** Where the records of an archive begin. */
function recordsIn(bytes: Buffer, signature?: string): number[] {
  const found: number[] = [];
  for (const sign of signature ? [signature] : ['PK\x01\x02', 'PK\x03\x04', 'PK\x05\x06'])
    for (let at = bytes.indexOf(sign, 0, 'latin1'); at >= 0; at = bytes.indexOf(sign, at + 4, 'latin1')) found.push(at);
  return found;
}

function shuffled<T>(list: readonly T[], random: Random): readonly T[] {
  return list
    .map((item) => ({ item, key: random(2 ** 31) }))
    .sort((one, other) => one.key - other.key)
    .map(({ item }) => item);
}

/** zip64, Unicode name, or nonsense. */
function extraField(random: Random): Buffer {
  const extra = Buffer.alloc(4 + random(30), random(256));
  extra.writeUInt16LE(pick([1, 0x7075, 0x5455, 0xcafe], random), 0);
  extra.writeUInt16LE(pick([extra.length - 4, 0, 0xffff], random), 2);
  return extra;
}

/** Before any tag but those at the very start. */
function betweenTags(xml: string, snippet: string, random: Random): string {
  const places = [...xml.matchAll(/>(?=<)/g)].slice(1);
  const at = (pick(places, random)?.index ?? xml.length - 1) + 1;
  return xml.slice(0, at) + snippet + xml.slice(at);
}

/** Changes one of the places that `pattern` finds. */
function oneOf(xml: string, pattern: RegExp, change: (found: string) => string, random: Random): string {
  const start = random(xml.length);
  pattern.lastIndex = start;
  const found = pattern.exec(xml) ?? new RegExp(pattern).exec(xml);
  pattern.lastIndex = 0;
  return found ? xml.slice(0, found.index) + change(found[0]) + xml.slice(found.index + found[0].length) : xml;
}

/** As it comes from other keyboards, programs and hands. */
function mangled(text: string, random: Random): string {
  return pick(
    [
      text.normalize('NFD'),
      text.toUpperCase(),
      ` \u00a0${text}\u200b `,
      `=${text}`,
      text.replace(/\d/g, (digit) => String.fromCharCode(0xff10 + Number(digit))),
      `${text}\n${text}`,
      'Không phát sinh',
      '1.440',
      '16.807',
      '31/6/2025',
      '#kiem_tra',
      '-',
    ],
    random,
  );
}
