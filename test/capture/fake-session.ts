/** A debugger session that only writes down, under its name, what is asked of it. */
export function fakeSession(name: string, told: string[], start: () => Promise<void> = async () => undefined) {
  return {
    start: (isHeld = false) => {
      told.push(`${name} starts${isHeld ? ", held" : ""}`);
      return start();
    },
    stop: () => void told.push(`${name} stops`),
    end: (by: string) => void told.push(`${name} ends: ${by}`),
    pause: () => void told.push(`${name} is paused`),
    event: (method: string) => void told.push(`${name} hears ${method}`),
  };
}
