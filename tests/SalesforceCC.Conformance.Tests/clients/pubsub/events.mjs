// What the client's callbacks bring, as promises. Nothing waits for longer than this.
const LIMIT = 20_000;

export function inbox() {
  const items = [];
  const waiting = [];
  let failed = null;
  const callback = (subscription, type, data) => {
    if (type === 'event') items.push(data);
    else if (type === 'error') failed = data;
    for (const wake of waiting.splice(0)) wake();
  };
  const until = async (done) => {
    const end = Date.now() + LIMIT;
    while (!done()) {
      const left = end - Date.now();
      if (left <= 0) throw new Error(`Nothing came: ${items.length} events`);
      let timer;
      await Promise.race([
        new Promise((resolve) => waiting.push(resolve)),
        new Promise((resolve) => { timer = setTimeout(resolve, left); }),
      ]);
      clearTimeout(timer);
    }
  };
  return {
    callback,
    /** The next so many events that a condition takes. */
    async take(count, wanted = () => true) {
      const found = () => items.filter(wanted);
      await until(() => failed || found().length >= count);
      if (failed) throw Object.assign(new Error(failed.message ?? 'error'), { data: failed });
      return found().slice(0, count);
    },
    /** The error that the stream ends with. */
    async error() {
      await until(() => failed);
      return failed;
    },
  };
}
