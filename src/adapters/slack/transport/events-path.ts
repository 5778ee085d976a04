/** Where Slack sends its requests over HTTP: commands, presses and events alike. */
export const eventsPath = '/slack/events'
