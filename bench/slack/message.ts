/** Slack's delivery of a message, as often as it is needed. */
export type Messages = (count: number) => string[];

/** Makes copies of a real delivery, as JSON: each with an event id, a `ts` and words of its own. The words hold `marker`. */
export const copiesOf = (payload: Record<string, unknown>, marker: string): Messages => {
  // A delivery of a message, as Slack makes it.
  const { ts } = payload.event as { ts: string };
  const id = String(payload.event_id);
  const mould = JSON.stringify(payload);
  const began = BigInt(ts.replace('.', ''));
  let made = 0;
  return (count) =>
    Array.from({ length: count }, () => {
      made++;
      const micros = String(began + BigInt(made));
      return mould
        .replaceAll(id, `${id}N${made}`)
        .replaceAll(ts, `${micros.slice(0, -6)}.${micros.slice(-6)}`)
        .replaceAll(marker, `${marker}${made}`);
    });
};
