import { startFederatedStandIns } from '../../testkit/stand-ins/federated.ts';
import { openWorld, type World, type WorldOptions } from '../../testkit/world.ts';
import { recorder, type Recorder, type UseCaseCost } from './recorder.ts';
import { accounts } from './use-cases/accounts.ts';
import { admins } from './use-cases/admins.ts';
import { conversations } from './use-cases/conversations.ts';
import { groups } from './use-cases/groups.ts';
import { leaving } from './use-cases/leaving.ts';
import { nearbyAndAddressBooks } from './use-cases/nearby-and-address-books.ts';
import { people } from './use-cases/people.ts';
import { relations } from './use-cases/relations.ts';

/** What everything that is deployed takes, by what it is about. */
export interface UseCaseCosts {
  conversations: UseCaseCost[];
  groups: UseCaseCost[];
  people: UseCaseCost[];
  relations: UseCaseCost[];
  accounts: UseCaseCost[];
  nearby_and_address_books: UseCaseCost[];
  leaving: UseCaseCost[];
  admins: UseCaseCost[];
}

/** Measures every use case once, each subject in a world of its own. */
export async function measureUseCases(): Promise<UseCaseCosts> {
  return {
    conversations: await inWorld(conversations),
    groups: await inWorld(groups),
    people: await inWorld(people),
    relations: await inWorld(relations),
    accounts: await measureAccounts(),
    nearby_and_address_books: await inWorld(nearbyAndAddressBooks),
    leaving: await inWorld(leaving),
    admins: await inWorld(admins),
  };
}

async function inWorld(
  play: (recorder: Recorder) => Promise<void>,
  options: WorldOptions = {},
): Promise<UseCaseCost[]> {
  const world: World = await openWorld(options);
  const costs: UseCaseCost[] = [];
  try {
    await play(recorder(world, costs));
    return costs;
  } finally {
    await world.close();
  }
}

async function measureAccounts(): Promise<UseCaseCost[]> {
  const client_id = 'app.apps.googleusercontent.com';
  const { google, facebook, config, stop } = await startFederatedStandIns(client_id);
  try {
    return await inWorld((to) => accounts(to, { google, facebook, client_id }), { config });
  } finally {
    await stop();
  }
}
