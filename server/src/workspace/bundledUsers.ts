/** The three sample users that come with the product: one complete, one with nothing set, one hostile. */
import complete from '../../docsets/users/complete.user.json';
import hostile from '../../docsets/users/hostile.user.json';
import nothing from '../../docsets/users/nothing.user.json';
import { builtinDocset } from '../docset';
import { readSampleUser } from './sampleUser';
import type { SampleUser } from './types';

const bundled = (value: unknown, name: string): SampleUser => {
  const user = readSampleUser(value, builtinDocset, null, name);
  if (!user) throw new Error(`the bundled sample user '${name}' is no sample user`);
  return user;
};

/** What a preview takes when nobody has picked a user. */
export const completeUser: SampleUser = bundled(complete, 'Complete');

/** All three; the complete one first. */
export const bundledUsers: readonly SampleUser[] = [
  completeUser,
  bundled(nothing, 'Nothing set'),
  bundled(hostile, 'Hostile'),
];
