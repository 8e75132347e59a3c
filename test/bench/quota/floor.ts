import { type Conditions, type Deed, isRemoval, NETWORK_DELAY, type Quota } from './conditions';

/** When the quota of one operation admits a request that arrives at that time, after all requests before it. */
type Admission = (arrival: number) => number;

/**
 * When an omniscient deployment ends. It sends each request so that the quota just admits it, first come, first served, and
 * no request is throttled. It needs no read of the stack.
 *
 * @param starts of the functions; these and the result are in milliseconds since the epoch
 */
export function floor(starts: readonly number[], deed: Deed, conditions: Conditions): number {
  const calls = callsOf(deed, conditions);
  const delay = (NETWORK_DELAY.min + NETWORK_DELAY.max) / 2;
  const admissions = new Map(calls.map((operation) => [operation, admission(conditions)]));
  const functions = starts.map((start) => ({ arrival: start + delay, left: [...calls] }));
  let end = 0;
  for (;;) {
    const [next] = functions.sort((one, other) => one.arrival - other.arrival);
    if (next === undefined) return end;
    const admit = admissions.get(next.left.shift() ?? '');
    if (admit === undefined) {
      end = Math.max(end, next.arrival - delay);
      functions.shift();
    } else {
      next.arrival = admit(next.arrival) + 2 * delay;
    }
  }
}

/** The calls for one association when none is throttled, one after the other. */
function callsOf(deed: Deed, { identities = 'phone number' }: Conditions): string[] {
  const before = isRemoval(deed) ? 'DescribePools' : 'ListPoolOriginationIdentities';
  const after = identities === 'sender ID' ? 'ListPoolOriginationIdentities' : 'DescribePhoneNumbers';
  const out = deed === 'create' ? [] : ['DisassociateOriginationIdentity'];
  const into = isRemoval(deed) ? [] : ['AssociateOriginationIdentity'];
  return [before, ...out, ...into, after];
}

function admission({ requestsPerSecond, rateLimit, burst = requestsPerSecond }: Quota): Admission {
  return rateLimit === 'fixed-window' ? window(requestsPerSecond) : bucket(requestsPerSecond, Math.max(1, burst));
}

/** A bucket that holds so many requests, and refills evenly. */
function bucket(requestsPerSecond: number, capacity: number): Admission {
  const interval = 1_000 / requestsPerSecond;
  let fullAt = 0;
  return (arrival) => {
    const admitted = Math.max(arrival, fullAt - (capacity - 1) * interval);
    fullAt = Math.max(admitted, fullAt) + interval;
    return admitted;
  };
}

/** A count that begins again with each second. */
function window(requestsPerSecond: number): Admission {
  let second = 0;
  let count = 0;
  return (arrival) => {
    const current = Math.floor(arrival / 1_000);
    const isOver = current > second;
    if (isOver || count === requestsPerSecond) {
      second = isOver ? current : second + 1;
      count = 0;
    }
    count += 1;
    return Math.max(arrival, second * 1_000);
  };
}
