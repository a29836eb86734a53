// What matter.js makes of cluster 0x0450, which it does not have: the schemas that its users declare, limits included.
import { TlvArray, TlvByteString, TlvEnum, TlvField, TlvNullable, TlvObject, TlvUInt16 } from "@matter/main/types";

const client = TlvObject({
    clientIndex: TlvField(0, TlvUInt16.bound({ min: 1, max: 2047 })),
    clientIdentifier: TlvField(1, TlvByteString.bound({ length: 20 })),
    clientIdentityType: TlvField(2, TlvEnum()),
    networkIdentityIndex: TlvField(3, TlvNullable(TlvUInt16.bound({ min: 1, max: 65534 }))),
});

export const clients = TlvArray(client, { maxLength: 2047 });

export const addClient = TlvObject({
    clientIdentity: TlvField(0, TlvByteString.bound({ maxLength: 140 })),
});
