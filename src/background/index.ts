import { Attachments } from "../capture/debugger/attachments.ts";

new Attachments().listen();
