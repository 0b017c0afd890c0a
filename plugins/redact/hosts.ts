// Which urls let a stranger into a meeting, and which lead to documents and chats that are not public.
// In: an url, with or without its scheme; out: yes or no. Tables: a new service is one line.

/** `host` without `www.`; `path` with query and fragment, starting with `/` (or empty); both in lower case. */
interface Service {
  host: RegExp;
  path: RegExp;
}

/** A room whose name anybody may choose; not a service's own pages. */
const ROOM =
  /^\/(?!(?:about|about-us|api|apply|blog|business|careers|case-studies|community|company|contact|contact-us|customers|developers?|docs|download|downloads|embedded|enterprise|faq|features|help|images|information|integrations|jobs|legal|libs|login|meetings|news|org|partners|press|pricing|privacy|product|products|releases|resources|security|signin|sign-in|signup|sign-up|solutions|static|support|team|terms|updates|user|users)(?![\w-]))[^/?#]/;

/** Hosts that are nothing but rooms: one may well be called `pricing`. */
const ANY_ROOM = /^\/(?!(?:css|fonts|images|lang|libs|sounds|static)\/)[^/?#]/;

/** Join links, lobby links and recordings of meeting services. A service's own pages (prices, help) are none. */
const MEETINGS: Service[] = [
  {
    host: /(^|\.)zoom(gov)?\.(us|com|com\.cn)$/,
    path: /^\/((j|my|s|w|wc|rec|meeting|webinar|launch|skype|ev|ejl|clips)\/|join\b[^#]*confno=)/,
  },
  {
    host: /^(meet|hangouts)\.google\.com$/,
    path: /^\/([a-z]{3,4}-[a-z]{3,4}-[a-z]{3,4}|lookup|call|hangouts|_meet)/i,
  },
  { host: /^g\.co$/, path: /^\/meet\/./ },
  {
    host: /(^|\.)teams\.((microsoft|live|office)\.(com|us)|cloud\.microsoft)$/,
    path: /^\/(meet|dl\/launcher)\/|meetup-join|meetingjoin/,
  },
  { host: /^meet\.lync\.com$/, path: /^\/./ },
  { host: /^join\.skype\.com$/, path: /^\/./ },
  {
    host: /^(?!(help|developer|status|blog)\.)([a-z0-9-]+\.){0,3}webex\.com$/,
    path: /^\/(meet|join|[^?]*\/j\.php|wbxmjs|webappng|weblink|recordingservice\/|[^?]*\/(lsr|ldr|nsr)\.php|[a-z0-9.-]+\/(meet|j)\b)/,
  },
  {
    host: /^(meet\.jit\.si|8x8\.vc|jitsi\.(?!org$|github\.io$|support$)[a-z0-9.-]+|meet\.proton\.me|call\.element\.io)$/,
    path: ANY_ROOM,
  },
  {
    host: /^(?!(docs|help|status)\.)([a-z0-9-]+\.)?whereby\.com$/,
    path: ROOM,
  },
  { host: /(^|\.)bluejeans\.com$/, path: /^\/(\d|(meet|join|a2m|play)\/)/ },
  { host: /^(www\d*\.|global\.)?gotomeeting\.com$/, path: /^\/(join\/|meet\/|\d)/ },
  { host: /^(talky\.io|gotomeet\.(me|com)|join\.me|(app\.)?chime\.aws)$/, path: ROOM },
  { host: /^(meet\.goto\.com|app\.goto\.com|attendee\.gotowebinar\.com)$/, path: /^\/./ },
  { host: /^riverside\.(fm|com)$/, path: /^\/(studio|watch|dashboard)\// },
  { host: /^app\.chime\.aws$/, path: /^\/meetings\/./ },
  { host: /^(meetings|v|video)\.ringcentral\.com$/, path: /^\/(j|join|conf)\b/ },
  { host: /^(meet|meeting)\.zoho\.(com|eu|in)$/, path: /^\/./ },
  { host: /^call\.lifesizecloud\.com$/, path: /^\/./ },
  { host: /^(?!(api|blog|dashboard|docs|help|status)\.)[a-z0-9-]+\.daily\.co$/, path: ROOM },
  { host: /^(app\.)?gather\.town$/, path: /^\/(app|i|invite)\// },
  {
    host: /^(facetime\.apple\.com|streamyard\.com|around\.co|video\.butter\.us|app\.butter\.us)$/,
    path: /^\/(join|r|(?=[a-z]{0,40}\d)[a-z0-9]{8,})\b/,
  },
  {
    host: /^(bbb|meet|conf|video|greenlight|bigbluebutton)[a-z0-9]*\.[a-z0-9.-]+$/,
    path: /^\/(b|gl|rooms)\/([a-z0-9]+\/)?[a-z0-9]{3}-[a-z0-9]{3}/,
  },
  { host: /(^|\.)slack\.com$/, path: /^\/huddle\// },
  // Rooms of whatever host: Jitsi's usual name, BigBlueButton, Nextcloud Talk, and any link that holds its own key.
  {
    host: /^meet\.(?!google\.)([a-z0-9-]+\.)+[a-z]{2,}$/,
    path: /^\/(?!(about|blog|docs|help|home|index|pricing|static)\b)[\w-]{3,}\/?($|[?#])/,
  },
  {
    host: /./,
    path: /[?&](pwd|passcode|roomkey|meetingid)=[^&]|[?&]domain=(us\d\dweb\.zoom\.us|meet\.google\.com)(?![\w.-])|^\/(b|rooms)\/([a-z0-9]{3}-){2,3}[a-z0-9]{3}(?![\w-])|\/bigbluebutton\/api\/join|^\/(index\.php\/)?call\/(?=[a-z]{0,7}\d)[a-z0-9]{8}(?![\w-])|\/apps\/spreed\//,
  },
  {
    host: /^((public|lecture)\.)?senfcall\.de$|^(framatalk\.org|calls\.disroot\.org|fairmeeting\.net|kmeet\.infomaniak\.com|brie\.fi|appear\.in|tel\.meet|vdo\.ninja|room\.sh|spatial\.chat|uberconference\.com|voov\.cn|fccdl\.in|join\.freeconferencecall\.com|call\.whatsapp\.com)$|^(?!(www|blog|help|support)\.)[a-z0-9-]+\.(clickmeeting|adobeconnect|bbcollab|demio)\.com$/,
    path: ROOM,
  },
  {
    host: /^(meetings?\.(tencent|dingtalk|vonage|dialpad)\.com|vc\.(feishu\.cn|larksuite\.com)|dialpad\.com|(app\.)?cal\.com|(duo|plus|stream\.meet)\.google\.com|signal\.link|pexip\.me|(app\.)?(livestorm\.co|tuple\.app|sessions\.us|remo\.co|airmeet\.com|squadcast\.fm|read\.ai|grain\.com|loom\.com)|app\.butter\.us|conf\.dfn\.de)$/,
    path: /^\/(s|p|j|c|r|e|dm|meet|video|call|hangouts|stream|session|lobby|analytics|share|webapp)\/.|^\/(\d{6,}|[\w-]+\/[\w-]+\/live)\b|^\/lobby\?/,
  },
  { host: /^dialin\.teams\.microsoft\.com$/, path: /^\/./ },
  {
    host: /^(app\.)?(fathom\.video|fireflies\.ai|grain\.com|krisp\.ai|otter\.ai|read\.ai|supernormal\.com|tldv\.io)$/,
    path: /^\/(share|calls|view|u|s|n|t|note|posts|analytics\/meetings|app\/meetings)\/./,
  },
  { host: /^(notes|app)\.granola\.(ai|so)$/, path: /^\/./ },
  // Nextcloud Talk, wherever it runs.
  { host: /^(cloud|nextcloud|talk)\./, path: /^\/(index\.php\/)?call\/[a-z0-9]{8}(?![\w-])/ },
];

/**
 * Hosts of documents, boards and chats whose links are of no use to outsiders, or of too much: what one document, card
 * or message of a workspace is called, and what lets in who has it. Left out is what is made for strangers, or shown to
 * all by who made it: invitations to a community (Discord, Slack, Zulip), forms, booking pages and polls (Calendly,
 * Doodle), galleries (Figma's community, `coda.io/@…`, `hackmd.io/@…`), public trackers (`/browse/…` of Jira) and data
 * for all (shares of a Nextcloud).
 */
const DOCUMENTS: Service[] = [
  { host: /^(docs|drive|sheets|slides|script|chat|jamboard)\.google\.com$/, path: /^\/./ },
  { host: /^calendar\.google\.com$/, path: /^\/(calendar\/)?(u\/\d+\/)?(r\/)?event/ },
  { host: /\.sharepoint\.(com|us|cn)$/, path: /^\/./ },
  { host: /^(onedrive\.live\.com|1drv\.ms|loop\.(microsoft|cloud\.microsoft)(\.com)?)$/, path: /^\/./ },
  { host: /^(keep|mail|notebooklm)\.google\.com$|^photos\.app\.goo\.gl$/, path: /^\/./ },
  { host: /(^|\.)notion\.(so|com)$/, path: /[0-9a-f]{32}|[0-9a-f]{8}-[0-9a-f]{4}-/ },
  { host: /\.notion\.site$/, path: /^\/./ },
  { host: /^(paper\.|dl\.)?dropbox\.com$/, path: /^\/(s|sh|scl|paper|home|doc|request|t)\// },
  { host: /(^|\.)box\.com$/, path: /^\/(s|v|file|folder|notes)\// },
  { host: /^(coda\.io|quip\.com)$/, path: /^\/(d\/|(?!integrations)[a-z0-9]{11,12}(\/|$))/i },
  { host: /^airtable\.com$/, path: /^\/((app|shr|tbl|viw|wsp)[a-z0-9]{14}(?![a-z0-9])|invite\/)/ },
  { host: /^(miro\.com|app\.mural\.co)$/, path: /^\/(app\/board|app\/live-embed|welcomeonboard|t)\// },
  // Boards that all may see are named under `public_links`: the address is the same.
  { host: /^trello\.com$/, path: /^\/(b|c|w|invite)\/./ },
  { host: /^(embed\.)?figma\.com$/, path: /^\/(file|design|board|proto|slides|deck|make)\/[a-z0-9]{10}/ },
  {
    host: /^(lucid\.app|(app\.)?lucidchart\.com)$/,
    path: /^\/(lucidchart|lucidspark|documents|invitations)\//,
  },
  {
    host: /^(share\.)?icloud\.com$/,
    path: /^\/(iclouddrive|notes|pages|numbers|keynote|photos|reminders|freeform)\//,
  },
  { host: /^whimsical\.com$/, path: /^\/([\w-]{0,99}-)?(?=[a-z]{0,21}\d)[a-z0-9]{20,22}(?![\w-])/ },
  // Who has the address draws along.
  { host: /^(excalidraw|tldraw)\.com$/, path: /^\/(#room=|r\/|f\/)/ },
  { host: /^app\.(asana|basecamp|clickup)\.com$|^3\.basecamp\.com$/, path: /^\/(t\/|\d)/ },
  { host: /^linear\.app$/, path: /^\/[\w-]+\/(issue|project|team|view|document|initiative)\// },
  { host: /^(?!(view|forms|support|auth)\.)[a-z0-9-]+\.monday\.com$/, path: /^\/(boards|docs)\// },
  { host: /^(chatgpt\.com|claude\.ai)$/, path: /^\/(c|chat|project)\// },
  // Pads that whoever knows their name may write in: Etherpad, HedgeDoc, CodiMD.
  {
    host: /^(pads?\d*|etherpad|hedgedoc|codimd)\.|(^|\.)framapad\.org$/,
    path: /^\/(p\/.|[\w-]{22}(?![\w-]))/,
  },
  { host: /^hackmd\.io$/, path: /^\/(?!(@|s\/|c\/))[\w-]{20,}/ },
  { host: /^(overleaf\.com)$/, path: /^\/(project|read)\/|^\/\d{8,}/ },
  { host: /\.atlassian\.net$/, path: /^\/(wiki\/(spaces|x|pages)|jira\/[a-z-]+)\// },
  {
    host: /^(app\.|[a-z0-9-]+\.enterprise\.)?slack\.com$/,
    path: /^\/(client|archives|docs|canvas|files)\//,
  },
  {
    host: /^(?!(api|status|get|join|docs)\.)[a-z0-9-]+\.slack\.com$/,
    path: /^\/(archives|messages|files|files-pri|lists|docs|canvas|team)\//,
  },
  { host: /(^|\.)discord(app)?\.com$/, path: /^\/channels\// },
  {
    host: /^teams\.((microsoft|live)\.com|cloud\.microsoft)$/,
    path: /^\/(l\/(message|channel|chat|team|file)|_#\/)/,
  },
  // Zulip and Mattermost, wherever they run: a conversation, a message, a channel.
  { host: /./, path: /^\/#narrow\/|^\/[\w-]{1,64}\/pl\/[a-z0-9]{26}(?![\w-])/ },
  { host: /\.zulipchat\.com$/, path: /#narrow/ },
  {
    host: /^mattermost\.(?!com$)|\.cloud\.mattermost\.com$/,
    path: /^\/[\w-]+\/(channels|messages|threads)\b/,
  },
  { host: /^(docs\.zoom\.us|drive\.proton\.me|we\.tl)$/, path: /^\/(doc|urls|t-)/ },
  { host: /^(cryptpad\.fr|mega\.nz|wetransfer\.com)$/, path: /\/#|^\/(file|folder|downloads)\// },
  { host: /^(chat\.whatsapp\.com|signal\.group)$/, path: /^\/./ },
  { host: /^wa\.me$/, path: /^\/\d/ },
  { host: /^(web|api)\.whatsapp\.com$/, path: /^\/send\b.*phone=/ },
  { host: /^t\.me$/, path: /^\/(joinchat\/|\+)/ },
];

/** Does this url join a meeting (or replay one)? */
export function isMeetingLink(url: string): boolean {
  return servedBy(MEETINGS, url);
}

/** Does this url lead to a document or chat host, or below one of the project's `private_links`? */
export function isPrivateLink(url: string, privateLinks: readonly string[] = []): boolean {
  return servedBy(DOCUMENTS, url) || isBelowPrivate(url, privateLinks);
}

/**
 * Does the url stand below one of the prefixes? Scheme, `www.` and letter case of the host do not matter.
 * `https://github.com/open-tide/meta` covers `…/meta/issues/8` and `…/meta#a`, not `…/metadata`.
 */
export function isBelow(url: string, prefixes: readonly string[]): boolean {
  return prefixes.some((prefix) => startsAt(addressOf(url), addressOf(prefix)));
}

/** As `isBelow`, in any letter case, and also where another host serves the same: a raw file, an archive. */
export function isBelowPrivate(url: string, privateLinks: readonly string[]): boolean {
  if (privateLinks.length === 0) return false;
  const address = servedFrom(addressOf(url).toLowerCase());
  const portless = address.replace(/^([^/?#:]{1,255}):\d{1,5}(?=[/?#]|$)/, '$1');
  return privateLinks.some((link) => {
    const base = addressOf(link).toLowerCase();
    return startsAt(address, base) || startsAt(portless, base);
  });
}

function startsAt(address: string, prefix: string): boolean {
  const base = prefix.replace(/(?<!\/)\/+$/, '');
  if (base === '' || !address.startsWith(base)) return false;
  return /^($|[/?#:&)@]|\.git\b)/.test(address.slice(base.length));
}

/** Hosts that serve what another has, and what stands before the other's path. */
const MIRRORS: [RegExp, string][] = [
  [/^web\.archive\.org\/(?:web|save)\/(?:[\w*]{1,32}\/)?(?:https?:\/{1,2})?(?:www\.)?(?=[^/]+\.)/, ''],
  [/^(?:raw\.githubusercontent\.com|codeload\.github\.com|(?:www\.)?github\.dev)\//, 'github.com/'],
  [/^(?:api\.github\.com\/repos|media\.githubusercontent\.com\/media)\//, 'github.com/'],
  [/^(?:cdn\.jsdelivr\.net|mybinder\.org\/v2)\/gh\//, 'github.com/'],
  [/^(?:nbviewer\.(?:jupyter\.)?org|colab\.research\.google\.com)\/github\//, 'github.com/'],
];

function servedFrom(address: string): string {
  return MIRRORS.reduce((place, [mirror, original]) => place.replace(mirror, original), address);
}

/** `owner/repo` of those private links that are repositories: `owner/repo#12` then tells as much as the url. */
export function privateRepositories(privateLinks: readonly string[]): string[] {
  return privateLinks.flatMap((link) => {
    const [host = '', owner = '', repository = ''] = addressOf(link).split('/');
    return /^(github|gitlab)\./.test(host) && repository ? [`${owner}/${repository}`.toLowerCase()] : [];
  });
}

function servedBy(services: readonly Service[], url: string): boolean {
  const address = addressOf(url);
  const slash = address.search(/[/?#]/);
  const host = (slash < 0 ? address : address.slice(0, slash)).replace(/:\d+$/, '');
  const path = slash < 0 ? '' : address.slice(slash).toLowerCase();
  return services.some((service) => service.host.test(host) && service.path.test(path));
}

/** Without scheme, user and `www.`; the host in lower case, the rest as written, slashes single, without `/./`. */
function addressOf(url: string): string {
  const full = url.trim().replace(/^(?:[a-z][a-z0-9+.-]{0,15}:)?\/\//i, '');
  // As git writes it: `git@host:path`.
  const bare = full.includes('@')
    ? full.replace(/^[\w-]{1,32}@([a-z0-9.-]{1,255}):(?!\d{1,5}\/)/i, '$1/')
    : full;
  const end = bare.search(/[/?#]/);
  const host = (end < 0 ? bare : bare.slice(0, end))
    .replace(/^.*@/, '')
    .replace(/^www\./i, '')
    .replace(/\.(?=$|:\d)/, '');
  const path = end < 0 ? '' : bare.slice(end);
  return host.toLowerCase() + path.replaceAll(/(?:\/\.?(?=\/))+/g, '');
}
