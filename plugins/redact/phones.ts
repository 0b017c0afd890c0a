// Phone numbers: international, national as several countries write them, and any after a word such as `Tel.`.
import type { Pattern } from './pattern.ts';

/** No number is shorter than seven digits, nor are they further apart. */
const SEVEN_DIGITS = /\d(?:\D{0,3}\d){6}/;

export const PHONES: Pattern[] = [
  // +44 20 7946 0958, +33 6 12 34 56 78, +16699006833,,123456789#
  {
    rule: 'phone',
    gate: SEVEN_DIGITS,
    regex:
      /(?<![\w+.,/=-])\+[1-9](?:[ \u00a0\u2009\u202f.\-\u2010\u2011\u2013/()]{0,3}\d){7,14}(?!\d)(?:,{1,4}\d{3,12}#?(?:,{0,6}\*?\d{2,12}#?){0,2})?/g,
    accept: ([number]) =>
      isGrouped(number.split(',')[0]!) && (/\D/.test(number.slice(1)) || number.length > 10),
  },
  // 0049 171 1234567: a country's code, then groups
  {
    rule: 'phone',
    gate: SEVEN_DIGITS,
    regex:
      /(?<![\w.,:/=#+-]|\d[ \u00a0\u2009\u202f])00(?:1|7|2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58]|2\d\d|3[578]\d|42\d|50\d|59\d|6[789]\d|8[0578]\d|9[679]\d)(?=[ \u00a0\u2009\u202f.\-\u2010\u2011/(])(?:[ \u00a0\u2009\u202f.\-\u2010\u2011/()]{0,3}\d){7,12}(?![\w-]|[ .,]\d)/g,
    accept: (match, text) => isGrouped(`+${match[0].slice(2)}`) && !isIdentifier(match, text),
  },
  // (415) 555-0132, 415-555-0132, 415.555.0132
  {
    rule: 'phone',
    gate: SEVEN_DIGITS,
    regex:
      /(?<![\w.,/=#+-])(?:1[-. \u00a0\u202f])?(?:\([2-9]\d\d\)[ \u00a0\u202f]?[2-9]\d\d[-. \u00a0\u2011\u202f]\d{4}|[2-9]\d\d([-.\u00a0\u2011\u202f])[2-9]\d\d\1\d{4})(?![\w-]|\.\d)/g,
    accept: (match, text) => !isIdentifier(match, text),
  },
  // 06 12 34 56 78
  {
    rule: 'phone',
    gate: SEVEN_DIGITS,
    regex:
      /(?<![\w.,:/=#+-]|\d[ \u00a0\u202f])0[1-9]([ .\-\u00a0\u2011\u202f])\d\d(?:\1\d\d){3}(?![\w-]|[ .\u00a0\u202f]\d)/g,
    accept: (match, text) => !isIdentifier(match, text),
  },
  // 020 7946 0958, (020) 7946 0958, 0171/1234567, 020-7946-0958, 079 123 45 67
  {
    rule: 'phone',
    gate: SEVEN_DIGITS,
    regex:
      /(?<![\w.,:/=#+-]|\d[ \u00a0\u202f])(?:0\d{2,4}[ /\-\u00a0\u2011\u202f]|\(0\d{2,4}\)[ \u00a0\u202f]?)(?:\d{3,4}[ \-\u00a0\u2011\u202f]?\d{3,4}|\d{2,3}(?:[ \u00a0\u202f]\d\d){2,3})(?![\w-]|[ .,\u00a0\u202f]\d)/g,
    accept: (match, text) => !isIdentifier(match, text) && !areTimes(match[0]),
  },
  // 138 0013 8000, 03-1234-5678
  {
    rule: 'phone',
    gate: SEVEN_DIGITS,
    regex:
      /(?<![\w.,:/=#+-]|\d[ \u00a0\u202f])(?:1[3-9]\d([ \-\u00a0\u2011\u202f])\d{4}\1\d{4}|0\d-\d{4}-\d{4})(?![\w-]|[ .,\u00a0\u202f]\d)/g,
    accept: (match, text) => !isIdentifier(match, text),
  },
  // Tel. 5550 1234, Phone: 555-0132, call me on 07700900123
  {
    rule: 'phone',
    gate: SEVEN_DIGITS,
    group: 1,
    regex:
      /(?<![\w-])(?:tel(?:ephone|efon|[ée]fono|efoon|:)?|phone|mobile|mobil|cell|fax|whatsapp|sms|t[ée]l(?:[ée]phone)?|handy|rufnummer|durchwahl|dial(?:[- ]?in)?|ph\.|(?:call|ring|text|reach) (?:me|us|him|her|them))(?: ?(?:number|no|nr|at|on|under))?[.:：]{0,2}[\s*_|]{0,4}(\+?\(?\d(?:[ \u00a0\u2009\u202f.\-\u2010\u2011/()]{0,2}\d){6,14})(?!\d)/giu,
    accept: (match, text) => isGrouped(match[1]!) && !isAmount(match, text),
  },
];

/** Groups of digits as people write numbers: no date, no version, no list of single digits. */
function isGrouped(number: string): boolean {
  if (/^\+?(19|20)\d\d([-/. ]?)(0?[1-9]|1[0-2])\2(0?[1-9]|[12]\d|3[01])(?!\d)/.test(number)) return false;
  const groups = number.split(/\D+/).filter(Boolean);
  const [first = '', ...rest] = groups;
  const international = number.startsWith('+');
  if (international && rest.length > 0 && first.length > 4) return false;
  // +33 6 12 34 56 78, +49 30 1234567-0, +44 (0)20 7946 0958
  const singles = rest.slice(number.includes('(') ? 1 : 0).filter((group) => group.length < 2).length;
  return singles <= (international && groups.length > 2 ? 1 : 0);
}

/** `0900 1000 1130`: each later than the one before, to five minutes. */
function areTimes(number: string): boolean {
  const groups = number.split(/\D+/);
  return groups.every(
    (group, index) => /^(?:[01]\d|2[0-3])[0-5][05]$/.test(group) && (groups[index - 1] ?? '') < group,
  );
}

/** `DIN 0123 456 789`, `order 415-555-0132`: what stands before says what is numbered. */
function isIdentifier({ index }: RegExpExecArray, text: string): boolean {
  return /(?<![\w-])(?:order|invoice|ticket|issue|isbn|issn|din|iso|iec|rfc|orcid|doi|sku|serial|part|id|bestellung|auftrag|rechnung|commande|facture)(?: ?(?:number|no\.?|nr\.?|id|#|:))?[ \u00a0]$/i.test(
    text.slice(Math.max(0, index - 24), index),
  );
}

/** `mobile: 1234567 users`: a bare number that counts something. */
function isAmount({ index, 0: whole, 1: number = '' }: RegExpExecArray, text: string): boolean {
  const end = index + whole.length;
  return (
    /^[1-9]\d*$/.test(number) &&
    /^ (users?|people|visit(or)?s|views?|downloads?|sessions?|devices?|hits|installs?|requests?|subscribers?|customers?|clients?|calls|messages|lines|records|bytes|ms|times)\b/i.test(
      text.slice(end, end + 16),
    )
  );
}
