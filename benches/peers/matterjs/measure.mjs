// node measure.mjs FOLDER: encodes and decodes what `netim-peers --data FOLDER` left there, and prints the times as JSON, in
// nanoseconds for an entry or a call.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { addClient, clients } from "./codec.mjs";

const ROUNDS = 31;
// Long enough for the compiler to have seen the code in the first ones, which count for the median only.
const BATCH_MS = 60;

const [folder] = process.argv.slice(2);
if (folder === undefined) {
    console.error("usage: node measure.mjs FOLDER");
    process.exit(2);
}
const bytes = name => new Uint8Array(readFileSync(join(folder, name)));
const list = bytes("clients.tlv");
const shuffled = bytes("clients-shuffled.tlv");
const request = bytes("add-client.tlv");

// First that it does it right.
const values = clients.decode(list);
const requestValue = addClient.decode(request);
same("Clients", clients.encode(values), list);
same("AddClient", addClient.encode(requestValue), request);
same("Clients, shuffled, decoded and encoded", clients.encode(clients.decode(shuffled)), list);

const tasks = [
    ["encode-list", values.length, () => clients.encode(values).byteLength],
    ["decode-list", values.length, () => digest(clients.decode(list))],
    ["decode-shuffled", values.length, () => digest(clients.decode(shuffled))],
    ["encode-add-client", 1, () => addClient.encode(requestValue).byteLength],
    ["decode-add-client", 1, () => addClient.decode(request).clientIdentity.byteLength],
].map(([key, divisor, once]) => ({ key, divisor, once, times: [], repeat: 1 }));

// Whatever is computed ends up here, so that it cannot be left out.
let sink = 0;
tasks.forEach(calibrate);
for (let round = 0; round < ROUNDS; round += 1) {
    for (const task of tasks) {
        task.times.push((run(task) * 1e6) / task.repeat / task.divisor);
    }
}
const rows = Object.fromEntries(tasks.map(({ key, times }) => [key, summary(times)]));
console.log(JSON.stringify({ name: "matter.js", rows, sink }, null, 2));

function same(what, found, expected) {
    if (Buffer.compare(Buffer.from(found), Buffer.from(expected)) !== 0) {
        throw new Error(`${what}: not the bytes that all others write`);
    }
}

function digest(entries) {
    let sum = 0;
    for (const entry of entries) {
        const identifier = new Uint8Array(entry.clientIdentifier);
        sum += entry.clientIndex + identifier[19] + entry.clientIdentityType + (entry.networkIdentityIndex ?? 0);
    }
    return sum;
}

/** Runs the task as often as a batch has it, and returns the milliseconds. */
function run(task) {
    const start = performance.now();
    for (let count = 0; count < task.repeat; count += 1) {
        sink = (sink + task.once()) % 1e9;
    }
    return performance.now() - start;
}

/** Finds out how often that is. */
function calibrate(task) {
    while (run(task) < BATCH_MS) {
        task.repeat *= 2;
    }
}

function summary(times) {
    times.sort((a, b) => a - b);
    return { median: times[times.length >> 1], best: times[0] };
}
