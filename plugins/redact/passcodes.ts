// Passcodes and numbers of meetings, in the languages that meeting services write their invitations in.
import type { Pattern } from './pattern.ts';

const QUOTES = '["\'*_`“”「]{0,3}';
const VALUE = '(\\d{3,4}(?:[ \\u00a0]\\d{3,4}){1,2}(?![\\w-])|[^\\s<>"\'`*,;()\\[\\]{}|“”」，。]{3,64})';
/** A mark parts a label from its value; after a dash, or in the next cell of a table, only what looks like a code counts. */
const SEPARATOR =
  '(?:[:：=]|is(?!\\p{L})|war(?!\\p{L})|ist(?!\\p{L})|lautet(?!\\p{L})|est(?!\\p{L})|es(?!\\p{L})|是|は|[|–—-])';

/** Labels of codes: what follows is one. */
const CODES =
  "pass[ -]?codes?|kenncode|zugangscode|c[oó]digo de (?:acceso|acesso)?|code d[’']acc[eè]s|access code|security code|participant (?:code|pin)|host[ -]key|(?:moderator|attendee) (?:code|pin)|dial-in code";
/** Labels that prose and documentation use as well. */
const PASSWORDS = 'passwords?|pass|passwort|pwd?|mot de passe|contrase[nñ]a|pin(?: code)?';
const CODES_ELSEWHERE = "toegangscode|codice d(?:[’']|i )accesso|adgangskode|kod dost[eę]pu|код доступа";
const PASSWORDS_ELSEWHERE =
  'kennwort|senha|palavra-passe|wachtwoord|clave|l[oö]senord|passord|salasana|has[łl]o|heslo|şifre|пароль';
/** Written without spaces, so that the value may follow at once. */
const UNSPACED = 'パスコード|パスワード|密码|密碼|비밀번호|암호';

const IS_UNSPACED = new RegExp(`^(?:${UNSPACED})$`);

/** Words that follow such a label in prose and are no secret. */
const PROSE =
  /^(required|optional|none|tbd|tba|see|not|the|same|ask|yes|no|n\/a|unknown|string|boolean|number|null|undefined|true|false|removed|is|in|on|and|or|as|will|sent|below|above|https?:.*|protected|enabled|disabled|needed|private|open|closed|always|never|every|each|all|any|how|what|when|where|why|who|we|you|it|this|that|these|if|for|with|to|do|use|set|each|should|must|may|can|please|new|changed|generated|shared|hidden|default|empty|offen|keine[rs]?|nicht|siehe|wie|aucun|voir|comment|ninguno|ninguna|ver|c[oó]mo|nenhuma?|geen|nessuno|なし|无)\W*$/i;

export const PASSCODES: Pattern[] = [
  {
    rule: 'passcode',
    group: 3,
    gate: /code|pass|pwd?|contrase|\bpin|key|digo/iu,
    regex: labelled(
      `(?:(?:meeting|zoom|webex|teams|konferenz|besprechungs)-)?(?:${CODES}|${PASSWORDS})(?![\\p{L}\\p{N}_])`,
    ),
    accept: (match, _text, isNear) => isPasscode(match, isNear(match.index)),
  },
  {
    rule: 'passcode',
    group: 3,
    gate: /kennwort|senha|palavra|wachtw|clave|senord|passord|salasana|has[łl]o|heslo|şifre|toegang|accesso|acesso|adgangs|dost[eę]pu|пароль|доступа|パス|密[码碼]|비밀번호|암호/i,
    regex: labelled(`(?:(?:${CODES_ELSEWHERE}|${PASSWORDS_ELSEWHERE})(?![\\p{L}\\p{N}_])|${UNSPACED})`),
    accept: (match, _text, isNear) => isPasscode(match, isNear(match.index)),
  },
  {
    rule: 'passcode',
    group: 1,
    gate: /\d(?:[ \u00a0-]?\d){6}|[a-z]{3}-[a-z]{4}-[a-z]{3}/iu,
    regex:
      /(?<![\w-])(?:(?:meeting|webinar|conference|zoom|webex|teams|personal meeting|besprechungs|konferenz|vergadering)[ -]?(?:id|number|code|no\.?|key|nummer)|id (?:de|da|della) (?:la )?(?:r[eé]uni[oó]n|reuni[aã]o|riunione)|pmi|会议号|會議號|ミーティング ?id|meet(?:ing)? code|google meet(?=:)|(?:zoom|webex)(?: meeting)?(?=:? \d{3}[ -]?\d{3,4}[ -]?\d{3,4}(?!\d)))(?: ?\([^()\n]{1,30}\))?["'*_`]{0,3}\s{0,3}(?:[:：=#|–-]|is(?!\p{L}))?["'*_`]{0,3}\s{0,3}(\d(?:[ \u00a0-]?\d){6,13}|[a-z]{3}-[a-z]{4}-[a-z]{3})(?![\w-])/giu,
  },
];

function labelled(label: string): RegExp {
  return new RegExp(
    `(?<![\\w-])(${label})(?: ?[(（][^()（）\\n]{1,30}[)）])?${QUOTES}\\s{0,3}((?:${SEPARATOR}${QUOTES}\\s{0,3}){0,2})${QUOTES}${VALUE}`,
    'giu',
  );
}

/** In doubt beside a meeting's link, taken; far from any, only what looks like a code. */
function isPasscode(match: RegExpExecArray, near: boolean): boolean {
  const label = match[1]!.toLowerCase().replace(/^(meeting|zoom|webex|teams|konferenz|besprechungs)-/, '');
  const separator = match[2]!;
  const value = match[3]!.replace(/(?<![.:!?])[.:!?]+$/, '');
  if (value.length < 3 || PROSE.test(value) || /^[$%&\\]|^\/\/|[=$]/.test(value)) return false;
  const digits = /^\d{4,10}#?$/.test(value.replaceAll(/[ \u00a0]/g, ''));
  // After a word, or a dash, or in the next cell, prose may follow.
  const separated = /[:：=]/.test(separator) || (/[^|–—\s-]/.test(separator) && (near || /\d/.test(value)));
  if (/^pin/.test(label)) return digits && (separated || near || separator.includes('|'));
  const chosen = /[:：=|–—]|-\s|\p{L}/u.test(separator) && looksChosen(value);
  if (digits && IS_UNSPACED.test(label)) return true;
  // Invitations in these scripts call the digits that let in a password.
  if (!isCodeLabel(label) && !near)
    return chosen || (separated && digits && /[^\p{Script=Latin} '’-]/u.test(label));
  return separated || chosen || (isCodeLabel(label) && digits) || (near && /\d/.test(value));
}

function isCodeLabel(label: string): boolean {
  return /code|c[oó]d|kod|код|コード|host[ -]key|(?:moderator|attendee) (?:code|pin)|participant/.test(label);
}

/** A password as people choose them: six characters or more, digits and others, not the name of an algorithm. */
function looksChosen(value: string): boolean {
  if (value.length < 6 || !/\d/.test(value) || /^\d+$/.test(value)) return false;
  return (
    !/^(sha|utf|md|base|aes|argon|bcrypt|pbkdf|v|http|oauth|x)\W?\d/i.test(value) && !/[/\\]/.test(value)
  );
}
