/** The system's reasons for not reading a file in words, after its name. */
export function reasonOf(error: unknown): string {
  const code = codeOf(error);
  if (code === "ENOENT") return "does not exist";
  if (code === "EISDIR") return "is a directory: name a file in it";
  if (code === "EACCES" || code === "EPERM") return "cannot be opened: permission denied";
  if (code === "ERR_FS_FILE_TOO_LARGE" || code === "ERR_STRING_TOO_LONG") return "is too large to be read";
  return `could not be opened${code === null ? "" : ` (${code})`}`;
}

/** The system's reasons for not writing a file in words, after its name. */
export function writeReasonOf(error: unknown): string {
  const code = codeOf(error);
  if (code === "ENOENT" || code === "ENOTDIR") return "is in a directory that does not exist";
  if (code === "EISDIR") return "is a directory, not a file";
  if (code === "EACCES" || code === "EPERM" || code === "EROFS") return "cannot be written: permission denied";
  if (code === "ENOSPC") return "cannot be written: the disk is full";
  return `could not be written${code === null ? "" : ` (${code})`}`;
}

function codeOf(error: unknown): string | null {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : null;
}
