/** The link with which an organizer invites the bot: it asks for what posting needs, and for nothing else. */
import { PermissionFlagsBits } from 'discord.js'

const needed =
  PermissionFlagsBits.ViewChannel | PermissionFlagsBits.SendMessages | PermissionFlagsBits.SendMessagesInThreads

export const invitation = (applicationId: string): string =>
  `https://discord.com/oauth2/authorize?client_id=${applicationId}&scope=bot%20applications.commands&permissions=${needed}`
