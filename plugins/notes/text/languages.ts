// The words that structure notes in other languages than English: names of sections, markers, columns, months. In: the
// name of a section or a month as written; out: what it is. French, German, Spanish, Portuguese, Japanese.

/** What a section holds, as `partOf` says it. */
type Section = 'actions' | 'decisions' | 'people' | 'absent' | 'agenda';

/** Few English texts begin so. */
const STARTS = /^(?:a[bcnuç]|à|t[âa]|pr[óé]|pu|nä|d[ée]c|bes|ents?c|te|as|ex|or|pa|con|lis|[^\0-\xff])/i;

const ACTIONS =
  /^(?:actions? à (?:mener|faire|suivre)|à faire|tâches?(?: .{1,40})?|aufgaben?|nächste schritte|(?:acci(?:ón|ones)|tareas?)(?: pendientes| (?:.{1,12} )?próxima .{1,20})?|próximos pass?os|aç(?:ão|ões)|tarefas?|アクション(?:アイテム)?|タスク)$/i;
const DECISIONS =
  /^(?:décisions?(?: prises)?|beschl(?:uss|üsse)|entscheidung(?:en)?|decisi(?:ón|ones)|acuerdos?|puntos acordados|decis(?:ão|ões)|決定(?:事項)?)$/i;
const PEOPLE =
  /^(?:présente?s|anwesende?|teilnehme(?:r|nde)(?:[:*]?innen)?|asistentes|(?:control |lista )(?:de )?asistencia|participantes|参加者|出席者)$/i;
const ABSENT = /^(?:absente?s|excusée?s|abwesende?|entschuldigt|ausentes|欠席者?)$/i;
const AGENDA = /^(?:ordre du jour|tagesordnung(?:spunkte)?|orden del día|pauta|議題)$/i;

/** English has its own names for all of these. */
export function foreignSection(name: string): Section | null {
  if (name.length > 50 || !STARTS.test(name)) return null;
  if (ACTIONS.test(name)) return 'actions';
  if (DECISIONS.test(name)) return 'decisions';
  if (PEOPLE.test(name)) return 'people';
  if (ABSENT.test(name)) return 'absent';
  return AGENDA.test(name) ? 'agenda' : null;
}

/** `Décision : …`, `決定：…`: what the marker is, and what follows it. */
export function foreignMarker(text: string): { section: Section; rest: string } | null {
  if (!STARTS.test(text)) return null;
  const [marker = '', name = ''] = /^([^\s:：]{1,14}(?: [^\s:：]{2,12})?) ?[:：] ?/.exec(text) ?? [];
  const section = foreignSection(name);
  return section && { section, rest: text.slice(marker.length) };
}

/** Columns of who does it, how it stands, and that it is done. */
export const FOREIGN_OWNER = /^(?:responsables?|responsáve(?:l|is)|verantwortliche?r?|担当者?)$/i;
export const FOREIGN_STATUS = /^(?:statut|estado|stand|状態)$/i;
export const FOREIGN_DONE = /^(?:fait|terminé|erledigt|hecho|feito|完了)/i;

export const MONTH_NAMES =
  'jan(?:vier|eiro|uar)|enero|f(?:évrier|evereiro|ebruar|ebrero)|mars|märz|mar[zç]o|a[vb]ril|ma[iy]o?|juin|jun(?:i|io|ho)|juillet|jul(?:i|io|ho)|août|agosto|septiembre|septembre|setembro|o(?:ctobre|ctubre|ktober|utubro)|nov(?:embre|iembre|embro)|d(?:écembre|iciembre|ezember|ezembro)';

const MONTHS = 'ene1 fé2 fev2 mä3 avr4 abr4 mai5 juin6 ao8 ag8 set9 ok10 ou10 dé12 di12 dez12'.split(' ');

/** 1 to 12, 0 for a month whose name begins as in English. */
export function foreignMonth(name: string): number {
  const month = MONTHS.find((start) => name.toLowerCase().startsWith(start.replace(/\d+/, '')));
  return Number(month?.replace(/\D+/, '') ?? 0);
}

export const WEEKDAY_NAMES =
  '(?:mon|diens|donners|frei|sams|sonn)tag|mittwoch|(?:lun|mar|mercre|jeu|vendre|same)di|dimanche|(?:lun|mart|juev|viern)es|miércoles|sábado|domingo';
