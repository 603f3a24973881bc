/** The sandbox's only source of time. It can be shared with what is tested, so that no test has to wait. */
export type Clock = {
  now(): Date;
  /** Jumps. Forward, timers that fall due run; backward, they keep the time they had left. */
  set(to: Date): void;
  /** Goes forward, running each timer at its own instant and giving input and output a turn in between. */
  advance(ms: number): Promise<void>;
  /** Runs something later; the answer calls it off. With 0 it runs at the next turn, whatever the clock shows. */
  after(ms: number, run: () => void): () => void;
};

/** Stands still until it is told to move. */
export const createManualClock = (start: Date | string | number): Clock => {
  let instant = new Date(start).getTime();
  return clockOn({
    read: () => instant,
    write: (to) => {
      instant = to;
    },
    arm: () => {},
  });
};

/** Follows the machine's time, from where it was set last. */
export const createRealClock = (start?: Date | string | number): Clock => {
  let offset = start === undefined ? 0 : new Date(start).getTime() - Date.now();
  let alarm: NodeJS.Timeout | undefined;
  return clockOn({
    read: () => Date.now() + offset,
    write: (to) => {
      offset = to - Date.now();
    },
    arm: (ms, ring) => {
      clearTimeout(alarm);
      alarm = ms === undefined ? undefined : setTimeout(ring, Math.min(ms, 2 ** 31 - 1)).unref();
    },
  });
};

type Timer = { due: number; run: () => void };
type Hand = { read(): number; write(to: number): void; arm(ms: number | undefined, ring: () => void): void };

const clockOn = (hand: Hand): Clock => {
  let timers: Timer[] = [];

  const takeDue = (by: number): Timer | undefined => {
    const next = timers.reduce<Timer | undefined>((first, t) => (first && first.due <= t.due ? first : t), undefined);
    if (!next || next.due > by) return undefined;
    timers = timers.filter((timer) => timer !== next);
    return next;
  };
  const rearm = () => {
    const due = Math.min(...timers.map((timer) => timer.due));
    hand.arm(timers.length === 0 ? undefined : Math.max(0, due - hand.read()), ring);
  };
  const ring = () => {
    for (let timer = takeDue(hand.read()); timer; timer = takeDue(hand.read())) timer.run();
    rearm();
  };

  return {
    now: () => new Date(hand.read()),
    set(to) {
      const back = Math.min(0, to.getTime() - hand.read());
      for (const timer of timers) timer.due += back;
      hand.write(to.getTime());
      ring();
    },
    async advance(ms) {
      const target = hand.read() + ms;
      for (let timer = takeDue(target); timer; timer = takeDue(target)) {
        hand.write(Math.max(hand.read(), timer.due));
        timer.run();
        await new Promise((turn) => setImmediate(turn));
      }
      hand.write(target);
      ring();
    },
    after(ms, run) {
      if (ms <= 0) {
        const soon = setImmediate(run);
        return () => clearImmediate(soon);
      }
      const timer = { due: hand.read() + ms, run };
      timers.push(timer);
      rearm();
      return () => {
        timers = timers.filter((other) => other !== timer);
        rearm();
      };
    },
  };
};
