// matter.js commissions the node and goes once through the commands.
import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";

import { Environment, LogLevel, Logger, ServerNode } from "@matter/main";
import { Invoke, Read } from "@matter/main/protocol";
import { Status } from "@matter/main/types";
import { cluster } from "./cluster.js";

const ENDPOINT = 1;
const program = process.env.NETIM_NODE;
const folder = mkdtempSync(join(tmpdir(), "netim-matterjs-"));
const vectors = JSON.parse(readFileSync(new URL("../../../../tests/vectors/pdc.json", import.meta.url), "utf8"));
const octets = (hex) => new Uint8Array(Buffer.from(hex, "hex"));
const hex = (octets) => Buffer.from(octets).toString("hex");

let node;
let controller;
let peer;

before(async () => {
    assert.ok(program, "NETIM_NODE must name the program `netim-node`");
    const data = join(folder, "data");
    node = spawn(program, ["--data", data, "--interface", "netim0", "--release", "1.6.1"], { stdio: "ignore" });
    const running = () => {
        const status = spawnSync(program, ["status", "--data", data, "--json"], { encoding: "utf8" });
        return status.status === 0 && JSON.parse(status.stdout).running !== null;
    };
    for (let attempt = 0; !running(); attempt += 1) {
        assert.equal(node.exitCode, null, "the node ended");
        assert.ok(attempt < 200, "the node does not come up");
        await sleep(100);
    }
    Logger.level = LogLevel.ERROR;
    Environment.default.vars.set("storage.path", join(folder, "matterjs"));
    // A controller is a node itself, and wants a port of its own.
    controller = await ServerNode.create(ServerNode.RootEndpoint, {
        id: "controller", commissioning: { enabled: false }, network: { port: 5550 },
    });
    await controller.start();
    peer = await controller.peers.commission({ passcode: 20202021, discriminator: 3840, autoSubscribe: false });
});

after(async () => {
    await controller?.close();
    if (node?.exitCode === null) {
        const ended = new Promise((done) => node.once("exit", done));
        node.kill("SIGTERM");
        assert.equal(await ended, 0, "the node ends in order");
    }
    rmSync(folder, { recursive: true, force: true });
});

// The fields of the response, or the status.
async function send(command, fields) {
    const request = Invoke({ commands: [Invoke.ConcreteCommandRequest({ endpoint: ENDPOINT, cluster, command, fields })] });
    for await (const chunk of peer.interaction.invoke(request)) {
        for (const entry of chunk) {
            return entry.kind === "cmd-response" ? entry.data : Status[entry.status];
        }
    }
    throw new Error(`no answer to ${command}`);
}

async function read(attribute) {
    const request = Read(Read.Attribute({ endpoint: ENDPOINT, cluster, attributes: attribute }));
    for await (const chunk of peer.interaction.read(request)) {
        for await (const entry of chunk) {
            assert.equal(entry.kind, "attr-value", JSON.stringify(entry));
            return entry.value;
        }
    }
    throw new Error(`no value of ${attribute}`);
}

test("clients are added, found and removed", async () => {
    const [vector] = vectors.clients;
    const clientIdentity = octets(vector.compact_identity);
    const { clientIndex } = await send("addClient", { clientIdentity });
    assert.equal((await send("addClient", { clientIdentity })).clientIndex, clientIndex);
    assert.equal(await send("addClient", { clientIdentity: octets(vector.collides) }), "AlreadyExists");
    assert.equal(await send("addClient", { clientIdentity: octets(vector.off_curve) }), "DynamicConstraintError");

    const [entry, ...others] = await read("clients");
    assert.equal(others.length, 0);
    assert.equal(entry.clientIndex, clientIndex);
    assert.equal(hex(entry.clientIdentifier), vector.identifier);
    assert.equal(entry.networkIdentityIndex, null);

    const { identity } = await send("queryIdentity", { clientIndex });
    assert.equal(hex(identity), vector.compact_identity);
    assert.equal(await send("removeClient", { clientIndex }), "Success");
    assert.equal(await send("removeClient", { clientIndex }), "NotFound");
    assert.deepEqual(await read("clients"), []);
});

test("a secret is imported and exported, and its identity is the right one", async () => {
    assert.equal(await send("exportAdminSecret"), "NotFound");
    const secret = vectors.secrets.toSorted((one, other) => one.created - other.created)[0];
    const fields = { networkAdministratorSharedSecret: octets(secret.nass_tlv) };
    assert.equal(await send("importAdminSecret", fields), "Success");
    const exported = await send("exportAdminSecret");
    assert.equal(hex(exported.networkAdministratorSharedSecret), secret.nass_tlv);

    const [identity] = await read("activeNetworkIdentities");
    assert.equal(hex(identity.identifier), secret.identifier);
    assert.equal(identity.current, true);
    assert.equal(identity.remainingClients, null);
    const found = await send("queryIdentity", { identifier: identity.identifier });
    assert.equal(hex(found.identity), secret.compact_identity);
    assert.equal(await read("clientTableSize"), 500);
});
