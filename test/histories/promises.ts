import { failedForNoReason, failedRollback, reliedOnOthersWork } from './expectation';
import type { Facts, Model } from './model';
import { followed, orphans } from './ownership';
import { declaredButAbsent, longGap, lostInRollBack, notReleasable, withoutPool } from './presence';
import { repairs } from './repairs';
import { badLines, badResponses } from './responses';
import type { Simulation } from './simulation';
import type { TokenRule } from './tokens';

/** What the promises are about beside the facts of one operation. */
interface Account {
  readonly model: Model;
  readonly simulation: Simulation;
  readonly tokens: TokenRule;
  /** The stack that an access key belongs to. */
  readonly ownerOf: (by: string) => string;
}

/** Every promise of an operation, each as the violations of it, in the order in which the model follows them. */
export function promises(facts: Facts, account: Account, log: readonly string[]): Iterable<string>[] {
  const { model, simulation, tokens, ownerOf } = account;
  return [
    repairs(model, facts),
    followed(model, facts, ownerOf),
    orphans(model, facts),
    declaredButAbsent(model, facts, simulation.service),
    lostInRollBack(model, facts, simulation.service),
    notReleasable(facts),
    withoutPool(model, facts),
    longGap(facts),
    badResponses(facts),
    badLines(log),
    ...facts.sent.map((call) => tokens.check(call, simulation.isRollback(call.event))),
    failedForNoReason(model, facts),
    failedRollback(model, facts, simulation),
    reliedOnOthersWork(model, facts),
  ];
}
