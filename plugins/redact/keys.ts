// Keys and tokens that let in or pay. The formats are those of secretlint, which the audit runs as well, and some more.
import type { Pattern } from './pattern.ts';

/** Every key has a long run of letters and digits, stands in an url, or says where it begins. */
const KEY_LIKE = /[\w-]{12}|:\/\/|-----BEGIN/;

const FORMATS: Pattern[] = [
  /(?<![A-Za-z0-9])(?:A3T[A-Z0-9]|AKIA|AGPA|AIDA|AROA|AIPA|ANPA|ANVA|ASIA)(?![0-9A-Z]{9}EXAMPLE)[0-9A-Z]{16}(?![A-Za-z0-9])/g,
  /(?<![A-Za-z0-9])(?:gh[pousr]_[A-Za-z0-9]{36,255}|github_pat_[A-Za-z0-9_]{22,255}|gl(?:pat|rt|dt|cbt|ptt|ft|oas|soat|imt|agent)-[\w-]{20,255})/g,
  /(?<![A-Za-z0-9])(?:xox[a-z]|xapp)-(?=[A-Za-z-]{0,60}\d)[A-Za-z0-9-]{10,255}/g,
  /(?<![A-Za-z0-9])(?:[srp]k_(?:live|test)_[A-Za-z0-9]{16,255}|whsec_[A-Za-z0-9+/=]{24,255})/g,
  /(?<![A-Za-z0-9-])sk-(?:ant-|proj-|svcacct-|admin-|or-)[A-Za-z0-9_-]{20,255}(?<=\d[A-Za-z0-9_-]{0,60})/g,
  /(?<![A-Za-z0-9])npm_[A-Za-z0-9_]{36}(?![A-Za-z0-9_])/g,
  /(?<![A-Za-z0-9])(?:pypi-AgE[\w-]{30,255}|hf_[A-Za-z0-9]{30,60}|dop_v1_[a-f0-9]{64}|shp(?:at|ss|pa|ca)_[a-zA-Z0-9]{32,64}|lin_api_\w{32,128}|ops_ey[A-Za-z0-9+/=]{100,1280}|dckr_[po]at_[\w-]{20,64}|figd_[\w-]{30,255}|ntn_\w{40,255}|glsa_\w{32,255}|sbp_[a-f0-9]{40}|rubygems_[a-f0-9]{48}|hvs\.[\w-]{24,200}|NRAK-[A-Z0-9]{27}|PMAK-[a-f0-9]{24}-[a-f0-9]{34}|dapi[a-f0-9]{32}|key-[a-f0-9]{32}|sq0csp-[\w-]{40,255}|AGE-SECRET-KEY-1[0-9A-Z]{58}|secret_[A-Za-z0-9]{43}|pat[A-Za-z0-9]{14}\.[a-f0-9]{64})/g,
  /(?<![A-Za-z0-9])(?:AIza[0-9A-Za-z_-]{35}|GOCSPX-[\w-]{20,64}|ya29\.[\w-]{20,1000})/g,
  /(?<![A-Za-z0-9])SG\.[\w-]{16,32}\.[\w-]{16,64}/g,
  /(?<![\w.-])eyJ[\w-]{10,4000}\.eyJ[\w-]{10,4000}\.[\w-]{10,1000}/g,
  /(?<!\d)\d{8,10}:AA[\w-]{33}(?![\w-])/g,
  /https:\/\/hooks\.slack\.com\/(?:services|workflows)\/[\w/-]{10,200}/g,
  // The address of a calendar that only its owner has.
  /(?<=\/)private-[a-f0-9]{16,64}(?=\/)/g,
  /https:\/\/[\w-]{1,63}\.webhook\.office\.com\/[\w@/-]{10,300}/g,
  /https:\/\/(?:\w+\.)?discord(?:app)?\.com\/api\/webhooks\/[\w/-]{10,200}/g,
  // To its end, whatever headers and signs of quotes stand inside; without an end, as far as its lines go.
  /-----BEGIN [A-Z ]{0,30}PRIVATE KEY(?: BLOCK)?-----(?!\s{0,40}(?:\.{3}|…)\s{0,40}-----END)(?:(?:[^-]|-(?!----)){0,10000}-----END [A-Z ]{0,30}PRIVATE KEY(?: BLOCK)?-----|(?:(?:\\[nr]|[\s>|"'+#*]){1,12}(?:[A-Z][A-Za-z-]{1,30}: ?[^\n\\]{1,200}|[A-Za-z0-9+/=]{20,10000})){1,500}(?:(?:\\[nr]|[\s>|"'+#*]){1,12}[A-Za-z0-9+/=]{1,19}(?![\w.,]))?)/g,
  // user:password@host, :password@host
  /(?<=:\/\/)(?!(?:user(?:name)?)?:pass)[^\s/@:"'<>()]{0,100}:[^\s/@"'<>(){}$]{1,100}(?=@[\w[])/g,
].map((regex) => ({ rule: 'key', gate: KEY_LIKE, regex }));

/** Twenty characters in a row, as in every value below. */
const LONG_VALUE = /[A-Za-z0-9_\-+/.%]{20}/;

/** `NextToken`, `ClientToken` and their like hold one as a name, `api key` and `access token` as a key. */
const UUID = /^[a-f0-9]{8}-(?:[a-f0-9]{4}-){3}/i;
const PLAIN_TOKEN = /^token/i;

/** Only values that look drawn at random. */
const VALUES: Pattern[] = [
  // token=…, API key: "…", ?sig=…
  /(?:api[ _-]?key|access[ _-]?key|secret(?:[ _-]?key)?|client[ _-]?secret|(?:auth|access|bearer|refresh|api)?[ _-]?token|signature|[?&]sig|[?&]key)["'`*]{0,3}\s{0,2}[:：=|]\s{0,2}["'`*]{0,3}(?:bearer )?([A-Za-z0-9_\-+/.%]{20,300})(?![A-Za-z0-9_(])/gi,
  // Authorization: Bearer …
  /(?<![\w-])(?:bearer|authorization: ?basic)[ :]{1,2}["'`*]{0,3}([A-Za-z0-9_\-+/.~]{20,2000})/gi,
  // https://…@github.com
  /(?<=:\/\/)([A-Za-z0-9_-]{20,255}):?(?=@[\w[])/g,
  /(?<![A-Za-z0-9-])(sk-[A-Za-z0-9_-]{20,255})/g,
].map((regex) => ({
  rule: 'key',
  group: 1,
  gate: LONG_VALUE,
  regex,
  accept: ([whole, value = '']) => looksRandom(value) && !(UUID.test(value) && PLAIN_TOKEN.test(whole)),
}));

export const KEYS: Pattern[] = [...FORMATS, ...VALUES];

/** Digits and letters mixed throughout, and no run of letters as long as a word. */
function looksRandom(value: string): boolean {
  const digits = value.replace(/\D/g, '').length;
  if (digits < value.length / 12 || digits === value.length) return false;
  if (/^[a-f0-9-]+$/i.test(value)) return value.length >= 32;
  if (/[._/-]{2}|[a-z]{9,}/.test(value)) return false;
  if (/[A-Z]/.test(value) && /[a-z]/.test(value)) return true;
  return digits >= value.length / 6 && /^[a-z0-9]{20,}$/i.test(value) && !/[a-z]{7,}/i.test(value);
}
