/** The files of `server/docsets/partners`. Written by `npm run partners`. */
import accuweather from '../../docsets/partners/accuweather.json';
import algolia from '../../docsets/partners/algolia.json';
import amazonPersonalize from '../../docsets/partners/amazon-personalize.json';
import amplitude from '../../docsets/partners/amplitude.json';
import brazeApi from '../../docsets/partners/braze-api.json';
import contentful from '../../docsets/partners/contentful.json';
import dotsEco from '../../docsets/partners/dots-eco.json';
import edume from '../../docsets/partners/edume.json';
import facebookMessenger from '../../docsets/partners/facebook-messenger.json';
import front from '../../docsets/partners/front.json';
import hightouch from '../../docsets/partners/hightouch.json';
import inkit from '../../docsets/partners/inkit.json';
import jampp from '../../docsets/partners/jampp.json';
import justWords from '../../docsets/partners/just-words.json';
import liftigniter from '../../docsets/partners/liftigniter.json';
import line from '../../docsets/partners/line.json';
import lob from '../../docsets/partners/lob.json';
import lokalise from '../../docsets/partners/lokalise.json';
import movableInk from '../../docsets/partners/movable-ink.json';
import oppizi from '../../docsets/partners/oppizi.json';
import passkit from '../../docsets/partners/passkit.json';
import quikly from '../../docsets/partners/quikly.json';
import regal from '../../docsets/partners/regal.json';
import remerge from '../../docsets/partners/remerge.json';
import roktCalendar from '../../docsets/partners/rokt-calendar.json';
import talonOne from '../../docsets/partners/talon-one.json';
import telesign from '../../docsets/partners/telesign.json';
import transifex from '../../docsets/partners/transifex.json';
import trustpilot from '../../docsets/partners/trustpilot.json';
import twilio from '../../docsets/partners/twilio.json';
import voucherify from '../../docsets/partners/voucherify.json';
import wavecell from '../../docsets/partners/wavecell.json';
import zendesk from '../../docsets/partners/zendesk.json';

export const partnerFiles: readonly unknown[] = [
  accuweather,
  algolia,
  amazonPersonalize,
  amplitude,
  brazeApi,
  contentful,
  dotsEco,
  edume,
  facebookMessenger,
  front,
  hightouch,
  inkit,
  jampp,
  justWords,
  liftigniter,
  line,
  lob,
  lokalise,
  movableInk,
  oppizi,
  passkit,
  quikly,
  regal,
  remerge,
  roktCalendar,
  talonOne,
  telesign,
  transifex,
  trustpilot,
  twilio,
  voucherify,
  wavecell,
  zendesk,
];
