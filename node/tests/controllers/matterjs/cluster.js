// Cluster 0x0450 in its layout 1.6.1 for matter.js, which lacks it. matter.js makes its own codec of this.
import { ClusterModel, Matter } from "@matter/main/model";
import { ClusterType } from "@matter/main/types";

const field = (id, name, type, more = {}) => ({ tag: "field", id, name, type, conformance: "M", ...more });
const list = (id, name, entry) => ({
    tag: "attribute", id, name, type: "list", access: "R M", conformance: "M",
    children: [{ tag: "field", name: "entry", type: entry }],
});
const request = (id, name, access, response, ...children) => ({
    tag: "command", id, name, access, conformance: "M", direction: "request", response, children,
});
const response = (id, name, ...children) => ({
    tag: "command", id, name, conformance: "M", direction: "response", children,
});
const secret = field(0, "NetworkAdministratorSharedSecret", "octstr", { constraint: "max 64" });
const choice = { conformance: "O.a" };

const model = new ClusterModel({
    name: "NetworkIdentityManagement",
    id: 0x0450,
    revision: 1,
    classification: "application",
    children: [
        { tag: "attribute", id: 0xfffd, name: "ClusterRevision", type: "ClusterRevision", default: 1 },
        {
            tag: "datatype", name: "IdentityTypeEnum", type: "enum8",
            children: [{ tag: "field", id: 1, name: "Ecdsa", conformance: "M" }],
        },
        {
            tag: "datatype", name: "ActiveNetworkIdentityStruct", type: "struct",
            children: [
                field(0, "Index", "uint16"), field(1, "Type", "IdentityTypeEnum"), field(2, "Identifier", "octstr"),
                field(3, "CreatedTimestamp", "epoch-s"), field(4, "Current", "bool"),
                field(5, "RemainingClients", "uint16", { quality: "X" }),
            ],
        },
        {
            tag: "datatype", name: "ClientStruct", type: "struct",
            children: [
                field(0, "ClientIndex", "uint16"), field(1, "ClientIdentifier", "octstr"),
                field(2, "ClientIdentityType", "IdentityTypeEnum"),
                field(3, "NetworkIdentityIndex", "uint16", { quality: "X" }),
            ],
        },
        list(0, "ActiveNetworkIdentities", "ActiveNetworkIdentityStruct"),
        list(1, "Clients", "ClientStruct"),
        { tag: "attribute", id: 2, name: "ClientTableSize", type: "uint16", access: "R V", conformance: "M" },
        request(0x00, "AddClient", "M T", "AddClientResponse", field(0, "ClientIdentity", "octstr")),
        response(0x01, "AddClientResponse", field(0, "ClientIndex", "uint16")),
        request(0x02, "RemoveClient", "M T", "status",
            field(0, "ClientIndex", "uint16", choice), field(1, "ClientIdentifier", "octstr", choice)),
        request(0x03, "QueryIdentity", "M", "QueryIdentityResponse",
            field(0, "NetworkIdentityIndex", "uint16", choice), field(1, "NetworkIdentityType", "IdentityTypeEnum", choice),
            field(2, "ClientIndex", "uint16", choice), field(3, "Identifier", "octstr", choice)),
        response(0x04, "QueryIdentityResponse", field(0, "Identity", "octstr")),
        request(0x40, "ImportAdminSecret", "A T", "status", secret),
        request(0x41, "ExportAdminSecret", "A", "ExportAdminSecretResponse"),
        response(0x42, "ExportAdminSecretResponse", secret),
    ],
});

// What it reads, matter.js decodes by the model of all clusters.
Matter.children.push(model);

export const cluster = ClusterType(model);
