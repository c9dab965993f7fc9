/** What a Markdown file is about: the partner, and which of its templates are spoken of where. */
import type { Docset, PartnerDocset, PartnerTemplate } from '../docset/types';
import { templatesAt, urlSegments } from './partner';
import type { Subject } from './partnerKeys';
import { isAboutBraze } from './signs';
import type { TemplateDocument } from './types';

/** An address in the file, with the templates it leads to. */
interface Mention {
  readonly offset: number;
  readonly partner: PartnerDocset;
  readonly template: PartnerTemplate;
}

/** A URL as documents write it: `<instance>`, `{key}` and `[REGION]` stand for the customer's own. */
const ADDRESS = /https?:\/\/(?:<[^<>\s]{1,80}>|\{[^{}\s]{1,80}\}|\[[^[\]\s]{1,80}\]|[^\s`'"<>()[\]{}])+/g;

/**
 * What the templates of a file are about, by where they stand in it: the partner of most of its templates, addresses and
 * titles. Null when nothing says.
 */
export function subjectOf(
  text: string,
  documents: readonly TemplateDocument[],
  docset: Docset,
): { readonly partner: PartnerDocset; readonly at: (offset: number) => Subject } | null {
  const mentions = mentionsIn(text, documents, docset);
  const votes = new Map<PartnerDocset, number>();
  const vote = (partner: PartnerDocset, weight: number): void => {
    votes.set(partner, (votes.get(partner) ?? 0) + weight);
  };
  for (const document of documents) if (document.partner) vote(document.partner.partner, 1);
  for (const [partner, weight] of namesIn(text, docset)) vote(partner, weight);
  for (const { partner } of oncePerPlace(mentions)) vote(partner, 1);
  let best: PartnerDocset | null = null;
  for (const [partner, count] of votes) if (!best || count > (votes.get(best) ?? 0)) best = partner;
  if (!best) return null;
  const partner = best;
  const own = mentions.filter((mention) => mention.partner === partner);
  return { partner, at: (offset) => ({ partner, near: nearestAbove(own, offset) }) };
}

function mentionsIn(text: string, documents: readonly TemplateDocument[], docset: Docset): readonly Mention[] {
  const found: Mention[] = [];
  const known = new Map<string, ReturnType<typeof templatesAt>>();
  const mention = (offset: number, address: string): void => {
    const templates = known.get(address) ?? templatesAt(docset, address);
    known.set(address, templates);
    for (const { partner, template } of templates) found.push({ offset, partner, template });
  };
  for (const { index, 0: address } of text.matchAll(ADDRESS)) mention(index, address.replace(/[.,;:!?*_]+$/, ''));
  for (const { body } of documents) {
    const segments = body.text.includes('://') ? urlSegments(body.tree) : null;
    if (segments) mention(body.map.file.start, segments.join('/'));
  }
  return found.sort((a, b) => a.offset - b.offset);
}

/** Several templates of a partner may share an address: it is one mention of the partner. */
function oncePerPlace(mentions: readonly Mention[]): readonly Mention[] {
  return mentions.filter(
    ({ offset, partner }, index) => mentions[index - 1]?.offset !== offset || mentions[index - 1]?.partner !== partner,
  );
}

/** At most so many different addresses above a template are looked at. */
const MOST_NEAR = 12;

function nearestAbove(mentions: readonly Mention[], offset: number): readonly PartnerTemplate[] {
  const near = new Set<PartnerTemplate>();
  let index = mentions.length - 1;
  while (index >= 0 && mentions[index]!.offset >= offset) index--;
  for (; index >= 0 && near.size < MOST_NEAR; index--) near.add(mentions[index]!.template);
  return [...near];
}

// ── Names ────────────────────────────────────────────────────────────────────────────────────────────────────────────

/** So often a page about a partner names it at least. */
const OFTEN = 5;

/** How far a page's title and its words speak for each partner: its name as the title most, in the title less. */
function namesIn(text: string, docset: Docset): ReadonlyMap<PartnerDocset, number> {
  const votes = new Map<PartnerDocset, number>();
  if (!isAboutBraze(text)) return votes;
  const titles = titlesOf(text.slice(0, 20_000));
  let most: { readonly partner: PartnerDocset; readonly times: number } | null = null;
  for (const partner of docset.partners.values()) {
    const { name } = partner;
    const weight = titles.some((title) => title === name)
      ? 2
      : titles.some((title) => timesIn(title, name) > 0)
        ? 1
        : 0;
    if (weight > 0) votes.set(partner, weight);
    const times = timesIn(text, name);
    if (times >= OFTEN && (!most || times > most.times)) most = { partner, times };
  }
  if (most) votes.set(most.partner, (votes.get(most.partner) ?? 0) + 1);
  return votes;
}

/** The titles that a page gives itself: in its front matter, and its first heading. Links and anchors taken out. */
function titlesOf(head: string): readonly string[] {
  const titles = Array.from(head.matchAll(/^(?:nav_title|article_title|title):[ \t]*(.+)$/gm), ([, title]) => title!);
  const heading = /^#[ \t]+(.+)$/m.exec(head)?.[1];
  return [...titles, ...(heading === undefined ? [] : [heading])].map((title) =>
    title
      .replace(/!\[[^[\]]*\]\([^()]*\)|\]\([^()]*\)|\{[#:][^{}]*\}|[["']/g, ' ')
      .replace(/\s+/g, ' ')
      .trim(),
  );
}

/** How often a name stands in a text as words of its own. */
function timesIn(text: string, name: string): number {
  let times = 0;
  for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + name.length)) {
    if (!isWordSign(text[at - 1]) && !isWordSign(text[at + name.length])) times++;
  }
  return times;
}

const isWordSign = (char: string | undefined): boolean => char !== undefined && /[\p{L}\p{N}_]/u.test(char);
