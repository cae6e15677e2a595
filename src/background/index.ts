import { Attachments } from "./attachments.ts";

new Attachments().listen();
