/**
 * What a page of the lab's Vite server would carry: Vite draws another one at each start. In a file of its own: the knowledge
 * that the page for files brings along names the lab's addresses, and must not bring the lab's servers too.
 */
export const VITE_TOKEN = "lab";
