/**
 * A text as one word of a POSIX shell: between single quotes nothing has a meaning (POSIX.1-2024, Shell Command Language
 * §2.2.2), and a single quote itself is taken out of them.
 */
export function shellWord(text: string): string {
  if (/^[A-Za-z0-9@%+=:,./_-]+$/.test(text)) return text;
  return `'${text.replaceAll("'", "'\\''")}'`;
}

/** A command over several lines: the program and its first word, then one option a line. */
export function shellCommand(program: string, options: readonly string[]): string {
  return [program, ...options].join(" \\\n  ");
}
