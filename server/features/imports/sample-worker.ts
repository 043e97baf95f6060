/** For tests: a worker of its own process, to be killed. Arguments: the owner's address, the app's, the data folder. */
import { run } from 'graphile-worker'
import { readConfig } from '../../config.ts'
import { openDatabase, openPool } from '../../platform/database.ts'
import { importTasks } from './tasks.ts'

const [ownerUrl, appUrl, home] = process.argv.slice(2)
const db = openDatabase(openPool(appUrl!, 2))
await run({
  connectionString: ownerUrl!,
  taskList: importTasks({ db, config: readConfig({ COMPTOIR_HOME: home! }) }),
  noHandleSignals: true,
})
