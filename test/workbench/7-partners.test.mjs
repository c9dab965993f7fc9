// The templates of the partners that this began with, each previewed for all bundled users.
import assert from 'node:assert/strict';
import { until } from '../../scripts/lib/wait.mjs';

const TEMPLATES = [
  'rokt-calendar/new-event',
  'rokt-calendar/update-event',
  'passkit/coupon',
  'passkit/membership',
  'passkit/smartpass',
  'passkit/pass-details',
  'inkit/send',
  'movable-ink/product-viewed',
  'movable-ink/category-viewed',
  'movable-ink/identify',
];
/** It sends what a call answers, and aborts where there is no answer. */
const NEEDS_ANSWER = 'passkit/pass-details';
const USERS = ['Ada Lovelace (complete)', 'Nobody (nothing set)', 'Mallory (hostile)'];

export const tests = {
  'every template of the seed partners is previewed for every bundled user': async (session) => {
    const { workbench, page, shot } = session;
    for (const id of TEMPLATES) {
      await workbench.command('Braze Liquid: New Partner Template…');
      await workbench.quickInput.fill(id);
      await workbench.pick(id);
      await page
        .locator(`.tab.active[data-resource-name^="${id.replace('/', '-')}"]`)
        .first()
        .waitFor();
      await workbench.save();
      await workbench.titleButton('Render Preview for Sample User to the Side').click();
      const view = workbench.webview;
      await workbench.tab(`Preview ${id.replace('/', '-')}`).waitFor();
      await view.getByRole('tab', { name: 'Users' }).click();
      const rows = view.locator('.outcomes tbody tr');
      for (const user of USERS) {
        const row = rows.filter({ hasText: user });
        await row.waitFor();
        await until(`${user} of ${id}`, async () => {
          // Nobody is sent nothing that Braze or the partner would refuse.
          const outcome = await row.locator('.outcome-of').textContent();
          const expected = user.startsWith('Nobody') || id === NEEDS_ANSWER ? /^(OK|Aborted)$/ : /^OK$/;
          assert.match(outcome, expected, `${id} for ${user}: ${await row.textContent()}`);
        });
      }
      await view.getByRole('tab').first().click();
      for (const user of USERS) {
        await view.locator('#user').selectOption({ label: user });
        await view.locator('.body, .banner.aborted, .note').first().waitFor();
        assert.equal(await view.locator('.banner.error').count(), 0, `${id} for ${user}`);
      }
      await view.locator('#user').selectOption({ label: USERS[0] });
      await shot(`8-${id}`);
      await workbench.closeEditors();
    }
  },
};
