// document-tells-nothing: PDF and office files that name whoever wrote them, also where their properties are packed.
import { crc32, deflateRawSync, deflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { namesSomebody } from '../../scripts/document-tells.ts';

/** A zip of one packed file. */
function zipOf(name: string, text: string): Buffer {
  const data = deflateRawSync(text);
  const about = Buffer.alloc(26);
  about.writeUInt16LE(20, 0);
  about.writeUInt16LE(8, 4);
  about.writeUInt32LE(typeof crc32 === 'function' ? crc32(text) : 0, 10);
  about.writeUInt32LE(data.length, 14);
  about.writeUInt32LE(text.length, 18);
  about.writeUInt16LE(name.length, 22);
  const local = Buffer.concat([Buffer.from('PK\x03\x04'), about, Buffer.from(name), data]);
  const central = Buffer.concat([
    Buffer.from('PK\x01\x02\x14\0'),
    about,
    Buffer.alloc(14),
    Buffer.from(name),
  ]);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06');
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(local.length, 16);
  return Buffer.concat([local, central, end]);
}

const pdf = (inside: string | Buffer) => Buffer.concat([Buffer.from('%PDF-1.7\n\0\n'), Buffer.from(inside)]);
const packed = (text: string) =>
  Buffer.concat([
    Buffer.from('1 0 obj <</Filter/FlateDecode>>\nstream\n'),
    deflateSync(text),
    Buffer.from('\nendstream'),
  ]);

describe('a document', () => {
  it.each<[string, string, Buffer, boolean]>([
    ['names its author', 'a.pdf', pdf('<</Author (Ana Ruiz)>>'), true],
    ['names its author in a packed part', 'a.pdf', pdf(packed('<</Author (Ana Ruiz)>>')), true],
    [
      'names its author in XMP',
      'a.pdf',
      pdf('<dc:creator><rdf:Seq><rdf:li>Ana</rdf:li></rdf:Seq></dc:creator>'),
      true,
    ],
    [
      'of an office names who changed it',
      'a.docx',
      zipOf('docProps/core.xml', '<cp:lastModifiedBy>Ana Ruiz</cp:lastModifiedBy>'),
      true,
    ],
    ['names nobody', 'a.pdf', pdf('<</Author ()/Producer (x)>>'), false],
    ['of an office names nobody', 'a.docx', zipOf('docProps/core.xml', '<dc:creator></dc:creator>'), false],
    ['is none', 'a.html', Buffer.from('/Author (Ana)'), false],
  ])('%s', (_name, file, bytes, says) => expect(namesSomebody(file, bytes)).toBe(says));
});
