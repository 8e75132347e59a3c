import type { StackResult } from '../cloudformation';
import { withRandomness } from '../randomness';
import { exists, idOf, lose } from './account';
import type { Declaration } from './app';
import { changeByHand, deleteByApi } from './by-hand';
import { edited } from './edits';
import type { ByHandStep, CheckStep, DeployStep, Edit, GoneStep, History, StackStep, Step } from './history';
import { associationChanged, associationOf, Model, type Facts } from './model';
import { isActive, isInUse } from './presence';
import { promises } from './promises';
import { foundAtRest, followedChecks, repairs, type CheckFacts } from './repairs';
import { badLines } from './responses';
import { TokenRule } from './tokens';
import { transcript } from './transcript';
import { Simulation } from './simulation';

/** What became of a history. */
export interface Ending {
  readonly simulation: Simulation;
  /** Of each deploy and destroy that was carried out. */
  readonly results: readonly StackResult[];
}

/** A promise that was broken, with all that happened until then. */
export class Violation extends Error {
  constructor(violation: string, transcriptOfAll: string) {
    super(`${violation}\n\n${transcriptOfAll}`);
  }
}

/** Runs a history, and checks every promise after each of its steps. */
export function runHistory(history: History): Promise<Ending> {
  return withRandomness(async () => {
    const run = new HistoryRun(history);
    for (const step of history.steps) await run.take(step);
    return { simulation: run.simulation, results: run.results };
  });
}

class HistoryRun {
  readonly simulation: Simulation;
  readonly results: StackResult[] = [];
  private readonly model = new Model();
  private readonly tokens = new TokenRule();
  private readonly begun: { step: Step; time: number }[] = [];

  constructor(private readonly history: History) {
    this.simulation = new Simulation(history);
    this.followHand(0);
  }

  async take(step: Step): Promise<void> {
    const { clock } = this.simulation;
    this.begun.push({ step, time: clock.now() });
    const isByHand = step.do === 'by hand' || step.do === 'lose';
    if (isByHand) await clock.run(() => this.byHand(step));
    else if (step.do === 'check') await this.checkAtRest(step);
    else await this.operate(step);
    // Whatever comes next comes later.
    const isOver = step.do === 'check' ? step.lead === undefined : isByHand || step.inHaste !== true;
    if (isOver) await clock.run(() => clock.sleep(1_000));
  }

  private async byHand(step: ByHandStep | GoneStep): Promise<void> {
    const { service } = this.simulation;
    const from = service.history.length;
    if (step.do === 'lose') await this.lose(step);
    else await changeByHand(service, step);
    this.followHand(from);
  }

  private async lose({ what, slowly = false }: GoneStep): Promise<void> {
    const { service } = this.simulation;
    if (slowly) await deleteByApi(service, idOf(what));
    else lose(service, what);
    if (slowly || !exists(service, what)) this.model.gone.add(what);
  }

  private followHand(from: number): void {
    const { service, clock } = this.simulation;
    for (const change of service.history.slice(from)) {
      const association = associationChanged(change);
      this.model.follow(association, change.kind, 'hand');
      if (change.kind === 'disassociated') this.model.undone.set(association, clock.now());
    }
  }

  /** The stack's schedule looks while nothing is under way but what earlier steps have left. */
  private async checkAtRest({ stack, checks, faults, lead }: CheckStep): Promise<void> {
    const { simulation, model } = this;
    const { clock, product, service, cloudFormation } = simulation;
    const from = { checks: product.checks.length, changes: service.history.length, log: product.log.length };
    const status = cloudFormation.stack(stack)?.status;
    const before = new Map(model.members);
    const app = model.unstable.get(stack) ?? model.app(stack);
    simulation.troubles.begin(faults === undefined ? {} : { faults }, clock.now());
    await clock.run(async () => {
      for (const check of checks) simulation.check(stack, app, check);
      await (lead === undefined ? simulation.settle() : clock.sleep(lead));
    });
    if (lead === undefined) simulation.troubles.end();
    const facts: CheckFacts = {
      history: this.history,
      status,
      stackId: simulation.stackId(stack) ?? '',
      app,
      before,
      checks: product.checks.slice(from.checks),
      changes: service.history.slice(from.changes),
    };
    this.refuse([
      repairs(model, facts),
      followedChecks(model, facts, this.ownerOf()),
      lead === undefined && faults === undefined ? foundAtRest(model, facts, service) : [],
      badLines(product.log.slice(from.log)),
    ]);
  }

  private async operate(step: StackStep): Promise<void> {
    const { simulation, model } = this;
    const { stack } = step;
    const status = (): string => simulation.cloudFormation.stack(stack)?.status ?? '';
    if (step.do === 'destroy' && status() === '') return;
    if (step.do === 'roll back' && !/^UPDATE_(ROLLBACK_)?FAILED$/.test(status())) return;
    const isStuck = status().endsWith('FAILED');
    const isDeployable = status() === 'UPDATE_FAILED';
    if (step.do === 'deploy' && isStuck && !isDeployable) await this.operate({ do: 'destroy', stack });
    if (step.do === 'deploy' && status().endsWith('FAILED') && !isDeployable) return;
    const old = model.app(stack);
    const source = model.unstable.get(stack) ?? old;
    const wanted =
      step.do === 'deploy' ? this.editsOf(step).reduce(edited, source) : step.do === 'destroy' ? [] : source;
    if (!isStuck) model.keepStable(stack, simulation.stackId(stack) ?? '');
    await this.observe(step, step.do === 'destroy' ? source : old, wanted, !isStuck);
  }

  /** Only a stack that has the pool can name an identity in its list. */
  private editsOf({ stack, edits }: DeployStep): readonly Edit[] {
    const hasPool = this.history.ownPool === true && stack === 'One';
    return edits.filter((edit) => hasPool || edit.edit !== 'change' || edit.to.listed !== true);
  }

  private async observe(
    step: StackStep,
    old: readonly Declaration[],
    wanted: readonly Declaration[],
    clean: boolean,
  ): Promise<void> {
    const { simulation, model } = this;
    const { cloudFormation, product, service, clock, troubles } = simulation;
    const from = {
      requests: cloudFormation.requests.length,
      runs: product.runs.length,
      sent: product.sent.length,
      changes: service.history.length,
      log: product.log.length,
      checks: product.checks.filter(({ ended }) => ended !== undefined).length,
    };
    const before = new Map(model.members);
    const idBefore = simulation.stackId(step.stack);
    troubles.begin(step.trouble ?? {}, clock.now());
    const [result, inUse, changing] = await clock.run(async () => {
      const { scheduled } = step.trouble ?? {};
      if (scheduled !== undefined) void simulation.schedule(step.stack, scheduled, { old, wanted });
      const ended = await this.perform(step, wanted);
      const now = new Set(wanted.filter((declaration) => isInUse(service, declaration)).map(associationOf));
      const busy = new Set(
        old.filter((declaration) => !isActive(service, declaration)).map(({ identity: name }) => name),
      );
      if (step.inHaste !== true) await simulation.settle();
      return [ended, now, busy] as const;
    });
    troubles.end();
    this.results.push(result);
    const requests = cloudFormation.requests.slice(from.requests);
    const facts: Facts = {
      history: this.history,
      step,
      stackId: simulation.stackId(step.stack) ?? idBefore ?? requests[0]?.event.StackId ?? '',
      result,
      old,
      wanted,
      before,
      inUse,
      changing,
      clean,
      requests,
      runs: product.runs.slice(from.runs),
      sent: product.sent.slice(from.sent),
      checks: product.checks.slice(from.checks),
      changes: service.history.slice(from.changes),
    };
    this.refuse(
      promises(facts, { model, simulation, tokens: this.tokens, ownerOf: this.ownerOf() }, product.log.slice(from.log)),
    );
    model.remember(facts);
  }

  private perform(step: StackStep, wanted: readonly Declaration[]): Promise<StackResult> {
    switch (step.do) {
      case 'deploy':
        return this.simulation.deploy(step, wanted);
      case 'roll back':
        return this.simulation.rollBack(step);
      case 'destroy':
        return this.simulation.cloudFormation.destroy(step.stack);
    }
  }

  /** The stack that an access key belongs to. */
  private ownerOf(): (by: string) => string {
    const owners = new Map(this.simulation.product.runs.map(({ accessKeyId, event }) => [accessKeyId, event.StackId]));
    return (by) => owners.get(by) ?? 'hand';
  }

  private refuse(rules: readonly Iterable<string>[]): void {
    for (const violations of rules)
      for (const violation of violations)
        throw new Violation(violation, transcript(this.history, this.begun, this.simulation));
  }
}
