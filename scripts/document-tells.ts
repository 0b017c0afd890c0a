// What PDF and office files say of who wrote them. In: the bytes of a published file; out: does it name somebody?
import { viewsOf } from './audit/views.ts';

const DOCUMENT = /\.(?:pdf|docx?|dotx|xls[xm]?|ppt[xm]?|od[tsp])$/i;
/** Fields with something in them: of PDF, of XMP, and of the packed properties of office files. */
const SOMEBODY =
  /\/Author\s{0,9}(?:\((?!\s*\))|<(?!<|\s*>))|<(?:dc:creator|pdf:Author|cp:lastModifiedBy|meta:initial-creator)>(?:\s|<rdf:[^<>]{1,99}>)*[^\s<]/;

export function namesSomebody(file: string, bytes: Buffer): boolean {
  return DOCUMENT.test(file) && viewsOf(bytes).some(({ text }) => SOMEBODY.test(text));
}
