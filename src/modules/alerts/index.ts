/**
 * Alerts: where operators are told what they should know of, and what they were told lately.
 */
import { defineModule } from '../../sdk/index.ts';
import { alertsHere, alertsList, alertsOff } from './alerts.ts';
import { texts } from './texts.ts';

export const alerts = defineModule({
  name: 'alerts',
  version: '1.0.0',
  capabilities: [
    { name: 'alerts.view', least: 'helper', text: 'See what operators were told.' },
    { name: 'alerts.manage', least: 'administrator', text: 'Choose where operators are told.' },
  ],
  commands: [alertsHere, alertsList, alertsOff],
  texts,
});
