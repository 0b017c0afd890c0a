// What else must not be published: e-mail addresses, phone numbers, passcodes, keys. In: text; out: spans.
// Every expression is linear: bounded repeats, and a look-behind that lets a run of letters be tried only once.

/** What was found, from `start` to `end` (exclusive), in UTF-16 units. */
export interface Find {
  start: number;
  end: number;
  rule: SecretRule;
}

export type SecretRule = 'join-link' | 'private-link' | 'passcode' | 'email' | 'phone' | 'key';

/** A pattern, the group that is the secret (0 for all), and what the expression alone cannot say. */
interface Pattern {
  rule: SecretRule;
  regex: RegExp;
  group?: number;
  /** Without this there is no match: it is looked for first, because it is quick. Patterns share gates. */
  gate: RegExp;
  accept?: (match: RegExpExecArray, text: string, isNear: IsNearMeeting) => boolean;
}

/** Last parts of names that look like an address and are a file or a unit: `logo@2x.png`, `getty@tty1.service`. */
const NOT_TOP_LEVEL =
  /\.(png|jpe?g|gif|svg|webp|avif|ico|css|js|mjs|cjs|jsx|tsx|json|html?|ya?ml|toml|txt|pdf|tgz|whl|exe|dll|service|socket|timer|target|mount)$/i;

const EMAILS: Pattern[] = [
  {
    rule: 'email',
    gate: /@/,
    regex:
      /(?<![\p{L}\p{N}@])(?:mailto:)?[\p{L}\p{N}][\p{L}\p{N}._%+'-]{0,200}@(?:[\p{L}\p{N}-]{1,63}\.){1,6}\p{L}{2,24}(?![\p{L}\p{N}(])/gu,
    accept: isAddress,
  },
  {
    rule: 'email',
    gate: /[[({] ?at ?[\])}]/i,
    regex:
      /(?<![\w.+-])[\w.+-]{1,64} ?[[({] ?at ?[\])}] ?[\w-]{1,63}(?:(?: ?[[({] ?dot ?[\])}] ?|\.)[\w-]{2,63}){1,4}/gi,
  },
];

/** Not `git@host:`, not the user of an url, not `user@host:/path`, not a file's name. */
function isAddress(match: RegExpExecArray, text: string): boolean {
  const after = text.slice(match.index + match[0].length, match.index + match[0].length + 2);
  const before = text.slice(Math.max(0, match.index - 100), match.index);
  if (/:\/\/[^\s/]*$/.test(before) || after === ':/' || after === ':~') return false;
  if (/^(git|hg|svn)@/.test(match[0]) && /^[:/]/.test(after)) return false;
  return !NOT_TOP_LEVEL.test(match[0]);
}

/** No number is shorter than seven digits, nor are they further apart. */
const SEVEN_DIGITS = /\d(?:\D{0,3}\d){6}/;

const PHONES: Pattern[] = [
  // +44 20 7946 0958, +16699006833,,123456789#
  {
    rule: 'phone',
    gate: SEVEN_DIGITS,
    regex:
      /(?<![\w+.,/=-])\+[1-9](?:[ .\-/()\u00a0]{0,3}\d){7,14}(?!\d)(?:,{1,4}\d{3,12}#?(?:,{0,6}\*?\d{2,12}#?){0,2})?/g,
    accept: ([number]) =>
      isGrouped(number.split(',')[0]!) && (/\D/.test(number.slice(1)) || number.length > 10),
  },
  // (415) 555-0132, 415-555-0132, 415.555.0132
  {
    rule: 'phone',
    gate: SEVEN_DIGITS,
    regex:
      /(?<![\w.,/=#+-])(?:1[-. ])?(?:\([2-9]\d\d\) ?[2-9]\d\d[-. ]\d{4}|[2-9]\d\d([-.])[2-9]\d\d\1\d{4})(?![\w-]|\.\d)/g,
  },
  // 06 12 34 56 78
  {
    rule: 'phone',
    gate: SEVEN_DIGITS,
    regex: /(?<![\w.,:/=#+-]|\d )0[1-9]([ .-])\d\d(?:\1\d\d){3}(?![\w-]|[ .]\d)/g,
  },
  // 020 7946 0958, (020) 7946 0958, 0171/1234567
  {
    rule: 'phone',
    gate: SEVEN_DIGITS,
    regex: /(?<![\w.,:/=#+-]|\d )(?:0\d{2,4}[ /]|\(0\d{2,4}\) ?)\d{3,4} ?\d{3,4}(?![\w-]|[ .,]\d)/g,
  },
  // Tel. 5550 1234, Phone: 555-0132, call me on 07700900123
  {
    rule: 'phone',
    gate: SEVEN_DIGITS,
    group: 1,
    regex:
      /(?<![\w-])(?:tel(?:ephone|efon|:)?|phone|mobile|mobil|cell|fax|whatsapp|sms|t[ée]l|handy|dial[- ]?in|(?:call|ring|text|reach) (?:me|us|him|her|them))(?: ?(?:number|no|nr|at|on|under))?[.:]{0,2}[\s*_]{0,4}(\+?\(?\d(?:[ .\-/()]{0,2}\d){6,14})(?!\d)/giu,
    accept: (match) => isGrouped(match[1]!),
  },
];

/** Groups of digits as people write numbers: no date, no version, no list of single digits. */
function isGrouped(number: string): boolean {
  if (/^\+?(19|20)\d\d([-/. ]?)(0?[1-9]|1[0-2])\2(0?[1-9]|[12]\d|3[01])(?!\d)/.test(number)) return false;
  const groups = number.split(/\D+/).filter(Boolean);
  const [first = '', ...rest] = groups;
  if (number.startsWith('+') && rest.length > 0 && first.length > 4) return false;
  return rest.slice(number.includes('(') ? 1 : 0).every((group) => group.length >= 2);
}

const QUOTES = '["\'*_`“”]{0,3}';
const VALUE = '([^\\s<>"\'`*,;()\\[\\]{}|“”]{3,64})';
const PASSCODE_LABEL =
  "pass ?codes?|kenncode|zugangscode|c[oó]digo de acceso|code d[’']acc[eè]s|passwords?|passwort|pwd|mot de passe|contrase[nñ]a|pin(?: code)?|access code|security code|participant (?:code|pin)|host key|dial-in code";
/** Words that follow such a label in prose and are no secret. */
const PROSE =
  /^(required|optional|none|tbd|tba|see|not|the|same|ask|yes|no|n\/a|unknown|string|boolean|number|null|undefined|true|false|removed|is|in|on|and|or|as|will|sent|below|above|https?:.*|protected|enabled|disabled|needed|private)\W*$/i;

/** Is a join link within a few hundred characters? Then a code beside it is that meeting's. */
export type IsNearMeeting = (offset: number) => boolean;

const PASSCODES: Pattern[] = [
  {
    rule: 'passcode',
    group: 3,
    gate: /code|pass|pwd|contrase|\bpin|key|digo/iu,
    regex: new RegExp(
      `(?<![\\w-])(${PASSCODE_LABEL})\\b(?: ?\\([^()\\n]{1,30}\\))?${QUOTES}\\s{0,3}((?:(?::|=|is|war|est)${QUOTES}\\s{0,3}){0,2})${QUOTES}${VALUE}`,
      'giu',
    ),
    accept: (match, _text, isNear) => isPasscode(match, isNear(match.index)),
  },
  {
    rule: 'passcode',
    group: 1,
    gate: /\d(?:[ -]?\d){6}|[a-z]{3}-[a-z]{4}-[a-z]{3}/iu,
    regex:
      /(?<![\w-])(?:(?:meeting|webinar|conference|zoom|webex|teams|personal meeting)[ -]?(?:id|number|code|no\.?|key)|id de (?:la )?r[eé]union|pmi)["'*_`]{0,3}\s{0,3}(?:[:=#]|is)?["'*_`]{0,3}\s{0,3}(\d(?:[ -]?\d){6,13}|[a-z]{3}-[a-z]{4}-[a-z]{3})(?![\w-])/giu,
  },
];

/** In doubt beside a meeting's link, taken; far from any, only what looks like a code. */
function isPasscode(match: RegExpExecArray, near: boolean): boolean {
  const label = match[1]!.toLowerCase();
  const separated = match[2]! !== '';
  const value = match[3]!.replace(/(?<![.:!?])[.:!?]+$/, '');
  if (value.length < 3 || PROSE.test(value) || /^[$%&\\]|^\/\//.test(value) || /[=$]/.test(value))
    return false;
  const digits = /^\d{4,10}#?$/.test(value);
  if (/^pin/.test(label)) return digits && (separated || near);
  if (/^(password|passwort|pwd|mot|contrase)/.test(label))
    return near ? separated || /\d/.test(value) : separated && looksChosen(value);
  return separated ? true : digits || (near && /\d/.test(value));
}

/** A password as people choose them: six characters or more, digits and others, not the name of an algorithm. */
function looksChosen(value: string): boolean {
  if (value.length < 6 || !/\d/.test(value) || /^\d+$/.test(value)) return false;
  return (
    !/^(sha|utf|md|base|aes|argon|bcrypt|pbkdf|v|http|oauth|x)\W?\d/i.test(value) && !/[/\\]/.test(value)
  );
}

/** Every key has a long run of letters and digits, stands in an url, or says where it begins. */
const KEY_LIKE = /[\w-]{12}|:\/\/|-----BEGIN/;

const KEYS: Pattern[] = [
  /(?<![A-Za-z0-9])(?:AKIA|ASIA)[0-9A-Z]{16}(?![A-Za-z0-9])/g,
  /(?<![A-Za-z0-9])(?:gh[pousr]_[A-Za-z0-9]{36,255}|github_pat_[A-Za-z0-9_]{22,255}|gl(?:pat|rt|dt|cbt)-[\w-]{20,255})/g,
  /(?<![A-Za-z0-9])xox[abeoprs]-[A-Za-z0-9-]{10,255}/g,
  /(?<![A-Za-z0-9])(?:sk|rk|pk)_(?:live|test)_[A-Za-z0-9]{16,255}/g,
  /(?<![A-Za-z0-9-])sk-(?:ant-|proj-|svcacct-|or-)?[A-Za-z0-9_-]{20,255}(?<=\d[A-Za-z0-9_-]{0,60})/g,
  /(?<![A-Za-z0-9])npm_[A-Za-z0-9]{36}(?![A-Za-z0-9])/g,
  /(?<![A-Za-z0-9])(?:pypi-AgE[\w-]{30,255}|hf_[A-Za-z0-9]{30,60}|dop_v1_[a-f0-9]{64}|shp(?:at|ss)_[a-fA-F0-9]{32})/g,
  /(?<![A-Za-z0-9])AIza[0-9A-Za-z_-]{35}/g,
  /(?<![A-Za-z0-9])SG\.[\w-]{16,32}\.[\w-]{16,64}/g,
  /(?<![\w.-])eyJ[\w-]{10,4000}\.eyJ[\w-]{10,4000}\.[\w-]{10,1000}/g,
  /(?<!\d)\d{8,10}:AA[\w-]{33}(?![\w-])/g,
  /https:\/\/hooks\.slack\.com\/(?:services|workflows)\/[\w/-]{10,200}/g,
  /https:\/\/(?:\w+\.)?discord(?:app)?\.com\/api\/webhooks\/[\w/-]{10,200}/g,
  /-----BEGIN [A-Z ]{0,30}PRIVATE KEY(?: BLOCK)?-----(?!\s{0,40}(?:\.{3}|…)\s{0,40}-----END)[^-]{0,10000}(?:-----END [A-Z ]{0,30}PRIVATE KEY(?: BLOCK)?-----)?/g,
  /(?<=:\/\/)(?!user(?:name)?:pass)[^\s/@:"'<>()]{1,100}:[^\s/@"'<>(){}$]{1,100}(?=@[\w[])/g,
].map((regex) => ({ rule: 'key', gate: KEY_LIKE, regex }));

/** `token=…`, `api_key: "…"`, `?sig=…`: only values that look drawn at random. */
const LABELLED_KEYS: Pattern[] = [
  {
    rule: 'key',
    group: 1,
    gate: /[A-Za-z0-9_\-+/.%]{20}/,
    regex:
      /(?:api[_-]?key|access[_-]?key|secret(?:[_-]?key)?|client[_-]?secret|(?:auth|access|bearer|refresh|api)?[_-]?token|signature|[?&]sig|[?&]key)["'`*]{0,3}\s{0,2}[:=]\s{0,2}["'`*]{0,3}(?:bearer )?([A-Za-z0-9_\-+/.%]{20,300})(?![A-Za-z0-9_(])/gi,
    accept: (match) => looksRandom(match[1]!),
  },
];

/** Digits and letters mixed throughout, and no run of letters as long as a word. */
function looksRandom(value: string): boolean {
  const digits = value.replace(/\D/g, '').length;
  if (digits < value.length / 12 || digits === value.length) return false;
  if (/^[a-f0-9]+$/i.test(value)) return value.length >= 32;
  return /[A-Z]/.test(value) && /[a-z]/.test(value) && !/[._/-]{2}|[a-z]{9,}/.test(value);
}

const PATTERNS = [...KEYS, ...LABELLED_KEYS, ...PASSCODES, ...EMAILS, ...PHONES];

const GATES = [...new Set(PATTERNS.map(({ gate }) => gate))].map((gate) => ({
  gate,
  patterns: PATTERNS.filter((pattern) => pattern.gate === gate),
}));

/** All spans of the text that a pattern takes, unsorted and perhaps overlapping. */
export function findPatterns(text: string, isNear: IsNearMeeting): Find[] {
  const finds: Find[] = [];
  for (const { gate, patterns } of GATES)
    if (gate.test(text)) for (const pattern of patterns) finds.push(...findPattern(pattern, text, isNear));
  return finds;
}

function findPattern(
  { rule, regex, group = 0, accept }: Pattern,
  text: string,
  isNear: IsNearMeeting,
): Find[] {
  const finds: Find[] = [];
  // Not `matchAll`, which copies the expression for each text.
  regex.lastIndex = 0;
  for (let match = regex.exec(text); match; match = regex.exec(text)) {
    if (accept && !accept(match, text, isNear)) continue;
    const secret = match[group]!;
    const start = match.index + (group === 0 ? 0 : match[0].lastIndexOf(secret));
    finds.push({ start, end: start + secret.length, rule });
  }
  return finds;
}
