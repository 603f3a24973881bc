import { expect, test } from 'vitest';
import { cancel, checkTitle, rename, reopen, resolve } from '../../src/incident/lifecycle.ts';
import { assignRole, leaveRole } from '../../src/incident/roles.ts';
import { setSeverity, setStatus } from '../../src/incident/status.ts';
import { giveUpdate } from '../../src/incident/updates.ts';
import { plain } from '../../src/incident/words.ts';
import { ben, given, incidentOf, minutes, opened, resolved } from '../given.ts';

const known = ['sev1', 'sev2'];

test('a resolved incident cannot be resolved again', () => {
  given(opened, resolved).when(resolve({})).refused('INC-7 is resolved already. Reopen it, or edit the entry');
});

test('a resolved incident can be reopened, and then the last resolution counts', () => {
  given(opened, resolved)
    .when(reopen(plain('it is back')))
    .then({ kind: 'incident.reopened' });
  const incident = incidentOf(
    opened,
    resolved,
    { kind: 'incident.reopened', data: { words: plain('back') } },
    resolved,
  );
  expect(incident.status).toBe('resolved');
  expect(incident.resolvedAt).toEqual(minutes(3));
});

test('an incident cannot end before it began, nor before it was reopened', () => {
  given(opened)
    .when(resolve({ at: minutes(-30) }))
    .refused('before anything on the timeline');
  given(opened, resolved, { kind: 'incident.reopened', data: { words: plain('back') } })
    .when(resolve({ at: minutes(1) }))
    .refused('before the incident was reopened');
});

test('an open incident cannot be reopened', () => {
  given(opened)
    .when(reopen(plain('why')))
    .refused('INC-7 is open');
});

test('a correction of the resolution moves the end', () => {
  const incident = incidentOf(opened, resolved, { kind: 'entry.edited', data: { number: 2, at: minutes(-5) } });
  expect(incident.resolvedAt).toEqual(minutes(-5));
});

test('a false alarm is cancelled, once', () => {
  given(opened)
    .when(cancel({ reason: 'false alarm' }))
    .then({ kind: 'incident.cancelled' });
  given(opened, { kind: 'incident.cancelled', data: { reason: 'false alarm' } })
    .when(cancel({ reason: 'false alarm' }))
    .refused('INC-7 is cancelled already');
});

test('an unknown severity is refused with the known ones', () => {
  given(opened)
    .when(setSeverity('sev9', undefined, known))
    .refused('There is no severity sev9: say one of sev1, sev2.');
});

test('the severity that it has already writes nothing', () => {
  given(opened, { kind: 'severity.set', data: { severity: 'sev1' } })
    .when(setSeverity('sev1', undefined, known))
    .nothing();
});

test('a reason is kept, also where the severity or the status is that already', () => {
  given(opened, { kind: 'severity.set', data: { severity: 'sev1' } })
    .when(setSeverity('sev1', plain('payments, too'), known))
    .then({ kind: 'severity.set', data: { words: { text: 'payments, too' } } });
  given(opened).when(setStatus('investigating')).nothing();
  given(opened)
    .when(setStatus('investigating', plain('it came back')))
    .then({ kind: 'status.set' });
});

test('a resolved incident is reopened before it is cancelled or set back', () => {
  given(opened, resolved)
    .when(cancel({ reason: 'other' }))
    .refused('INC-7 is resolved already. Reopen it first.');
  given(opened, resolved).when(setStatus('monitoring')).refused('INC-7 is resolved. Reopen it first.');
});

test('the status is set by hand, but an end has its own command', () => {
  given(opened)
    .when(setStatus('identified'))
    .then({ kind: 'status.set', data: { status: 'identified' } });
  given(opened).when(setStatus('resolved')).refused('`resolve`');
});

test('the same title writes nothing', () => {
  given(opened).when(rename('Checkout is down')).nothing();
});

test.each([['🔥'], ['*'], ['a'.repeat(200)]])('%s is a title', (title) => {
  expect(checkTitle(` ${title}\n`)).toBe(title);
});

test('an empty title is refused', () => {
  expect(() => checkTitle(' \n ')).toThrow('An incident needs a title');
});

test('taking a role that one holds already says nothing; a role that nobody holds cannot be left', () => {
  given(opened, { kind: 'role.assigned', data: { role: 'lead', person: ben } })
    .when(assignRole('lead', ben))
    .nothing();
  given(opened).when(leaveRole('lead')).refused('Nobody is lead');
});

test('an update of long ago is kept and not announced', () => {
  given(opened)
    .when(giveUpdate({ words: plain('half is back'), at: minutes(-16), now: minutes(0) }))
    .then({ data: { announced: false }, at: minutes(-16) });
  given(opened)
    .when(giveUpdate({ words: plain('half is back'), at: minutes(-15.5), now: minutes(0) }))
    .then({ data: { announced: false } });
  given(opened)
    .when(giveUpdate({ words: plain('half is back'), at: minutes(-15), now: minutes(0) }))
    .then({ data: { announced: true } });
  given(opened)
    .when(giveUpdate({ words: plain('half is back'), now: minutes(0) }))
    .then({ data: { announced: true } });
});
