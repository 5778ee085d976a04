// Run as a process of its own: what a bot on both platforms has to load, and nothing else. Not TypeScript, whose reader takes memory too.
import '@slack/bolt'
import 'discord.js'

process.stdout.write('loaded\n')
setInterval(() => {}, 60_000)
